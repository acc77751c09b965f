import {mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from '@jest/globals';
import {asyncBufferFromFile, parquetReadObjects} from 'hyparquet';
import * as t from 'io-ts';
import sqlite from 'node-sqlite3-wasm';
import {queryCodec} from '../../lib/fp.ts';
import {type ExportOptions, exportItems, type List, type PaginationError} from '../../lib/index.ts';
import {clientOf, credentials, pageOf, useServers} from '../support/server.ts';
import {rejection} from '../support/simulated.ts';

const serve = useServers();

let folder: string;
let destination: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'keys-'));
	destination = join(folder, 'things.sqlite');
});
afterEach(() => {
	rmSync(folder, {recursive: true});
});

const list = (item: t.Mixed, more: Partial<List<object, unknown>> = {}): List<object, unknown> => ({
	name: 'things',
	path: '/api/things',
	query: queryCodec('things', {}),
	item: item as t.Type<unknown, unknown, unknown>,
	...more,
});

/** Serves these pages; a number beyond a double's is written as it stands in the text. */
const serving = (pages: readonly string[]) =>
	serve((response, _ordinal, request) => {
		const page = pageOf(request);
		const links = page + 1 < pages.length ? {next: `?page=${page + 1}`} : {};
		response.writeHead(200, {'content-type': 'application/json'});
		response.end(`{"links":${JSON.stringify(links)},"data":${pages[page]}}`);
	});
const exportPages = async (
	endpoint: List<object, unknown>,
	pages: readonly unknown[],
	options: Partial<ExportOptions> = {},
) => {
	const server = await serving(pages.map(page => (typeof page === 'string' ? page : JSON.stringify(page))));
	const summary = await exportItems(clientOf(server), endpoint, {}, {destination, ...options});
	return {summary, requests: server.requests.length};
};
const all = (sql: string) => {
	const database = new sqlite.Database(destination);
	try {
		return database.all(sql);
	} finally {
		database.close();
	}
};

describe('rows are told apart by the key of their list', () => {
	it.each(['things.sqlite', 'things.ndjson', 'things.csv', 'things.parquet'])(
		'a number is another key than its digits as a text: %s',
		async name => {
			const mixed = list(t.type({id: t.union([t.string, t.number])}));
			const page = [{id: 1}, {id: '1'}, {id: '[1]'}, {id: '"1"'}];
			const options = {destination: join(folder, name)};
			expect((await exportPages(mixed, [page, page], options)).summary).toMatchObject({rows: 4, duplicates: 4});
			if (name === 'things.sqlite') {
				await exportPages(mixed, [page], options);
				expect(all('SELECT id FROM things ORDER BY rowid')).toEqual([
					{id: '1'},
					{id: '"1"'},
					{id: '"[1]"'},
					// A text that begins with a quotation mark stands there as its JSON text, as in columns of texts.
					{id: JSON.stringify(JSON.stringify('"1"'))},
				]);
			}
		},
	);
});

