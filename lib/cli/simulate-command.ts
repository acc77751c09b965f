import {once} from 'node:events';
import type {Command} from 'commander';
import {grouped} from '../core/noun.ts';
import {faultNames} from '../simulator/faults/fault.ts';
import {simulatorOptions} from '../simulator/options.ts';
import {CommandFailed, exitCodes} from './exit-codes.ts';
import {type FlagsOf, flagsOf, optionsIn} from './flags.ts';
import type {Surroundings} from './surroundings.ts';
import {writeAnswer} from './write-text.ts';

/** What the command serves on, so that its address can be known beforehand; a program's own simulator takes a free port. */
const usualPort = 4010;

/** The flags of `simulate`, parsed. */
export type SimulateFlags = FlagsOf<typeof simulatorOptions>;

const faultHelp = (names: readonly string[]): string => `
Faults, once for each --fault: NAME:PROBABILITY, or NAME@REQUEST for one request only:
  503:0.05             one request in twenty answers 503 (any status from 400 to 599)
  429@3;retry-after=2  the third request answers 429 with Retry-After: 2
  truncate@2           the second answer ends in the middle
Names: a status, ${names.join(', ')}

Examples:
  signalwire-paginate simulate --rooms 100000 --port 4010 --link-style anchor --fault 503:0.05
  signalwire-paginate simulate --items 20 --latency 50`;

export const addSimulateFlags = (command: Command): Command => {
	const port = {...simulatorOptions.port, default: usualPort};
	for (const flag of flagsOf({...simulatorOptions, port})) command.addOption(flag);
	return command.addHelpText('after', faultHelp(faultNames));
};

const aborted = async (signal: AbortSignal): Promise<void> => {
	if (!signal.aborted) await once(signal, 'abort');
};

/** Serves until the signal; that is this command's normal end. */
export const simulateCommand = async (flags: SimulateFlags, surroundings: Surroundings): Promise<number> => {
	const {stderr, signal} = surroundings;
	const {rooms = simulatorOptions.rooms.default, items = simulatorOptions.items.default, port = usualPort} = flags;
	// Loaded on use, as most commands do without it.
	const {startSimulator} = await import('../simulator/index.ts');
	const simulator = await startSimulator({...optionsIn(simulatorOptions, flags), port}).catch((error: unknown) => {
		const {message} = error as Error;
		throw new CommandFailed(exitCodes.failed, `cannot serve on port ${port}: ${message}; try --port 0.`);
	});
	const {url, projectId, apiToken} = simulator;
	const banner =
		`${grouped(rooms)} simulated rooms, and ${grouped(items)} items of every other list, at ${url}; Ctrl-C ends it. List rooms with:\n` +
		`  SIGNALWIRE_PROJECT_ID=${projectId} SIGNALWIRE_API_TOKEN=${apiToken} signalwire-paginate rooms --base-url ${url}\n` +
		'and others likewise; signalwire-paginate lists names them.\n';
	try {
		await writeAnswer(banner, surroundings);
		await aborted(signal);
	} finally {
		await simulator.close();
	}
	const {requests, roomsServed, itemsServed} = simulator.statistics;
	stderr.write(`served ${requests} requests, ${roomsServed} rooms, ${itemsServed - roomsServed} other items.\n`);
	return exitCodes.done;
};
