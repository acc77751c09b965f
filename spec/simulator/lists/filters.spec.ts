import {describe, expect, it} from '@jest/globals';
import {paginate} from '../../../lib/index.ts';
import {roomSessions} from '../../../lib/lists/video/index.ts';
import {blueprintOf} from '../../../lib/simulator/lists/blueprint.ts';
import {conditionsOf} from '../../../lib/simulator/lists/filters.ts';
import {expectSame, toArray, useSimulators} from '../../support/simulated.ts';
import {receive} from '../support/client.ts';
import {calls, logs} from './example-lists.ts';

const simulate = useSimulators();

const ownLists = [calls, logs];

const account = {AccountSid: 'A'};

describe('a parameter', () => {
	it('with the name of a field chooses by it', async () => {
		const {simulator, client} = await simulate({lists: {room_sessions: 400}});
		const all = [...simulator.items(roomSessions)];
		const ended = await toArray(paginate(client, roomSessions, {status: 'completed'}));
		expectSame(
			ended,
			all.filter(({status}) => status === 'completed'),
		);
		expect(ended.length).toBeGreaterThan(50);
		const {room_id} = ended.find(session => session.room_id !== null) ?? {};
		const held = await toArray(paginate(client, roomSessions, {room_id: room_id as string, status: 'completed'}));
		expect(held).toEqual(ended.filter(session => session.room_id === room_id));
		expect(await toArray(paginate(client, roomSessions, {status: 'null'}))).toEqual([]);
	});

	it('that stands for no field chooses nothing, and is carried', async () => {
		const {simulator, client} = await simulate({lists: {room_sessions: 60}, linkForm: 'query'});
		expect(await toArray(paginate(client, roomSessions, {room_name: 'x y', page_size: 40}))).toHaveLength(60);
		expect(simulator.requests.map(({query}) => new URLSearchParams(query).get('room_name'))).toEqual(['x y', 'x y']);
	});

	it.each([
		['created_after', (time: number, bound: number) => time >= bound],
		['created_before', (time: number, bound: number) => time <= bound],
		['created_on', (time: number, bound: number) => new Date(time).toDateString() === new Date(bound).toDateString()],
	] as const)('%s chooses by the time of creation', async (name, holds) => {
		const {simulator, client} = await simulate({ownLists, lists: {logs: 1000}});
		const all = [...simulator.items(logs)];
		for (const bound of ['2025-06-28', '2025-06-29T05:30:00+05:30', all[500]?.created_at as string]) {
			const chosen = await toArray(paginate(client, logs, {[name]: bound}));
			expectSame(
				chosen,
				all.filter(({created_at}) => holds(Date.parse(created_at), Date.parse(bound))),
			);
			expect(chosen.length).toBeGreaterThan(100);
			expect(chosen.length).toBeLessThan(1000);
		}
	});

	it('StartTime<, StartTime> and StartTime choose by start_time, as they are written in LaML', async () => {
		const {simulator} = await simulate({ownLists, lists: {calls: 1000}});
		const items = (query: object) => [...simulator.items(calls, {...account, ...query})];
		const [late, early, day] = [
			items({'StartTime>': '2025-06-29'}),
			items({'StartTime<': '2025-06-29'}),
			items({StartTime: '2025-06-28'}),
		];
		const started = items({}).filter(({start_time}) => start_time !== null).length;
		expect(late.length + early.length).toBe(started);
		expect(late.every(({start_time}) => Date.parse(start_time ?? '') >= Date.UTC(2025, 5, 29))).toBe(true);
		expect(new Set(day.map(({start_time}) => start_time?.slice(0, 10)))).toEqual(new Set(['2025-06-28']));
		expect(items({'StartTime>': '2025-06-28', 'StartTime<': '2025-06-29'}).length).toBeGreaterThanOrEqual(day.length);
	});

	it('takes times as LaML writes them, of a parameter as of an item', async () => {
		const {simulator, client} = await simulate({ownLists, lists: {calls: 1000}});
		const bound = 'Sun, 29 Jun 2025 02:00:00 +0200';
		const late = await toArray(paginate(client, calls, {...account, 'StartTime>': bound}));
		expectSame(late, [...simulator.items(calls, {...account, 'StartTime>': '2025-06-29'})]);
		expect(late.length).toBeGreaterThan(100);
		const holds = (name: string, text: string) =>
			conditionsOf(blueprintOf(calls), new Map([[name, text]])).map(condition => condition({start_time: bound}));
		expect(holds('StartTime>', '2025-06-29')).toEqual([true]);
		expect(holds('StartTime>', '2025-06-29T00:00:01Z')).toEqual([false]);
		expect(holds('StartTime', '2025-06-29T00:00:00Z')).toEqual([true]);
		expect(holds('StartTime', '2025-06-29T00:00:01Z')).toEqual([false]);
		expect(holds('StartTime', '29 Jun 2025 00:00 GMT')).toEqual([true]);
		expect((await receive(simulator, '/api/logs?created_on=29%20Jun%202025%2000:00%20GMT')).status).toBe(422);
	});

	it('filter_name finds a part of the name', async () => {
		const {simulator} = await simulate({ownLists, lists: {logs: 500}});
		const named = [...simulator.items(logs, {filter_name: 'room'})];
		expectSame(
			named,
			[...simulator.items(logs)].filter(({name}) => name?.includes('room')),
		);
		expect(named.length).toBeGreaterThan(10);
	});

	it('brings the field that the list says it brings', async () => {
		const {simulator, client} = await simulate({ownLists, lists: {logs: 200}});
		const without = await toArray(paginate(client, logs, {include_deleted: 'true'}));
		const brought = await toArray(paginate(client, logs, {include_transcript: 'true'}));
		const has = (item: object) => 'transcript' in item;
		expect([without.some(has), brought.some(has), brought.every(has)]).toEqual([false, true, false]);
		expectSame(brought, [...simulator.items(logs, {include_transcript: 'true'})]);
		expectSame(
			brought.map(item => ({...item, transcript: undefined})),
			without.map(item => ({...item, transcript: undefined})),
		);
	});
});