describe('rows that no key tells apart', () => {
	const values = (rows: readonly {value: number}[]) => rows.map(({value}) => ({value}));
	const readings = [{value: 7}, {value: 7}, {value: 8}];

	it('are all kept, and written anew as a whole', async () => {
		const things = list(t.type({value: t.number}));
		for (let round = 0; round < 2; round++) {
			expect((await exportPages(things, [readings, readings])).summary).toMatchObject({rows: 6, duplicates: 0});
			expect(all('SELECT value FROM things')).toEqual([]);
			expect(all('SELECT value FROM things_without_key')).toEqual(values([...readings, ...readings]));
		}
	});

	it('stand in a table beside that of those that it tells apart', async () => {
		const things = list(t.partial({id: t.union([t.string, t.null]), value: t.number}));
		const page = [{id: 'a', value: 1}, {value: 2}, {id: null, value: 2}, {id: 'a', value: 1}];
		expect((await exportPages(things, [page, page])).summary).toMatchObject({rows: 5, duplicates: 3});
		await exportPages(things, [[{id: 'b', value: 3}, {value: 4}]]);
		expect(all('SELECT id, value FROM things ORDER BY value')).toEqual([
			{id: 'a', value: 1},
			{id: 'b', value: 3},
		]);
		expect(all('SELECT id, value FROM things_without_key')).toEqual([{id: null, value: 4}]);
		await exportPages(things, [[{id: 'b', value: 3}, {value: 5}, {value: 5}]], {prune: true});
		expect(all('SELECT id, value FROM things ORDER BY value')).toEqual([{id: 'b', value: 3}]);
		expect(all('SELECT id, value FROM things_without_key')).toEqual([
			{id: null, value: 5},
			{id: null, value: 5},
		]);
	});

	it.each(['things.sqlite', 'things.parquet', 'things.csv', 'things.ndjson'])(
		'are those whose key is no text and no whole number that JavaScript can hold: %s',
		async name => {
			const things = list(t.type({id: t.unknown}));
			const pages = ['[{"id":{"a":1}},{"id":{"a":1}},{"id":1.5},{"id":[]},{"id":true},{"id":null}]', '[{"id":1e300}]'];
			const {summary} = await exportPages(things, pages, {destination: join(folder, name)});
			expect(summary).toMatchObject({rows: 7, duplicates: 0});
			if (name !== 'things.sqlite') return;
			expect(all('SELECT id FROM things')).toEqual([]);
			expect(all('SELECT id, other_fields AS other FROM things_without_key')).toEqual(
				['{"a":1}', '{"a":1}', '1.5', '[]', 'true', undefined, '1e+300'].map(json => ({
					id: null,
					other: json === undefined ? null : `{"id":${json}}`,
				})),
			);
		},
	);

	it('may be no objects', async () => {
		await exportPages(list(t.union([t.string, t.null])), [['a', 'a', null]]);
		await exportPages(list(t.union([t.string, t.null])), [['a', 'b', null]]);
		expect(all('SELECT id FROM things')).toEqual([]);
		expect(all('SELECT id, other_fields AS other FROM things_without_key')).toEqual([
			{id: null, other: JSON.stringify('"a"')},
			{id: null, other: JSON.stringify('"b"')},
			{id: null, other: 'null'},
		]);
	});

	it('may have a codec that knows no field at all', async () => {
		for (const item of [t.unknown, t.UnknownRecord]) {
			const things = list(item);
			await exportPages(things, [[{id: 'a', value: 1}, {value: 2}]], {overwrite: true});
			await exportPages(things, [[{id: 'a', value: 3}]]);
			expect(all('SELECT id, other_fields AS other FROM things')).toEqual([{id: '"a"', other: '{"value":3}'}]);
		}
	});
});

describe('Parquet', () => {
	it('has the key of every item that has one, and a null elsewhere', async () => {
		const destination = join(folder, 'things.parquet');
		const read = async () => parquetReadObjects({file: await asyncBufferFromFile(destination)});
		await exportPages(list(t.type({sid: t.string}), {key: ['sid']}), [[{sid: 'a'}]], {destination});
		expect(await read()).toEqual([{sid: 'a', other_fields: null}]);
		await exportPages(list(t.type({id: t.number})), [[{id: 7}]], {destination, overwrite: true});
		expect(await read()).toEqual([{id: 7n, other_fields: null}]);
		const optional = list(t.partial({id: t.string, value: t.number}));
		await exportPages(optional, [[{value: 1}, {id: 'a', value: 2}]], {destination, overwrite: true});
		expect(await read()).toEqual([
			{id: null, value: 1, other_fields: null},
			{id: 'a', value: 2, other_fields: null},
		]);
	});
});

describe('a list that SQLite cannot hold', () => {
	it.each([
		['its name is kept for SQLite itself', list(t.type({id: t.string}), {name: 'sqlite_things'}), 'reserved'],
		[
			'it has too many fields',
			list(t.partial(Object.fromEntries(Array.from({length: 2001}, (_, index) => [`f${index}`, t.string])))),
			'too many columns',
		],
	])('is refused before any request: %s', async (_why, things, reason) => {
		const server = await serving(['[]']);
		const error = (await rejection(exportItems(clientOf(server), things, {}, {destination}))) as PaginationError;
		expect(error).toMatchObject({kind: 'destination', message: expect.stringContaining(reason)});
		expect(error.message).toContain('another format');
		expect(server.requests).toHaveLength(0);
		expect(readdirSync(folder)).toEqual([]);
	});
});

describe('columns whose names SQLite takes for one', () => {
	it('get names of their own', async () => {
		const codec = t.type({
			id: t.string,
			Name: t.string,
			name: t.string,
			a_b: t.string,
			a: t.type({b: t.string}),
			other_fields: t.string,
		});
		const item = {id: 'x', Name: '1', name: '2', a_b: '3', a: {b: '4'}, other_fields: '5', more: 6};
		await exportPages(list(codec), [[item]]);
		await exportPages(list(codec), [[{...item, name: 'two'}]]);
		expect(all('SELECT * FROM things')).toEqual([
			{
				...{_project: credentials.projectId, _listing: expect.any(String), _run: 2, _space: '127.0.0.1'},
				...{id: 'x', Name: '1', name_2: 'two', a_b: '3', a_b_2: '4', other_fields: '5', other_fields_2: '{"more":6}'},
			},
		]);
	});
});
