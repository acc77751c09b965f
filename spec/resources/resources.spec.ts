/**
 * What walks leave behind, however and whenever they end. `RESOURCE_WALKS` (default 10) says how often each is ended
 * before memory is looked at again: until it has not grown, or ten times.
 */
import {beforeAll, describe, expect, it} from '@jest/globals';
import {startSimulator} from '../../lib/simulator/index.ts';
import {bundle} from '../support/bundle.ts';
import {cleanEnvironment, runChild} from '../support/child.ts';
import {endings} from './endings.ts';

const walks = process.env.RESOURCE_WALKS ?? '10';

/**
 * A page of ten rooms that a walk kept would be over 10,000 bytes; what Node's own `fetch` and the engine keep while they
 * warm up was 2,000 at most. Listeners, timers and sockets, which are smaller, are counted by themselves.
 */
const mostBytes = 4000;

/** What is left of each ending, by a process for several of them. */
const run = async (program: string, names: readonly string[]) => {
	const simulators = await Promise.all(
		names.map(name =>
			startSimulator({
				rooms: 60,
				lists: {room_session_members: 2},
				linkStyle: 'page',
				faults: endings[name]?.faults ?? [],
			}),
		),
	);
	const connections = simulators.map(({url: baseUrl, projectId, apiToken}, place) => [
		names[place],
		{baseUrl, projectId, apiToken},
	]);
	const env = cleanEnvironment({
		CONNECTIONS: JSON.stringify(Object.fromEntries(connections)),
		WALKS: walks,
		MOST_BYTES: String(mostBytes),
	});
	const {exitCode, stdout, stderr} = await runChild(process.execPath, ['--expose-gc', program], {env});
	await Promise.all(simulators.map(simulator => simulator.close()));
	expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''});
	return stdout
		.trim()
		.split('\n')
		.map((line, place) => [names[place], JSON.parse(line)] as const);
};

/** A process takes its time to warm up; of long runs that is little, and the machine has more than one core. */
const processes = process.env.RESOURCE_WALKS === undefined ? 1 : 2;

describe('walks that end', () => {
	const names = Object.keys(endings);
	let leftBy: ReadonlyMap<string | undefined, unknown>;
	beforeAll(async () => {
		const program = await bundle('resources', "await import('./spec/resources/program.ts');");
		const shares = Array.from({length: processes}, (_, share) =>
			names.filter((_name, place) => place % processes === share),
		);
		leftBy = new Map((await Promise.all(shares.map(share => run(program, share)))).flat());
	}, 600_000);

	it.each(names)('%s leave nothing behind', name => {
		const left = leftBy.get(name) as Record<string, number>;
		expect(left).toMatchObject({reached: left.walks, processListeners: 0, noticed: []});
		expect(left.signalListeners).toBe(endings[name]?.signalListeners ?? 0);
		// Idle connections are Node's own, and so are their timers: as many as before, or a few.
		expect(left.timers).toBeLessThanOrEqual(2);
		expect(left.sockets).toBeLessThanOrEqual(8);
		expect(left.bytesPerWalk).toBeLessThanOrEqual(mostBytes);
	});
});
