import {describe, expect, it} from '@jest/globals';
import {paginate, paginatePages} from '../../../lib/index.ts';
import {roomSessionMembers, roomSessions} from '../../../lib/lists/video/index.ts';
import {expectSame, toArray, useSimulators} from '../../support/simulated.ts';
import {calls, logs, numbers} from './example-lists.ts';

const simulate = useSimulators();

const styles = (['page', 'anchor', 'rolling'] as const).flatMap(linkStyle =>
	(['absolute', 'path', 'query'] as const).map(linkForm => ({linkStyle, linkForm})),
);

const account = {AccountSid: 'an account/with %'};
const ownLists = [calls, logs, numbers];

describe.each(styles)('a walk by the library, $linkStyle links written as $linkForm,', style => {
	it.each([0, 1, 49, 50, 51, 120])('gives exactly the %i items of a list, in order', async count => {
		const {simulator, client} = await simulate({...style, lists: {room_sessions: count}});
		const items = await toArray(paginate(client, roomSessions, {page_size: 50}));
		expectSame(items, [...simulator.items(roomSessions)]);
		expect(items).toHaveLength(count);
		expect(simulator.statistics).toMatchObject({pagesServed: Math.max(1, Math.ceil(count / 50)), itemsServed: count});
	});

	it('gives exactly the items below a parent', async () => {
		const {simulator, client} = await simulate({...style, lists: {room_session_members: 45}});
		const query = {room_session_id: 'ein Raum/é?#', page_size: 20};
		const items = await toArray(paginate(client, roomSessionMembers, query));
		expectSame(items, [...simulator.items(roomSessionMembers, query)]);
		expect(new Set(items.map(item => item.room_session_id))).toEqual(new Set(['ein Raum/é?#']));
	});

	it.each([1, 20, 45])('gives exactly the %i items of a list with next_page_uri, filtered or not', async count => {
		const {simulator, client} = await simulate({...style, ownLists, lists: {calls: count}});
		for (const query of [account, {...account, Status: 'queued'}]) {
			const items = await toArray(paginate(client, calls, {...query, PageSize: 20}));
			expectSame(items, [...simulator.items(calls, query)]);
		}
	});

	it('goes on from a cursor', async () => {
		const {simulator, client} = await simulate({...style, ownLists, lists: {calls: 45}});
		const [first] = await toArray(paginatePages(client, calls, {...account, PageSize: 20}, {maxPages: 1}));
		const rest = await toArray(paginate(client, calls, account, {resumeFrom: first?.cursor as string}));
		expectSame(rest, [...simulator.items(calls, account)].slice(20));
	});
});

describe('a walk by the library', () => {
	it('gives all of a list without pages by one request', async () => {
		const {simulator, client} = await simulate({ownLists, lists: {numbers: 2500}});
		const items = await toArray(paginate(client, numbers));
		expectSame(items, [...simulator.items(numbers)]);
		expect(items).toHaveLength(2500);
		expect(simulator.requests).toHaveLength(1);
	});

	it("takes the client's project for the account in a path, unless told otherwise", async () => {
		const {simulator, client} = await simulate({ownLists, lists: {calls: 5}});
		const items = await toArray(paginate(client, calls));
		expectSame(items, [...simulator.items(calls)]);
		expect(new Set(items.map(item => item.account_sid))).toEqual(new Set([simulator.projectId]));
	});

	it('gives 3,000 items, several pages at once and through faults', async () => {
		const faults = ['503:0.05', 'reset:0.05', 'truncate:0.05', 'empty-page:0.05', 'html:0.03'];
		const {simulator, client} = await simulate({lists: {room_sessions: 3000}, faults, seed: 5});
		const items = await toArray(paginate(client, roomSessions, {page_size: 60}, {concurrency: 4}));
		expectSame(items, [...simulator.items(roomSessions)]);
		expect(simulator.statistics.faultsInjected).toBeGreaterThan(2);
	});

	it('finds no entry that differs from the documentation', async () => {
		const {client} = await simulate({ownLists, lists: {logs: 300}});
		const items = await toArray(paginate(client, logs, {}, {onInvalidItem: 'throw'}));
		expect(new Set(items.map(({type}) => type))).toEqual(new Set(['call', 'fax']));
	});
});
