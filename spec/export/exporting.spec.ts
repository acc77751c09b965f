import {existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {gunzipSync} from 'node:zlib';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {processPlace} from '../../lib/export/lock/process-place.ts';
import {type ExportOptions, exportItems, exportRooms, type PaginationError, rooms} from '../../lib/index.ts';
import {rejection, until, useSimulators} from '../support/simulated.ts';
import {filesBelow, runFile, runFolder, workFolder} from '../support/working-files.ts';

const simulate = useSimulators();

let folder: string;
let files = 0;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'exporting-'));
});
afterAll(() => {
	rmSync(folder, {recursive: true});
});

const fresh = (extension = 'ndjson'): string => join(folder, `rooms-${files++}.${extension}`);
const besides = (destination: string): readonly string[] =>
	readdirSync(folder)
		.filter(name => join(folder, name).startsWith(`${destination}.`))
		.map(name => join(folder, name).slice(destination.length));
const idsIn = (destination: string): readonly string[] =>
	readFileSync(destination, 'utf8')
		.trimEnd()
		.split('\n')
		.map(line => JSON.parse(line).id);

const query = {page_size: 10};

/** An export that fails on its third page. */
const interrupted = async (destination: string, options: Partial<ExportOptions> = {}) => {
	const {client} = await simulate({rooms: 45, faults: ['404@3']});
	return (await rejection(exportRooms(client, query, {destination, ...options}))) as PaginationError;
};

