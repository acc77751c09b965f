import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from '@jest/globals';
import {asyncBufferFromFile, parquetReadObjects} from 'hyparquet';
import sqlite from 'node-sqlite3-wasm';
import * as z from 'zod';
import {type ExportOptions, exportItems, list, type PaginationError} from '../../lib/index.ts';
import {clientOf, pageOf, sendJson, useServers} from '../support/server.ts';
import {rejection} from '../support/simulated.ts';

const serve = useServers();

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'schemas-'));
});
afterEach(() => {
	rmSync(folder, {recursive: true});
});

const notes = list({name: 'notes', path: '/notes', item: z.looseObject({id: z.string()})});

const first = [
	{id: 'a', at: '2026-01-01T00:00:00Z', size: 1, share: 1, open: true, tags: ['x'], none: null, odd: 1},
	{id: 'b', at: '2026-01-02T00:00:00Z', size: 2, share: 0.5, open: false, tags: [], none: null, odd: 'x'},
];
const second = [{id: 'c', at: 'soon', size: 'large', open: null, later: 7}];

const exportNotes = async (name: string, pages: readonly unknown[][], options: Partial<ExportOptions> = {}) => {
	const server = await serve((response, _ordinal, request) => {
		const page = pageOf(request);
		sendJson(response, 200, {links: page + 1 < pages.length ? {next: `?page=${page + 1}`} : {}, data: pages[page]});
	});
	return exportItems(clientOf(server), notes, {}, {destination: join(folder, name), ...options});
};

const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
const header = 'id,at,size,share,open,tags,none,odd,other_fields';

describe('a list with a schema of somebody else', () => {
	it('has the columns of its first items, and what they do not tell in other_fields', async () => {
		expect(await exportNotes('notes.csv', [first, second])).toMatchObject({rows: 3});
		expect(read('notes.csv').split('\r\n')).toEqual([
			header,
			'a,2026-01-01T00:00:00Z,1,1,true,"[""x""]",,1,',
			'b,2026-01-02T00:00:00Z,2,0.5,false,[],,"""x""",',
			'c,,,,,,,,"{""at"":""soon"",""size"":""large"",""later"":7}"',
			'',
		]);
	});

	it('has the columns of its first items, also behind pages that are empty', async () => {
		expect(await exportNotes('notes.csv', [[], [], first, second])).toMatchObject({rows: 3});
		expect(read('notes.csv').split('\r\n')[0]).toBe(header);
		expect(await exportNotes('none.csv', [[], []])).toMatchObject({rows: 0, reason: 'complete'});
	});

	it('has in a database the last values of what a page shows twice, however its files are opened', async () => {
		const pages = [
			[
				{id: 'a', n: 1},
				{id: 'b', n: 1},
				{id: 'a', n: 2},
			],
			[
				{id: 'c', n: 1},
				{id: 'c', n: 2},
			],
		];
		const destination = join(folder, 'notes.sqlite');
		expect(await exportNotes('notes.sqlite', pages)).toMatchObject({rows: 3, duplicates: 2});
		const database = new sqlite.Database(destination);
		expect(database.all('SELECT id, n FROM notes ORDER BY id')).toEqual([
			{id: 'a', n: 2},
			{id: 'b', n: 1},
			{id: 'c', n: 2},
		]);
		database.close();
	});

	it('has them in typed formats too', async () => {
		await exportNotes('notes.parquet', [first, second]);
		const rows = await parquetReadObjects({file: await asyncBufferFromFile(join(folder, 'notes.parquet'))});
		expect(rows[0]).toMatchObject({id: 'a', at: new Date('2026-01-01'), size: 1n, share: 1, open: true});
		expect(rows[2]).toMatchObject({id: 'c', size: null});
		await exportNotes('notes.sqlite', [first, second]);
		const database = new sqlite.Database(join(folder, 'notes.sqlite'));
		expect(database.all('SELECT id, size, open FROM notes')).toEqual([
			{id: 'a', size: 1, open: 1},
			{id: 'b', size: 2, open: 0},
			{id: 'c', size: null, open: null},
		]);
		database.close();
	});

	it('keeps them when it goes on, whatever the items are then', async () => {
		const interrupt = () => {
			throw new Error('pulled');
		};
		await rejection(exportNotes('notes.csv', [first, second], {onProgress: interrupt}));
		await exportNotes('notes.csv', [first, second], {resume: true});
		const resumed = read('notes.csv');
		await exportNotes('whole.csv', [first, second]);
		expect(resumed).toBe(read('whole.csv'));
		expect(resumed).toMatch(new RegExp(`^${header}\r\n`));
	});

	it('is empty where it lists nothing, and fails as others do', async () => {
		expect(await exportNotes('notes.csv', [[]])).toMatchObject({rows: 0});
		expect(read('notes.csv')).toBe('other_fields\r\n');
		const error = (await rejection(
			exportNotes('none.csv', [['no object']], {onInvalidItem: 'throw'}),
		)) as PaginationError;
		expect(error.kind).toBe('invalid-item');
		await exportNotes('none.csv', [first]);
	});
});
