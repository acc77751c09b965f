/**
 * What walks leave behind, however and whenever they end. `RESOURCE_WALKS` (default 30) says how often each is ended
 * before memory is looked at again: until it has not grown, or ten times.
 */
import {beforeAll, describe, expect} from '@jest/globals';
import {startSimulator} from '../../lib/simulator/index.ts';
import {itAtOnce} from '../support/at-once.ts';
import {bundle} from '../support/bundle.ts';
import {cleanEnvironment, runChild} from '../support/child.ts';
import {endings} from './endings.ts';

const walks = process.env.RESOURCE_WALKS ?? '30';

/**
 * A page of ten rooms that a walk kept would be over 10,000 bytes; what Node's own `fetch` and the engine keep while they
 * warm up was 2,000 at most. Listeners, timers and sockets, which are smaller, are counted by themselves.
 */
const mostBytes = 4000;

let program: string;

beforeAll(async () => {
	program = await bundle('resources', "await import('./spec/resources/program.ts');");
});

const run = async (ending: string) => {
	await using simulator = await startSimulator({
		rooms: 60,
		lists: {room_session_members: 2},
		linkStyle: 'page',
		faults: endings[ending]?.faults ?? [],
	});
	const env = cleanEnvironment({
		SIMULATOR_URL: simulator.url,
		PROJECT_ID: simulator.projectId,
		API_TOKEN: simulator.apiToken,
		ENDING: ending,
		WALKS: walks,
		MOST_BYTES: String(mostBytes),
	});
	const {exitCode, stdout, stderr} = await runChild(process.execPath, ['--expose-gc', program], {env});
	expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''});
	return JSON.parse(stdout);
};

describe('walks that end', () => {
	const titled = Object.keys(endings).map(ending => [`${ending} leave nothing behind`, ending] as const);

	itAtOnce(titled, 3, async ([_title, ending]) => {
		const left = await run(ending);
		expect(left).toMatchObject({reached: left.walks, processListeners: 0, noticed: []});
		expect(left.signalListeners).toBe(endings[ending]?.signalListeners ?? 0);
		// Idle connections are Node's own, and so are their timers: as many as before, or a few.
		expect(left.timers).toBeLessThanOrEqual(2);
		expect(left.sockets).toBeLessThanOrEqual(8);
		expect(left.bytesPerWalk).toBeLessThanOrEqual(mostBytes);
	});
});
