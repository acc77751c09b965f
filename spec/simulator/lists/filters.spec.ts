import {describe, expect, it} from '@jest/globals';
import {paginate} from '../../../lib/index.ts';
import {availableLocalNumbers} from '../../../lib/lists/laml/index.ts';
import {whatsappTemplates} from '../../../lib/lists/messaging/index.ts';
import {type AvailablePhoneNumbersQuery, availablePhoneNumbers} from '../../../lib/lists/relay/index.ts';
import {roomSessions, videoConferences} from '../../../lib/lists/video/index.ts';
import {startSimulator} from '../../../lib/simulator/index.ts';
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
		const {simulator, client} = await simulate({ownLists, lists: {logs: 60}, linkForm: 'query'});
		expect(await toArray(paginate(client, logs, {include_deleted: 'x y', page_size: 40}))).toHaveLength(60);
		const carried = simulator.requests.map(({query}) => new URLSearchParams(query).get('include_deleted'));
		expect(carried).toEqual(['x y', 'x y']);
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

describe('a parameter that is not spelt like its field', () => {
	it('chooses video conferences by their join window, as rooms', async () => {
		const {simulator, client} = await simulate({lists: {video_conferences: 400}});
		const all = [...simulator.items(videoConferences)];
		const bound = '2025-06-30';
		const holds = {
			starts_after: ({join_from}: (typeof all)[number]) => join_from !== null && join_from >= bound,
			ends_before: ({join_until}: (typeof all)[number]) =>
				join_until !== null && Date.parse(join_until) <= Date.parse(bound),
		};
		for (const name of ['starts_after', 'ends_before'] as const) {
			const chosen = await toArray(paginate(client, videoConferences, {[name]: bound}));
			expectSame(chosen, all.filter(holds[name]));
			expect(chosen.length).toBeGreaterThan(10);
			expect(chosen.length).toBeLessThan(390);
		}
	});

	it('chooses by the field that it means', async () => {
		await using simulator = await startSimulator({lists: {room_sessions: 300, whatsapp_templates: 100}});
		const sessions = [...simulator.items(roomSessions)];
		const name = sessions.find(one => one.name !== null)?.name ?? '';
		expect([...simulator.items(roomSessions, {room_name: name})]).toEqual(sessions.filter(one => one.name === name));
		expect([...simulator.items(roomSessions, {room_name: 'nobody'})]).toEqual([]);
		const part = name.slice(0, 4);
		const matching = sessions.filter(one => one.name?.includes(part));
		expect([...simulator.items(roomSessions, {room_name_matches: part})]).toEqual(matching);
		expect(matching.length).toBeLessThan(300);
		const rejected = [...simulator.items(whatsappTemplates)].filter(one => one.template_status === 'rejected');
		expect(rejected).not.toEqual([]);
		expect([...simulator.items(whatsappTemplates, {status: 'rejected'})]).toEqual(rejected);
	});
});

describe('a search for numbers', () => {
	it('compares numbers as they are dialled, and gives as many as are wanted at most', async () => {
		const {simulator, client} = await simulate({lists: {available_phone_numbers: 300}});
		const all = [...simulator.items(availablePhoneNumbers)];
		const found = (query: AvailablePhoneNumbersQuery) => [...simulator.items(availablePhoneNumbers, query)];
		const numbersWith = (pattern: RegExp) => all.filter(({number}) => pattern.test(number));
		const [, start = '', end = ''] = /^\+1(\d{4})\d+(\d)$/.exec(all[7]?.number ?? '') ?? [];
		expect(found({starts_with: start})).toEqual(numbersWith(new RegExp(`^\\+1${start}`)));
		expect(found({starts_with: `+1 (${start.slice(0, 3)}) ${start.slice(3)}`})).toEqual(found({starts_with: start}));
		expect(found({ends_with: end})).toEqual(numbersWith(new RegExp(`${end}$`)));
		expect(found({contains: '4*2'})).toEqual(numbersWith(/4\d2/));
		expect(found({contains: 'x'})).toEqual([]);
		expect([found({areacode: '555'}), found({areacode: '55'})]).toEqual([all, []]);
		expect(found({max_results: 7})).toEqual(all.slice(0, 7));
		const walked = await toArray(paginate(client, availablePhoneNumbers, {ends_with: end, max_results: 9}));
		expect(walked).toEqual(numbersWith(new RegExp(`${end}$`)).slice(0, 9));
	});

	it('of LaML chooses by place and by capability, and not by what numbers do not tell', async () => {
		await using simulator = await startSimulator({lists: {available_local_numbers: 200}});
		const found = (query: object) => [...simulator.items(availableLocalNumbers, {IsoCountry: 'US', ...query})];
		const all = found({});
		const {region, locality} = all.find(one => one.region !== null && one.locality !== null) ?? {};
		expect(found({InRegion: region, InLocality: locality})).toEqual(
			all.filter(one => one.region === region && one.locality === locality),
		);
		expect(found({SmsEnabled: true, VoiceEnabled: false})).toEqual(
			all.filter(({capabilities}) => capabilities.SMS && !capabilities.voice),
		);
		expect(found({Contains: '55*9'})).toEqual(all.filter(one => /55\d9/.test(one.phone_number)));
		expect(found({AreaCode: '212'})).toEqual([]);
		expect(found({FaxEnabled: true, ExcludeAllAddressRequired: true})).toEqual(all);
	});
});
