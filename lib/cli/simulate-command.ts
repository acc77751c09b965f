import {once} from 'node:events';
import {type Command, InvalidArgumentError, Option} from 'commander';
import {type Fault, faultNames, type LinkForm, type LinkStyle, parseFault, startSimulator} from '../simulator/index.ts';
import {CommandFailed, exitCodes} from './exit-codes.ts';
import {wholeNumber} from './flag-values.ts';
import type {Surroundings} from './surroundings.ts';
import {writeAnswer} from './write-text.ts';

/** The flags of `simulate`, parsed. */
export interface SimulateFlags {
	readonly rooms: number;
	readonly port: number;
	readonly seed: number;
	readonly linkStyle: LinkStyle;
	readonly linkForm: LinkForm;
	readonly latency: number;
	readonly fault: readonly Fault[];
	readonly authenticate: boolean;
}

/** One more `--fault`. */
const faultFlag = (text: string, earlier: readonly Fault[]): readonly Fault[] => {
	const parsed = parseFault(text);
	if (!parsed.ok) throw new InvalidArgumentError(parsed.error);
	return [...earlier, parsed.value];
};

const faultHelp = (names: readonly string[]): string => `
Faults, once for each --fault: NAME:PROBABILITY, or NAME@REQUEST for one request only:
  503:0.05             one request in twenty answers 503 (any status from 400 to 599)
  429@3;retry-after=2  the third request answers 429 with Retry-After: 2
  truncate@2           the second answer ends in the middle
Names: a status, ${names.join(', ')}

Example:
  signalwire-paginate simulate --rooms 100000 --port 4010 --link-style anchor --fault 503:0.05`;

export const addSimulateFlags = (command: Command): Command =>
	command
		.addOption(new Option('--rooms <number>', 'how many rooms').argParser(wholeNumber(0, 100_000_000)).default(1000))
		.addOption(
			new Option('--port <port>', 'on 127.0.0.1; 0 takes a free one').argParser(wholeNumber(0, 65_535)).default(4010),
		)
		.addOption(
			new Option('--seed <number>', 'the same seed gives the same rooms and faults')
				.argParser(wholeNumber(0))
				.default(1),
		)
		.addOption(
			new Option('--link-style <style>', 'how links name the next page')
				.choices(['page', 'anchor', 'rolling'])
				.default('anchor'),
		)
		.addOption(
			new Option('--link-form <form>', 'how links are written')
				.choices(['absolute', 'path', 'query'])
				.default('absolute'),
		)
		.addOption(
			new Option('--latency <milliseconds>', 'before each answer').argParser(wholeNumber(0, 3_600_000)).default(0),
		)
		.addOption(new Option('--fault <fault>', 'a fault on demand, see below').argParser(faultFlag).default([], 'none'))
		.option('--no-authenticate', 'answer without credentials')
		.addHelpText('after', faultHelp(faultNames));

const aborted = async (signal: AbortSignal): Promise<void> => {
	if (!signal.aborted) await once(signal, 'abort');
};

/** Serves until the signal; that is this command's normal end. */
export const simulateCommand = async (flags: SimulateFlags, surroundings: Surroundings): Promise<number> => {
	const {stderr, signal} = surroundings;
	const {fault: faults, ...options} = flags;
	const simulator = await startSimulator({...options, faults}).catch((error: unknown) => {
		const {message} = error as Error;
		throw new CommandFailed(exitCodes.failed, `cannot serve on port ${flags.port}: ${message}; try --port 0.`);
	});
	const {url, projectId, apiToken} = simulator;
	const banner =
		`${flags.rooms.toLocaleString('en-US')} simulated rooms at ${url}; Ctrl-C ends it. List them with:\n` +
		`  SIGNALWIRE_PROJECT_ID=${projectId} SIGNALWIRE_API_TOKEN=${apiToken} signalwire-paginate rooms --base-url ${url}\n`;
	try {
		await writeAnswer(banner, surroundings);
		await aborted(signal);
	} finally {
		await simulator.close();
	}
	const {requests, roomsServed} = simulator.statistics;
	stderr.write(`served ${requests} requests, ${roomsServed} rooms.\n`);
	return exitCodes.done;
};
