import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import {exportRooms, paginateRoomPages, paginateRooms, type RoomsQuery, type WalkOptions} from '../../lib/index.ts';
import {rejection, toArray, useSimulators} from '../support/simulated.ts';

const simulate = useSimulators();

describe('the size of pages', () => {
	it.each<[options: WalkOptions, query: string]>([
		[{}, 'page_size=1000'],
		[{maxItems: 5}, 'page_size=5'],
		[{maxItems: 0, maxPages: 1}, ''],
		[{maxItems: 1000}, 'page_size=1000'],
		[{maxItems: 5000}, 'page_size=1000'],
		[{maxPages: 3}, 'page_size=1000'],
	])('is the largest, or what is needed: %j', async (options, query) => {
		const {client, simulator} = await simulate({rooms: 1200});
		await toArray(paginateRooms(client, {}, {...options, readAhead: 0}));
		expect(simulator.requests[0]?.query ?? '').toBe(query);
	});

	it.each<[query: RoomsQuery, sent: string]>([
		[{page_size: 7}, 'page_size=7'],
		[{include_active_session: true}, 'include_active_session=true&page_size=1000'],
		[{page_number: 0}, 'page_number=0&page_size=1000'],
	])('is the query’s own, and none is added where it begins elsewhere: %j', async (query, sent) => {
		const {client, simulator} = await simulate({rooms: 3});
		await toArray(paginateRooms(client, query));
		expect(simulator.requests.map(({query: asked}) => asked)).toEqual([sent]);
	});

	it('is not added to a query with a token of its own, nor to a cursor', async () => {
		const {client, simulator} = await simulate({rooms: 120});
		const walk = paginateRoomPages(client, {page_size: 50}, {maxPages: 1});
		await toArray(walk);
		const next = new URLSearchParams(walk.cursor?.split('?')[1]);
		const query = {page_number: Number(next.get('page_number')), page_token: next.get('page_token') ?? ''};
		await toArray(paginateRoomPages(client, query, {maxPages: 1}));
		await toArray(paginateRooms(client, {}, {resumeFrom: walk.cursor, maxItems: 3, readAhead: 0}));
		const sent = simulator.requests.slice(1).map(({query: asked}) => asked);
		expect(sent).toEqual([expect.not.stringContaining('page_size'), walk.cursor?.split('?')[1]]);
	});

	it('is a whole page again for who goes on after a limit had made it smaller', async () => {
		const {client, simulator} = await simulate({rooms: 1200});
		const ids = [...simulator.rooms()].map(({id}) => id);
		const walk = paginateRooms(client, {}, {maxItems: 5});
		const first = await toArray(walk);
		expect(walk.cursor).toBe('/api/video/rooms?page_size=1000#skip=5');
		const rest = await toArray(paginateRooms(client, {}, {resumeFrom: walk.cursor}));
		expect([...first, ...rest].map(({id}) => id)).toEqual(ids);
		expect(simulator.requests).toHaveLength(3);
		const left = paginateRooms(client, {}, {maxItems: 5});
		await left.next();
		await left.return(undefined as never);
		expect(left.cursor).toBe('/api/video/rooms?page_size=1000#skip=1');
		expect(left.cursorBefore).toBe('/api/video/rooms?page_size=1000');
	});

	it('is a whole one also in the cursor of an error, and after a page of which something was left out', async () => {
		const {client} = await simulate({rooms: 40, faults: ['404@1', 'wrong-types@2', '404@3']});
		const options: WalkOptions = {maxItems: 10, onInvalidItem: 'skip', readAhead: 0};
		expect(await rejection(toArray(paginateRooms(client, {}, options)))).toMatchObject({
			cursor: '/api/video/rooms?page_size=1000',
		});
		expect(await rejection(toArray(paginateRooms(client, {}, options)))).toMatchObject({
			cursor: '/api/video/rooms?page_size=1000#skip=10',
		});
	});

	it('of an export follows from its limit, and is a whole page when the limit is raised', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'page-size-'));
		try {
			const {client, simulator} = await simulate({rooms: 1200});
			const destination = join(folder, 'rooms.ndjson');
			const onProgress = () => {
				throw new Error('stop');
			};
			await rejection(exportRooms(client, {}, {destination, maxItems: 35, onProgress}));
			const summary = await exportRooms(client, {}, {destination, maxItems: 1100, resume: true});
			expect(summary).toMatchObject({rows: 1100, duplicates: 0, reason: 'maxItems'});
			expect(simulator.requests.map(({query}) => query.replace(/&page_token=.*/, ''))).toEqual([
				'page_size=35',
				'page_size=1000',
				expect.stringContaining('page_number=1&page_size=1000'),
			]);
		} finally {
			rmSync(folder, {recursive: true});
		}
	});
});