describe('an export', () => {
	it('leaves the file and nothing beside it', async () => {
		const {simulator, client} = await simulate({rooms: 45});
		const destination = fresh();
		const summary = await exportRooms(client, query, {destination});
		expect(summary).toMatchObject({rows: 45, pages: 5, duplicates: 0, invalid: 0, reason: 'complete', resumedFrom: 0});
		expect(summary.bytes).toBe(readFileSync(destination).length);
		expect(idsIn(destination)).toEqual([...simulator.rooms()].map(({id}) => id));
		expect(besides(destination)).toEqual([]);
	});

	it.each(['ndjson', 'json', 'csv', 'json.gz', 'csv.gz', 'ndjson.gz', 'parquet', 'sqlite'])(
		'of no rooms is a valid file: %s',
		async extension => {
			const {client} = await simulate({rooms: 0});
			const destination = fresh(extension);
			expect(await exportRooms(client, query, {destination})).toMatchObject({rows: 0, reason: 'complete'});
			expect(existsSync(destination)).toBe(true);
		},
	);

	it('tells how it stands after its first page, and when later ones are written', async () => {
		const {client} = await simulate({rooms: 25});
		const rows: number[] = [];
		await exportRooms(client, query, {destination: fresh(), onProgress: progress => rows.push(progress.rows)});
		expect(rows).toEqual([10, 25]);
	});

	it('that fails keeps what it has under other names, and resumes to the whole', async () => {
		const destination = fresh();
		const error = await interrupted(destination);
		expect(error).toMatchObject({kind: 'rejected', status: 404, page: 3});
		expect(existsSync(destination)).toBe(false);
		expect(besides(destination)).toEqual(['.partial']);
		expect(readdirSync(runFolder(destination)).sort()).toEqual(['checkpoint.json', 'rows', 'seen']);
		const {simulator, client} = await simulate({rooms: 45});
		const summary = await exportRooms(client, query, {destination, resume: true});
		expect(summary).toMatchObject({rows: 45, resumedFrom: 20});
		expect(idsIn(destination)).toEqual([...simulator.rooms()].map(({id}) => id));
		expect(simulator.requests[0]?.query).toContain('page_number=2');
	});

	it.each(['csv', 'csv.gz'])('has its byte order mark once, however often it goes on: %s', async extension => {
		const [resumed, whole] = [fresh(extension), fresh(extension)];
		await interrupted(resumed, {bom: true});
		const {client} = await simulate({rooms: 45});
		await exportRooms(client, query, {destination: resumed, bom: true, resume: true});
		await exportRooms(client, query, {destination: whole, bom: true});
		expect(readFileSync(resumed)).toEqual(readFileSync(whole));
		const bytes = readFileSync(whole);
		const text = (extension === 'csv' ? bytes : gunzipSync(bytes)).toString();
		expect([text.indexOf('\ufeffid,'), text.split('id,name,').length]).toEqual([0, 2]);
	});

	it('that fails before its first page leaves nothing behind', async () => {
		const {client} = await simulate({faults: ['401']});
		const destination = fresh();
		expect(await rejection(exportRooms(client, query, {destination}))).toMatchObject({kind: 'authentication'});
		expect(besides(destination)).toEqual([]);
	});

	it('with a bad query or bad options touches nothing', async () => {
		const {simulator, client} = await simulate();
		const destination = fresh();
		for (const [badQuery, options] of [
			[{page_size: 0}, {}],
			[query, {readAhead: -1}],
			[query, {format: 'xlsx'}],
			[query, {destination: join(folder, 'rooms.unknown')}],
			[query, {gzip: true, format: 'parquet'}],
			[query, {prune: true}],
			[query, {resume: true, overwrite: true}],
			[query, {resum: true}],
		] as const) {
			const all = {destination, ...options} as ExportOptions;
			expect(await rejection(exportRooms(client, badQuery, all))).toMatchObject({kind: 'invalid-input'});
		}
		expect(simulator.statistics.requests).toBe(0);
		expect(besides(destination)).toEqual([]);
	});

	it('reads its query, its endpoint and its options at the call, whatever becomes of them later', async () => {
		const {simulator, client} = await simulate({rooms: 25});
		const [destination, other] = [fresh(), fresh()];
		writeFileSync(other, 'precious');
		const [asked, endpoint, options] = [{page_size: 10}, {...rooms}, {destination, overwrite: false}];
		const exporting = exportItems(client, endpoint, asked, options);
		Object.assign(asked, {page_size: 1, starts_after: '2100-01-01'});
		Object.assign(endpoint, {path: '/api/video/elsewhere'});
		Object.assign(options, {destination: other, overwrite: true, maxItems: 1});
		expect(await exporting).toMatchObject({destination, rows: 25});
		expect(simulator.statistics.requests).toBe(3);
		expect(readFileSync(other, 'utf8')).toBe('precious');
	});

	it('never takes the place of a finished file, unless told to', async () => {
		const {client} = await simulate({rooms: 5});
		const destination = fresh();
		writeFileSync(destination, 'precious');
		const error = (await rejection(exportRooms(client, query, {destination}))) as PaginationError;
		expect(error).toMatchObject({kind: 'destination'});
		expect(error.message).toMatch(/is there already: replace it with overwrite/);
		expect(readFileSync(destination, 'utf8')).toBe('precious');
		await exportRooms(client, query, {destination, overwrite: true});
		expect(idsIn(destination)).toHaveLength(5);
	});

	it('never takes the place of an interrupted one, unless told to', async () => {
		const destination = fresh();
		await interrupted(destination);
		const before = filesBelow(workFolder(destination));
		const {client} = await simulate({rooms: 45});
		const error = (await rejection(exportRooms(client, query, {destination}))) as PaginationError;
		expect(error.message).toMatch(/go on with resume .* or throw it away with overwrite/);
		expect(filesBelow(workFolder(destination))).toEqual(before);
		await exportRooms(client, query, {destination, overwrite: true});
		expect(idsIn(destination)).toHaveLength(45);
	});

	it('resumes only what it was, and says what differs', async () => {
		const destination = fresh('csv');
		await interrupted(destination);
		const {client} = await simulate({rooms: 45});
		for (const [other, options, message] of [
			[{include_active_session: true}, {}, /query was "" and is now "include_active_session=true"/],
			[query, {escapeFormulas: false}, /escapeFormulas was true and is now false/],
			[query, {bom: true}, /bom was false and is now true/],
			[query, {format: 'json'}, /format was "csv" and is now "json"/],
		] as const) {
			const error = (await rejection(
				exportRooms(client, other, {destination, resume: true, ...options}),
			)) as PaginationError;
			expect(error).toMatchObject({kind: 'destination'});
			expect(error.message).toMatch(message);
		}
	});

	it.each([
		['cut', (text: string) => text.slice(0, 50)],
		['of another version', (text: string) => text.replace(/"version": \d+/, '"version": 9')],
		['with a negative size', (text: string) => text.replace(/"bytes": \d+/, '"bytes": -1')],
		['empty', () => ''],
	])('refuses a checkpoint that is %s, and changes nothing', async (_what, edit) => {
		const destination = fresh();
		await interrupted(destination);
		const path = runFile(destination, 'checkpoint.json');
		writeFileSync(path, edit(readFileSync(path, 'utf8')));
		const before = filesBelow(workFolder(destination));
		const {client} = await simulate({rooms: 45});
		const error = (await rejection(exportRooms(client, query, {destination, resume: true}))) as PaginationError;
		expect(error.message).toMatch(/The checkpoint .* cannot be used: /);
		expect(filesBelow(workFolder(destination))).toEqual(before);
	});

	it('refuses to be the second to one destination, and takes over the lock of a dead process', async () => {
		const {simulator, client} = await simulate({rooms: 30, faults: ['stall@2']}, {timeout: 600_000});
		const destination = fresh();
		const controller = new AbortController();
		const first = exportRooms(client, query, {destination, signal: controller.signal});
		await until(() => simulator.statistics.requests === 2);
		const error = (await rejection(exportRooms(client, query, {destination, resume: true}))) as PaginationError;
		expect(error.message).toMatch(/Another export to this destination is running/);
		controller.abort('enough');
		expect(await rejection(first)).toBe('enough');
		const dead = {process: 4194305, started: null, place: processPlace(), host: 'here', id: 'another'};
		writeFileSync(join(workFolder(destination), 'lock'), JSON.stringify(dead));
		const {client: next} = await simulate({rooms: 30});
		expect(await exportRooms(next, query, {destination, resume: true})).toMatchObject({rows: 30});
	});

	it('writes nothing more when another one has taken over, and leaves that one its files', async () => {
		const {client} = await simulate({rooms: 45});
		for (const taken of [1, 5]) {
			const destination = fresh();
			let left = {};
			const onProgress = ({pages}: {readonly pages: number}) => {
				if (pages !== taken) return;
				writeFileSync(join(workFolder(destination), 'lock'), 'another');
				const {owner: _gone, ...all} = filesBelow(runFolder(destination));
				left = all;
			};
			const error = await rejection(exportRooms(client, query, {destination, onProgress}));
			expect(error).toMatchObject({
				kind: 'destination',
				message: expect.stringMatching(/has taken over.*wait for the other one/),
			});
			expect(existsSync(destination)).toBe(false);
			expect(filesBelow(runFolder(destination))).toEqual(left);
			expect(readFileSync(join(workFolder(destination), 'lock'), 'utf8')).toBe('another');
		}
	});

	it('says in one sentence what is wrong with a place', async () => {
		const {client} = await simulate({rooms: 5});
		const gone = (await rejection(
			exportRooms(client, query, {destination: join(folder, 'no', 'rooms.csv')}),
		)) as PaginationError;
		expect(gone).toMatchObject({kind: 'destination', code: 'ENOENT'});
		expect(gone.message).toMatch(/the directory is not there: create it/);
		const long = rejection(exportRooms(client, query, {destination: join(folder, `${'n'.repeat(256)}.csv`)}));
		expect(String(await long)).toMatch(/: choose a shorter one, then/);
		const directory = fresh('csv');
		mkdirSync(directory);
		expect(await rejection(exportRooms(client, query, {destination: directory}))).toMatchObject({kind: 'destination'});
	});

	it('writes a room once that a moving listing shows twice, also across an interruption', async () => {
		const destination = fresh();
		const changes = [{afterRequest: 2, create: 15}];
		const {client} = await simulate({rooms: 60, linkStyle: 'page', changes, faults: ['404@4']});
		await rejection(exportRooms(client, query, {destination, readAhead: 0} as ExportOptions));
		const {simulator, client: next} = await simulate({
			rooms: 60,
			linkStyle: 'page',
			changes: [{afterRequest: 0, create: 15}],
		});
		const summary = await exportRooms(next, query, {destination, resume: true});
		const ids = idsIn(destination);
		expect(new Set(ids).size).toBe(ids.length);
		expect(summary.duplicates).toBeGreaterThan(9);
		const old = [...Array(60).keys()].map(index => simulator.room(index).id);
		expect(old.filter(id => !ids.includes(id))).toEqual([]);
	});

	it('writes invalid rooms to a file of their own, with the reasons', async () => {
		const {client} = await simulate({rooms: 30, faults: ['wrong-types@2']});
		const destination = fresh();
		const invalidFile = `${destination}.invalid`;
		const summary = await exportRooms(client, query, {destination, invalidFile});
		expect(summary).toMatchObject({rows: 29, invalid: 1});
		const [line] = readFileSync(invalidFile, 'utf8').trimEnd().split('\n');
		expect(JSON.parse(line ?? '')).toMatchObject({
			index: expect.any(Number),
			reasons: expect.arrayContaining([expect.any(String)]),
		});
	});
});
