import assert from 'node:assert/strict';
import {subscribe, unsubscribe} from 'node:diagnostics_channel';
import {
	createClient,
	isPaginationError,
	merge,
	paginate,
	paginateEach,
	paginateRoomPages,
	paginateRooms,
} from 'signalwire-paginate';
import {calls} from 'signalwire-paginate/laml';
import {startSimulator} from 'signalwire-paginate/simulator';
import {roomSessionMembers, roomSessions} from 'signalwire-paginate/video';
import {check} from './check.mjs';

/** A client of a simulator that lives as long as the work. */
const withSimulator = async (options, work, clientOptions = {}) => {
	const simulator = await startSimulator(options);
	const {url: baseUrl, projectId, apiToken} = simulator;
	try {
		return await work(createClient({baseUrl, projectId, apiToken, ...clientOptions}), simulator);
	} finally {
		await simulator.close();
	}
};

const errorOf = async promise => {
	try {
		await promise;
	} catch (error) {
		return error;
	}
	throw new Error('nothing was thrown');
};

check('a walk gives every room once, in the order of the listing', () =>
	withSimulator({rooms: 2345}, async (client, simulator) => {
		const ids = [];
		for await (const room of paginateRooms(client, {page_size: 100})) ids.push(room.id);
		assert.equal(ids.length, 2345);
		assert.deepEqual(
			ids,
			Array.from(simulator.rooms(), room => room.id),
		);
	}),
);

check('pages read ahead and guessed are those of a serial walk', () =>
	withSimulator({rooms: 1500, latency: {min: 0, max: 10}}, async client => {
		const read = async options => {
			const ids = [];
			for await (const page of paginateRoomPages(client, {page_size: 50}, options))
				ids.push(...page.items.map(({id}) => id));
			return ids;
		};
		assert.deepEqual(await read({concurrency: 8, readAhead: 2}), await read({readAhead: 0}));
	}),
);

check('faults and requests to wait are borne', () =>
	withSimulator(
		{
			rooms: 600,
			faults: [
				{kind: 'status', status: 503, probability: 0.2},
				{kind: 'reset', probability: 0.1},
				{kind: 'truncate', probability: 0.1},
			],
		},
		async client => {
			let rooms = 0;
			for await (const _ of paginateRooms(client, {page_size: 50})) rooms++;
			assert.equal(rooms, 600);
		},
		{retry: {retries: 20, minDelay: 1, maxDelay: 20}},
	),
);

check('an early break ends what is in flight, and tells where to go on', () =>
	withSimulator({rooms: 1000, latency: 20}, async (client, simulator) => {
		const walk = paginateRooms(client, {page_size: 100}, {readAhead: 3});
		const ids = [];
		for await (const room of walk) if (ids.push(room.id) === 250) break;
		const asked = simulator.requests.length;
		for await (const room of paginateRooms(client, {}, {resumeFrom: walk.cursor})) ids.push(room.id);
		assert.equal(new Set(ids).size, 1000);
		assert.equal(ids.length, 1000);
		assert.ok(asked < 8, `${asked} requests for three pages`);
	}),
);

check('an abort while an answer is awaited rejects at once, with the reason', () =>
	withSimulator({rooms: 100, latency: 30_000}, async client => {
		const controller = new AbortController();
		const reason = new Error('enough');
		setTimeout(() => controller.abort(reason), 50);
		const begun = performance.now();
		assert.equal(await errorOf(paginateRooms(client, {}, {signal: controller.signal}).next()), reason);
		assert.ok(performance.now() - begun < 5000);
	}),
);

check('an abort while a retry is awaited rejects at once', () =>
	withSimulator(
		{rooms: 100, faults: [{kind: 'status', status: 429, retryAfter: 60, probability: 1}]},
		async client => {
			const signal = AbortSignal.timeout(100);
			const begun = performance.now();
			assert.equal((await errorOf(paginateRooms(client, {}, {signal}).next())).name, 'TimeoutError');
			assert.ok(performance.now() - begun < 5000);
		},
		{retry: {retries: 5, maxElapsed: 120_000}},
	),
);

check('errors have their kind, and no secret', () =>
	withSimulator({rooms: 10}, async (_, {url: baseUrl, projectId}) => {
		const apiToken = 'PT-not-the-right-token';
		const error = await errorOf(paginateRooms(createClient({baseUrl, projectId, apiToken})).next());
		assert.ok(isPaginationError(error));
		assert.equal(error.kind, 'authentication');
		assert.equal(error.status, 401);
		assert.ok(!`${error.stack}${JSON.stringify(error)}`.includes(apiToken));
	}),
);

check('nobody who listens is a network error', async () => {
	const {url: baseUrl, projectId, apiToken, close} = await startSimulator({rooms: 1});
	await close();
	const client = createClient({baseUrl, projectId, apiToken, retry: {retries: 1, minDelay: 1}});
	const error = await errorOf(paginateRooms(client).next());
	assert.equal(error.kind, 'network');
	assert.match(error.message, /ECONNREFUSED|refused/i);
});

check('a server that is silent runs into the time-out', () =>
	withSimulator(
		{rooms: 1, latency: 30_000},
		async client => assert.equal((await errorOf(paginateRooms(client).next())).kind, 'timeout'),
		{timeout: 100, retry: {retries: 0}},
	),
);

check('other lists, children of each parent and merged walks', () =>
	withSimulator({lists: {room_sessions: 12, room_session_members: 3}, items: 40}, async client => {
		let members = 0;
		const each = paginateEach(client, paginate(client, roomSessions), roomSessionMembers, {
			query: ({id}) => ({room_session_id: id}),
		});
		for await (const {parent, item} of each) members += item.room_session_id === parent.id ? 1 : 0;
		assert.equal(members, 36);
		let merged = 0;
		for await (const _ of merge([paginate(client, calls), paginate(client, roomSessions)])) merged++;
		assert.equal(merged, 52);
	}),
);

check('events are published on the channel of node:diagnostics_channel', () =>
	withSimulator({rooms: 10}, async client => {
		const types = new Set();
		const listener = ({event}) => types.add(event.type);
		subscribe('signalwire-paginate', listener);
		for await (const _ of paginateRooms(client));
		unsubscribe('signalwire-paginate', listener);
		assert.deepEqual([...types], ['request', 'response', 'page']);
	}),
);
