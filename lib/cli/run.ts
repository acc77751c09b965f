import {Command, CommanderError} from 'commander';
import {printable} from '../core/printable.ts';
import type {Environment} from '../environment.ts';
import {createRedact} from '../transport/secrets.ts';
import {version} from '../version.ts';
import {exitCodes} from './exit-codes.ts';
import {explainFailure} from './failure.ts';
import {roomsCommand} from './rooms-command.ts';
import {addRoomsFlags, type RoomsFlags} from './rooms-flags.ts';
import {addSimulateFlags, type SimulateFlags, simulateCommand} from './simulate-command.ts';
import type {Surroundings} from './surroundings.ts';

const roomsHelp = `
Rooms are written to standard output as newline-delimited JSON, all else to standard error. With --output they go to
a file: .ndjson, .json, .csv (each also with .gz), .parquet or .sqlite. Until it is complete, everything is in the
folder FILE.partial beside it.

Environment:
  SIGNALWIRE_SPACE       the space, when neither --space nor --base-url is given
  SIGNALWIRE_PROJECT_ID  the project ID, when --project-id is not given
  SIGNALWIRE_API_TOKEN   the API token, when --token-file is not given; it needs the Video scope

Exit codes:
  0    done
  1    failed; the message tells how to go on, where one can
  2    wrong usage; nothing was requested
  4    missing or refused credentials
  130  interrupted by Ctrl-C (143: by SIGTERM, 129: by a closed terminal); how to go on is printed

Examples:
  signalwire-paginate rooms --demo 2000 > rooms.ndjson
  signalwire-paginate rooms --space example --include-active-session | jq -r .name
  signalwire-paginate rooms --starts-after 2026-01-01 --fields id,name,join_from
  signalwire-paginate rooms --space example --output rooms.csv --resume
  signalwire-paginate rooms --token-file ~/.signalwire-token --max-items 10`;

/** What commander complains of, on one line; without the value of a flag that it does not know, which may be a token. */
const usageError = (text: string, {SIGNALWIRE_API_TOKEN: token}: Environment): string => {
	const line = text
		.trim()
		.replace(/^error: /, '')
		.replace(/(unknown option '[^'=]*)=.*?'(?=\s|$)/s, "$1'");
	return printable((token ? createRedact('', token)(line) : line).replaceAll('\n', ' '));
};

const createProgram = (surroundings: Surroundings, finish: (exitCode: number) => void): Command => {
	const {environment, stdout, stderr} = surroundings;
	const program = new Command('signalwire-paginate')
		.description('Streams every room of a SignalWire space.')
		.version(version)
		.exitOverride()
		.configureOutput({
			writeOut: text => stdout.write(text),
			writeErr: text => stderr.write(text),
			outputError: (text, write) => write(`signalwire-paginate: ${usageError(text, environment)}\n`),
			getOutHasColors: () => false,
			getErrHasColors: () => false,
		});
	addRoomsFlags(program.command('rooms'))
		.description('write every room as a line of JSON')
		.addHelpText('after', roomsHelp)
		.action(async (flags: RoomsFlags) => finish(await roomsCommand(flags, surroundings)));
	addSimulateFlags(program.command('simulate'))
		.description('serve simulated rooms over the documented API, until Ctrl-C')
		.action(async (flags: SimulateFlags) => finish(await simulateCommand(flags, surroundings)));
	return program;
};

/** The whole command: arguments and surroundings in, exit code out. */
export const run = async (argv: readonly string[], surroundings: Surroundings): Promise<number> => {
	let exitCode: number = exitCodes.done;
	const program = createProgram(surroundings, code => {
		exitCode = code;
	});
	try {
		await program.parseAsync(argv, {from: 'user'});
		return exitCode;
	} catch (error) {
		// commander has said what is wrong; help and version that were asked for are no failure.
		if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
		const failure = explainFailure(error, argv.includes('--verbose'));
		for (const line of failure.lines) surroundings.stderr.write(`signalwire-paginate: ${line}\n`);
		return failure.exitCode;
	}
};
