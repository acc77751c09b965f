import {setTimeout as sleep} from 'node:timers/promises';
import {isDeepStrictEqual} from 'node:util';
import {afterEach, expect} from '@jest/globals';
import {type Client, type ClientOptions, createClient} from '../../lib/index.ts';
import {type Simulator, type SimulatorOptions, startSimulator} from '../../lib/simulator/index.ts';

/** Retries without long waits. */
export const fastRetry = {minDelay: 1, maxDelay: 5} as const;

/** Starts simulators with a client each; all of them end with the test. */
export const useSimulators = () => {
	const open: Simulator[] = [];
	afterEach(async () => {
		await Promise.all(open.splice(0).map(simulator => simulator.close()));
	});
	return async (
		options: SimulatorOptions = {},
		clientOptions: ClientOptions = {},
	): Promise<{readonly simulator: Simulator; readonly client: Client}> => {
		const simulator = await startSimulator(options);
		open.push(simulator);
		const {url: baseUrl, projectId, apiToken, subscriberToken} = simulator;
		const connection = {baseUrl, projectId, apiToken, subscriberToken};
		return {simulator, client: createClient({...connection, retry: fastRetry, ...clientOptions})};
	};
};

const longestWait = 20_000;

/** So many turns of the event loop come one upon the other; then they would only heat the processor. */
const quickTurns = 50;

/** Waits for something that happens on another socket, a turn of the event loop at a time. */
export const until = async (condition: () => boolean): Promise<void> => {
	const deadline = performance.now() + longestWait;
	for (let turn = 0; !condition(); turn++) {
		if (performance.now() > deadline) throw new Error(`it did not come true within ${longestWait} ms: ${condition}`);
		if (turn < quickTurns) await new Promise(resolve => setImmediate(resolve));
		else await sleep(1);
	}
};

/** `Array.fromAsync`, which Node 20 has not got. */
export const toArray = async <T>(source: AsyncIterable<T>): Promise<T[]> => {
	const items: T[] = [];
	for await (const item of source) items.push(item);
	return items;
};

/** What a promise rejects with. */
export const rejection = async (promise: Promise<unknown>): Promise<unknown> => {
	try {
		await promise;
	} catch (error) {
		return error;
	}
	throw new Error('it did not reject');
};

/** `toEqual` for thousands of objects: Jest's own comparison is asked only to tell what differs. */
export const expectSame = (given: unknown, expected: unknown): void => {
	if (!isDeepStrictEqual(given, expected)) expect(given).toEqual(expected);
};
