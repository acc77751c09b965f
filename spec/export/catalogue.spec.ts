import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import sqlite from 'node-sqlite3-wasm';
import {keyOf} from '../../lib/core/list.ts';
import {placeholdersIn} from '../../lib/core/list-path.ts';
import {columnsOf} from '../../lib/export/formats/columns.ts';
import {exportItems} from '../../lib/index.ts';
import {rooms} from '../../lib/lists/video/rooms.ts';
import {sampledLists} from '../support/catalogue-sample.ts';
import {csvRows, type Json, parquetRows, query, read, readerOf, rowsOf} from '../support/rooms-read.ts';
import {useSimulators} from '../support/simulated.ts';

const simulate = useSimulators();

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'catalogue-'));
});
afterAll(() => {
	rmSync(folder, {recursive: true});
});

const count = 12;
const counts = Object.fromEntries(sampledLists.filter(one => one !== rooms).map(({name}) => [name, count]));

describe.each(sampledLists.map(one => [one.name, one] as const))('the list %s', (name, one) => {
	it('is the same in every format, as it was sent', async () => {
		const {simulator, client} = await simulate({rooms: count, lists: counts});
		const parents = placeholdersIn(one.path).map(parameter => [parameter, `the ${parameter}`] as const);
		const below = Object.fromEntries(parents);
		const items = [...simulator.items(one, below)];
		const columns = columnsOf(one.item, keyOf(one), true, parents);
		const {told, itemOf} = readerOf(columns);
		const sent = items.map(item => told(read(JSON.stringify(item)) as {[key: string]: Json}));
		const write = async (extension: string): Promise<string> => {
			const destination = join(folder, `${name}.${extension}`);
			const summary = await exportItems(client, one, below, {destination, escapeFormulas: false});
			expect(summary).toMatchObject({rows: items.length, duplicates: 0, withoutKey: 0, differing: 0});
			return destination;
		};

		const lines = readFileSync(await write('ndjson'), 'utf8')
			.trimEnd()
			.split('\n');
		expect(lines.map(line => JSON.parse(line))).toEqual(items);
		expect(JSON.parse(readFileSync(await write('json'), 'utf8'))).toEqual(items);
		expect((await query(csvRows(await write('csv')))).map(itemOf)).toEqual(sent);
		const typed = await query(parquetRows(await write('parquet'), columns));
		expect(typed.map(itemOf)).toEqual(sent);
		// All that is documented has a column of its own, but objects without values.
		const left = typed.map(({other_fields}) => String(other_fields ?? '').replaceAll(/"\w+":/g, ''));
		expect(left.filter(text => !/^[{},]*$/.test(text))).toEqual([]);
		const database = new sqlite.Database(await write('sqlite'));
		const rows = rowsOf(database, name, columns);
		database.close();
		expect(rows.map(itemOf)).toEqual(sent);
	});
});
