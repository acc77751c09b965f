import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from '@jest/globals';
import * as t from 'io-ts';
import {timestamp} from '../../../lib/core/scalars.ts';
import {columnsOf} from '../../../lib/export/formats/columns.ts';
import type {Flushed} from '../../../lib/export/formats/format.ts';
import {openParquetSink} from '../../../lib/export/formats/parquet-sink.ts';
import {query} from '../../support/rooms-read.ts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'parquet-sink-'));
});
afterEach(() => {
	rmSync(folder, {recursive: true});
});

const codec = t.partial({id: t.string, at: timestamp, share: t.number, isOn: t.boolean, meta: t.UnknownRecord});
const columns = columnsOf(codec, ['id']);

const item = (number: number) => ({
	id: `item ${number}`,
	at: new Date(number * 1e7).toISOString(),
	share: number % 7 === 0 ? -0 : number / 7,
	isOn: number % 3 === 0 ? null : number % 2 === 0,
	...(number % 5 > 0 && {meta: {number, text: '🦆"\\'}}),
	...(number % 11 === 0 && {later: [number]}),
});
const rows = 25_100;
const items = Array.from({length: rows}, (_, number) => item(number));

const nothing: Flushed & {rows: number} = {bytes: 0, mark: '', rows: 0};

const open = (name: string, so = nothing) =>
	openParquetSink({
		partial: join(folder, name),
		...so,
		gzip: false,
		table: {name: 'items', columns, notAsked: []},
		project: 'p',
		space: 'example.signalwire.com',
		listing: 'l',
		options: undefined,
		refresh: undefined,
		signal: undefined,
	});

/** Writes all of it; begins a new run, from what was flushed, before each of these rows. */
const write = async (name: string, page: number, cuts: readonly number[]): Promise<string> => {
	let so = nothing;
	let sink = await open(name);
	for (const cut of [...cuts, rows]) {
		for (let at = so.rows; at < cut; at += page) await sink.write(items.slice(at, Math.min(at + page, cut)));
		so = {...(await sink.flush()), rows: cut};
		if (cut === rows) break;
		// What is not flushed is as good as never written.
		await sink.write(items.slice(cut, cut + 7));
		await sink.close();
		sink = await open(name, so);
	}
	const path = await sink.finish();
	await sink.close();
	return path;
};

describe('a Parquet file that is made over several runs', () => {
	it('is the same, byte for byte, as one that is made in one, however its rows come', async () => {
		const whole = readFileSync(await write('whole', 1000, []));
		expect(readFileSync(await write('cut', 999, [1, 9999, 10_000, 10_001, 20_000, 25_099])).equals(whole)).toBe(true);
		expect(readFileSync(await write('large', 12_345, [12_345])).equals(whole)).toBe(true);
	});

	it('holds every row, in order, in groups of ten thousand', async () => {
		const path = await write('rows', 1000, [10_500]);
		const found = await query(`SELECT id, epoch_ms("at") AS "at", share, isOn, meta, other_fields FROM '${path}'`);
		const none = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
		expect(JSON.stringify(found)).toBe(
			JSON.stringify(
				items.map(({id, at, share, isOn, meta, later}) => ({
					id,
					at: String(Date.parse(at)),
					share,
					isOn,
					meta: none(meta),
					other_fields: later === undefined ? null : JSON.stringify({later}),
				})),
			),
		);
		const groups = await query(
			`SELECT DISTINCT row_group_id, row_group_num_rows FROM parquet_metadata('${path}') ORDER BY ALL`,
		);
		expect(groups.map(({row_group_num_rows}) => row_group_num_rows)).toEqual(['10000', '10000', '5100']);
	});
});
