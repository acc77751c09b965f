import {Command, CommanderError} from 'commander';
import {printable} from '../core/printable.ts';
import type {Environment} from '../environment.ts';
import {createSecrets} from '../redact/secrets.ts';
import {version} from '../version.ts';
import {exitCodes} from './exit-codes.ts';
import {explainFailure} from './failure.ts';
import {roomsCommand} from './rooms-command.ts';
import {addRoomsFlags, type RoomsFlags} from './rooms-flags.ts';
import {addSimulateFlags, type SimulateFlags, simulateCommand} from './simulate-command.ts';
import type {Surroundings} from './surroundings.ts';
import {writeAnswer} from './write-text.ts';

const roomsHelp = `
Rooms are written to standard output as newline-delimited JSON, all else to standard error. With --output they go to
a file: .ndjson, .json, .csv (each also with .gz), .parquet or .sqlite. Until it is complete, everything is in the
folder FILE.partial beside it.

With --resume-from, CSV has no header, as it stands before the rooms of the earlier run, and JSON, being one array, cannot
be gone on with. Limits of --output count over all runs; the latest that was given applies.

Environment:
  SIGNALWIRE_SPACE       the space, when neither --space nor --base-url is given
  SIGNALWIRE_PROJECT_ID  the project ID, when --project-id is not given
  SIGNALWIRE_API_TOKEN   the API token, when --token-file is not given; it needs the Video scope
  HTTPS_PROXY, NO_PROXY  the proxy to go through, and the hosts to reach without it, as curl reads them (ALL_PROXY too)
  NO_COLOR               anything: no colours

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

/** Of a word that is no flag or command as much as could be one, without its value: the rest may be a token or a password. */
const shownWord = (word: string): string => {
	const name = word.replace(/=.*/s, '');
	const shown = /^(?:-[a-z](?=.)|(?:[a-z-]|\[redacted\]){0,40})/s.exec(name)?.[0];
	return `'${shown}${shown === name ? '' : '…'}'`;
};

/** What commander complains of, on one line, without what was typed in place of a flag's value. */
const usageError = (text: string, {SIGNALWIRE_API_TOKEN: token}: Environment): string => {
	const line = text.trim().replace(/^error: /, '');
	const shown = (token ? createSecrets('', token).redact(line) : line)
		.replace(/^(option '[^']*' argument) '.*' (?=is invalid\.)/s, "$1 '…' ")
		.replace(/^(unknown \w+) '(.*)'/s, (_, what, word) => `${what} ${shownWord(word)}`);
	return printable(shown.replaceAll('\n', ' '));
};

const createProgram = (
	surroundings: Surroundings,
	answer: (text: string) => void,
	finish: (exitCode: number) => void,
): Command => {
	const {environment, stderr} = surroundings;
	const program = new Command('signalwire-paginate')
		.description('Streams every room of a SignalWire space.')
		.version(version)
		.exitOverride()
		.configureOutput({
			writeOut: answer,
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

/** Help and version that were asked for are no failure, and are written here; of the rest commander has said what is wrong. */
const parse = async (argv: readonly string[], surroundings: Surroundings): Promise<number> => {
	let exitCode: number = exitCodes.done;
	let text = '';
	const program = createProgram(
		surroundings,
		answer => {
			text += answer;
		},
		code => {
			exitCode = code;
		},
	);
	try {
		await program.parseAsync(argv, {from: 'user'});
		return exitCode;
	} catch (error) {
		if (!(error instanceof CommanderError)) throw error;
		if (error.exitCode !== 0) return exitCodes.usage;
		await writeAnswer(text, surroundings);
		return exitCodes.done;
	}
};

/** The whole command: arguments and surroundings in, exit code out. */
export const run = async (argv: readonly string[], surroundings: Surroundings): Promise<number> => {
	const {stdout, stderr} = surroundings;
	const ignore = () => {};
	stdout.on('error', ignore); // A write reports its own error; unheard, the event would end the process.
	try {
		return await parse(argv, surroundings);
	} catch (error) {
		const failure = explainFailure(error, argv.includes('--verbose'));
		for (const line of failure.lines) stderr.write(`signalwire-paginate: ${line}\n`);
		return failure.exitCode;
	} finally {
		// An output that failed emits its event only after the write has reported it.
		setImmediate(() => stdout.removeListener('error', ignore));
	}
};
