import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {type ExportOptions, type ExportProgress, exportItems, exportRooms, rooms} from '../../lib/index.ts';
import {clientOf, pageOf, roomsPage, sendJson, sendListing, useServers} from '../support/server.ts';
import {rejection, useSimulators} from '../support/simulated.ts';

const serve = useServers();
const simulate = useSimulators();

let folder: string;
let files = 0;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'limits-'));
});
afterAll(() => {
	rmSync(folder, {recursive: true});
});

const fresh = (): string => join(folder, `rooms-${files++}.ndjson`);
const idsIn = (destination: string): readonly string[] =>
	readFileSync(destination, 'utf8')
		.split('\n')
		.slice(0, -1)
		.map(line => JSON.parse(line).id);

/** An export of 100 rooms by tens that failed at a page, and what goes on with it. */
const interrupted = async (options: Partial<ExportOptions>, fault = '404@3') => {
	const {client, simulator} = await simulate({rooms: 100, faults: [fault]});
	const destination = fresh();
	const query = {page_size: 10};
	await rejection(exportRooms(client, query, {destination, ...options}));
	const resume = (changes: Partial<ExportOptions> = options, changed: object = query) =>
		exportRooms(client, changed, {destination, resume: true, ...changes});
	const ids = (count: number) => Array.from({length: count}, (_, place) => simulator.room(place).id);
	return {client, simulator, destination, resume, ids};
};

describe('the limits of an export that is resumed', () => {
	it('count the rows of all its runs', async () => {
		const {destination, resume, ids} = await interrupted({maxItems: 35});
		expect(await resume()).toMatchObject({rows: 35, pages: 4, resumedFrom: 20, reason: 'maxItems'});
		expect(idsIn(destination)).toEqual(ids(35));
	});

	it('count the pages of all its runs', async () => {
		const {destination, resume, ids} = await interrupted({maxPages: 4});
		expect(await resume()).toMatchObject({rows: 40, pages: 4, reason: 'maxPages'});
		expect(idsIn(destination)).toEqual(ids(40));
	});

	it('are the latest that were given, so that one may be raised', async () => {
		const {destination, resume, ids} = await interrupted({maxItems: 35});
		expect(await resume({maxItems: 52})).toMatchObject({rows: 52, reason: 'maxItems'});
		expect(idsIn(destination)).toEqual(ids(52));
	});

	it('stay when none is given, and go with one that limits nothing', async () => {
		expect(await (await interrupted({maxItems: 35})).resume({})).toMatchObject({rows: 35});
		const {resume} = await interrupted({maxItems: 35});
		expect(await resume({maxItems: Number.POSITIVE_INFINITY})).toMatchObject({rows: 100, reason: 'complete'});
	});

	it('may be given only now', async () => {
		const {resume} = await interrupted({});
		expect(await resume({maxItems: 25})).toMatchObject({rows: 25, reason: 'maxItems'});
	});

	it('may be what is there already', async () => {
		const {resume, simulator} = await interrupted({maxItems: 35});
		const {requests} = simulator.statistics;
		expect(await resume({maxItems: 20})).toMatchObject({rows: 20, reason: 'maxItems'});
		expect(simulator.statistics.requests).toBe(requests);
	});

	it.each([{maxItems: 19}, {maxPages: 1}])('are refused when more is there already: %j', async less => {
		const {resume, simulator} = await interrupted({maxItems: 35});
		const {requests} = simulator.statistics;
		const error = await rejection(resume(less));
		expect(error).toMatchObject({kind: 'destination', message: expect.stringMatching(/20 rows|2 pages/)});
		expect(simulator.statistics.requests).toBe(requests);
		expect(await resume()).toMatchObject({rows: 35});
	});

	it('do not bind the size of pages, which follows from them', async () => {
		const {destination, resume, ids} = await interrupted({maxItems: 35});
		expect(await resume({maxItems: 60}, {page_size: 50})).toMatchObject({rows: 60});
		expect(idsIn(destination)).toEqual(ids(60));
	});

	it('go on in the page in which a limit ended the walk when the export was interrupted after it', async () => {
		const {client} = await simulate({rooms: 100});
		const destination = fresh();
		const onProgress = ({rows}: ExportProgress) => {
			if (rows === 35) throw new Error('interrupted');
		};
		await rejection(exportRooms(client, {page_size: 10}, {destination, maxItems: 35, onProgress}));
		const options = {destination, resume: true, maxItems: 52, maxPages: 6};
		expect(await exportRooms(client, {page_size: 10}, options)).toMatchObject({rows: 52, pages: 6, duplicates: 0});
		expect(new Set(idsIn(destination)).size).toBe(52);
	});

	it.each<[format: string, options: Partial<ExportOptions>, outcome: object]>([
		['ndjson', {maxItems: 52}, {rows: 52, pages: 6, reason: 'maxItems'}],
		['json', {maxItems: Number.POSITIVE_INFINITY}, {rows: 99, pages: 10, reason: 'complete'}],
		['csv', {maxPages: 4, maxItems: 90}, {rows: 39, pages: 4, reason: 'maxPages'}],
		['parquet', {maxItems: 52}, {rows: 52, pages: 6, reason: 'maxItems'}],
		['ndjson', {}, {rows: 35, pages: 4, reason: 'maxItems'}],
	])('hold where the file was made already and could not get its name: %s, %j', async (format, options, outcome) => {
		const {client} = await simulate({rooms: 100, faults: ['wrong-types@1']});
		const [destination, whole] = [`${fresh()}.${format}`, `${fresh()}.${format}`];
		const query = {page_size: 10};
		const invalidFile = `${destination}.invalid`;
		const onProgress = () => writeFileSync(destination, 'in the way');
		await rejection(exportRooms(client, query, {destination, invalidFile, maxItems: 35, onProgress}));
		rmSync(destination);
		const summary = await exportRooms(client, query, {destination, invalidFile, resume: true, ...options});
		expect(summary).toMatchObject({...outcome, invalid: 1});
		expect(readFileSync(invalidFile, 'utf8').split('\n')).toHaveLength(2);
		const {client: again} = await simulate({rooms: 100, faults: ['wrong-types@1']});
		await exportRooms(again, query, {destination: whole, onInvalidItem: 'skip', maxItems: 35, ...options});
		expect(readFileSync(destination).equals(readFileSync(whole))).toBe(true);
	});
});

