import {Command, CommanderError} from 'commander';
import {version} from '../client/version.ts';
import {printable} from '../core/printable.ts';
import {type Environment, readRuntime} from '../environment.ts';
import type {DoctorFlags} from './doctor/flags.ts';
import {exitCodes} from './exit-codes.ts';
import {explainFailure} from './failure.ts';
import {listCommand} from './list-command.ts';
import {addRooms, type RunsList} from './list-program.ts';
import type {ListsFlags} from './lists-command.ts';
import {addSimulateFlags, type SimulateFlags, simulateCommand} from './simulate-command.ts';
import {suggestionFor} from './suggest.ts';
import type {Surroundings} from './surroundings.ts';
import {withoutTokens} from './without-tokens.ts';
import {writeAnswer} from './write-text.ts';

/** Of a word that is no flag or command as much as could be one, without its value: the rest may be a token or a password. */
const shownWord = (word: string): string => {
	const name = word.replace(/=.*/s, '');
	const shown = /^(?:-[a-z](?=.)|(?:[a-z-]|\[redacted\]){0,40})/s.exec(name)?.[0];
	return `'${shown}${shown === name ? '' : '…'}'`;
};

/** What commander complains of, on one line, without what was typed in place of a flag's value. */
const usageError = (text: string, environment: Environment): string => {
	const line = text.trim().replace(/^error: /, '');
	const shown = withoutTokens(line, environment)
		.replace(/^(option '[^']*' argument) '.*' (?=is invalid\.)/s, "$1 '…' ")
		.replace(/^(unknown \w+) '(.*)'/s, (_, what, word) => `${what} ${shownWord(word)}`);
	return printable(shown.replaceAll('\n', ' '));
};

/** What else may have been meant, where commander itself finds nothing. */
const moreSuggestions = (text: string, program: Command, argv: readonly string[]): string => {
	const [, what = '', word = ''] = /^error: unknown (option|command) '(.*)'\s*$/s.exec(text) ?? [];
	return suggestionFor(what, word, program, argv);
};

/** For bug reports also what it runs on. */
const versionText = (argv: readonly string[]): string => {
	if (!argv.includes('--verbose')) return version;
	const {name, version: release, platform} = readRuntime();
	return [version, `${name} ${release}`, platform].join('\n');
};

/** Who asks for these wants no other list, and does not wait for them to be loaded. */
const alone: readonly (string | undefined)[] = ['rooms', 'simulate', '--version', '-V'];

const createProgram = async (
	argv: readonly string[],
	surroundings: Surroundings,
	answer: (text: string) => void,
	finish: (exitCode: number) => void,
): Promise<Command> => {
	const {environment, stderr} = surroundings;
	const program = new Command('signalwire-paginate')
		.description('Streams every room of a SignalWire space, and every item of its other lists.')
		.version(versionText(argv), '-V, --version', 'output the version number; with --verbose also what it runs on')
		.exitOverride()
		.configureOutput({
			writeOut: answer,
			writeErr: text => stderr.write(text),
			outputError: (text, write) =>
				write(`signalwire-paginate: ${usageError(text, environment)}${moreSuggestions(text, program, argv)}\n`),
			getOutHasColors: () => false,
			getErrHasColors: () => false,
		});
	const runs: RunsList = async (asked, flags) => finish(await listCommand(asked, flags, surroundings));
	addRooms(program, runs);
	addSimulateFlags(program.command('simulate'))
		.description('serve rooms and every other list, simulated, over the documented API, until Ctrl-C')
		.action(async (flags: SimulateFlags) => finish(await simulateCommand(flags, surroundings)));
	if (alone.includes(argv[0])) return program;
	const {addFamilies} = await import('./list-families.ts');
	const {addListsFlags, listsCommand} = await import('./lists-command.ts');
	addFamilies(program, argv, runs);
	addListsFlags(program.command('lists'))
		.description('name every list that can be asked for')
		.action(async (flags: ListsFlags) => finish(await listsCommand(flags, surroundings)));
	const {addDoctorFlags} = await import('./doctor/flags.ts');
	addDoctorFlags(program.command('doctor'))
		.description('tell what this machine and the space say of settings, network and token, for bug reports')
		.action(async (flags: DoctorFlags) => {
			const {doctorCommand} = await import('./doctor/command.ts');
			finish(await doctorCommand(flags, surroundings));
		});
	const {addSync} = await import('./sync-program.ts');
	await addSync(program, argv, surroundings, finish);
	const {addFleet} = await import('./fleet-program.ts');
	await addFleet(program, argv, surroundings, finish);
	return program;
};

/** `help video rooms` as `video rooms --help`: commander's own goes one command deep. */
const helpLast = (argv: readonly string[]): readonly string[] =>
	argv[0] === 'help' && argv.length > 2 ? [...argv.slice(1), '--help'] : argv;

/** Help and version that were asked for are no failure, and are written here; of the rest commander has said what is wrong. */
const parse = async (argv: readonly string[], surroundings: Surroundings): Promise<number> => {
	let exitCode: number = exitCodes.done;
	let text = '';
	const program = await createProgram(
		argv,
		surroundings,
		answer => {
			text += answer;
		},
		code => {
			exitCode = code;
		},
	);
	try {
		await program.parseAsync(helpLast(argv), {from: 'user'});
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
		for (const line of failure.lines) {
			stderr.write(`signalwire-paginate: ${withoutTokens(line, surroundings.environment)}\n`);
		}
		return failure.exitCode;
	} finally {
		// An output that failed emits its event only after the write has reported it.
		setImmediate(() => stdout.removeListener('error', ignore));
	}
};