describe('the limit of items', () => {
	it('lets each page be counted once, also where the first one is smaller than was asked for', async () => {
		const server = await serve((response, _ordinal, request) => sendListing(response, request, 4, 3));
		const limits = {maxItems: 9, maxPages: 2};
		const summary = await exportRooms(clientOf(server), {}, {destination: fresh(), ...limits});
		expect(summary).toMatchObject({rows: 6, pages: 2, reason: 'maxPages'});
		const again = await exportRooms(clientOf(server), {}, {destination: fresh(), maxItems: 9});
		expect(again).toMatchObject({rows: 9, pages: 3, reason: 'maxItems'});
	});

	it('lets no first page be counted again that had nothing, where the export went on behind it', async () => {
		const server = await serve((response, _ordinal, request) => {
			const page = pageOf(request);
			sendJson(response, 200, roomsPage(page, page === 0 ? 0 : 3, `/api/video/rooms?page=${page + 1}`));
		});
		const options = {destination: fresh(), maxItems: 9, maxPages: 2};
		const onProgress = () => {
			throw new Error('interrupted');
		};
		await rejection(exportRooms(clientOf(server), {}, {...options, onProgress}));
		const summary = await exportRooms(clientOf(server), {}, {...options, resume: true});
		expect(summary).toMatchObject({rows: 3, pages: 2, reason: 'maxPages'});
	});

	it.each([0, 1, 8])('counts no room that the listing shows again, with readAhead %i', async readAhead => {
		const {client, simulator} = await simulate({
			rooms: 60,
			linkStyle: 'page',
			changes: [{afterRequest: 2, create: 3}],
		});
		const destination = fresh();
		const summary = await exportRooms(client, {page_size: 10}, {destination, maxItems: 33, readAhead});
		expect(summary).toMatchObject({rows: 33, reason: 'maxItems'});
		expect(summary.duplicates).toBeGreaterThan(0);
		expect(new Set(idsIn(destination)).size).toBe(33);
		expect(simulator.statistics.requests).toBeLessThanOrEqual(5 + readAhead);
	});

	it('ends at the end of a listing that has no more', async () => {
		const {client} = await simulate({rooms: 12});
		const destination = fresh();
		const options = {destination, maxItems: 13};
		expect(await exportItems(client, rooms, {page_size: 10}, options)).toMatchObject({rows: 12, reason: 'complete'});
	});
});
