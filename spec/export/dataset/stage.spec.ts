/** `DATASET_PARTITIONS=10000` makes as many partitions; without it, some hundred. */
import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from '@jest/globals';
import * as t from 'io-ts';
import {stagePartitions} from '../../../lib/export/dataset/stage.ts';
import {files} from '../../../lib/export/files/files.ts';
import {columnsOf} from '../../../lib/export/formats/columns.ts';
import {loadParquet} from '../../../lib/export/formats/parquet-encoder.ts';
import {mostRows} from '../../../lib/export/formats/row-group.ts';
import {bundle} from '../../support/bundle.ts';
import {cleanEnvironment, runChild} from '../../support/child.ts';
import {controlFiles} from '../../support/controlled-files.ts';
import {query} from '../../support/rooms-read.ts';

let base: string;
beforeEach(() => {
	base = mkdtempSync(join(tmpdir(), 'stage-'));
});
afterEach(() => {
	rmSync(base, {recursive: true});
});

const columns = columnsOf(t.partial({id: t.string, size: t.number}), ['id']);

const stage = async (lines: Iterable<string>, most: number, piece?: number) => {
	const spool = join(base, 'spool');
	writeFileSync(spool, [...lines].join(''));
	const library = await loadParquet();
	return stagePartitions({
		spool,
		folder: join(base, 'staged'),
		library,
		columns,
		mostRows: most,
		signal: undefined,
		piece,
	});
};

const line = (folder: string, id: number): string => `${folder}\t["${id}",${id / 2},null]\n`;

describe('partitions that are made', () => {
	it('have several files where they are large, cut by their rows, with names by their contents', async () => {
		const rows = 2 * mostRows + 5;
		const lines = Array.from({length: 2 * rows}, (_, number) => line(number % 2 === 0 ? 'a=1' : 'a=2', number));
		const staged = await stage(lines.slice(0, -2), mostRows, 1_000_000);
		expect(staged.map(({folder}) => folder)).toEqual(['a=1', 'a=2']);
		for (const [place, {path, files: made}] of staged.entries()) {
			expect(made.map(file => file.rows)).toEqual([mostRows, mostRows, 4]);
			expect(readdirSync(path).sort()).toEqual(
				made.map(({name, sha256}, number) => {
					expect(name).toBe(`rows-0000${number}-${sha256.slice(0, 12)}.parquet`);
					return name;
				}),
			);
			const found = await query(
				`SELECT count(*) AS n, sum(size) AS sum, min(id::INT) AS first FROM '${path}/*.parquet'`,
			);
			expect(found).toEqual([{n: String(rows - 1), sum: expect.any(Number), first: place}]);
			// In the order in which they were listed.
			const [second] = await query(
				`SELECT min(id::INT) AS first, max(id::INT) AS last FROM '${path}/${made[1]?.name}'`,
			);
			expect(second).toEqual({first: 2 * mostRows + place, last: 4 * mostRows - 2 + place});
		}
		const again = await stage(lines.slice(0, -2), mostRows);
		expect(again).toEqual(staged);
	});

	it('are made one after the other, however many there are', async () => {
		let open = 0;
		let most = 0;
		const restore = controlFiles(files, (_ordinal, what) => {
			if (what === 'create') most = Math.max(most, ++open);
			if (what === 'create.close') open--;
		});
		try {
			const lines = Array.from({length: 600}, (_, number) => line(`a=${number % 150}`, number));
			const staged = await stage(lines, mostRows, 500);
			expect(staged).toHaveLength(150);
			expect(staged.every(({files: made}) => made.length === 1 && made[0]?.name === 'rows.parquet')).toBe(true);
		} finally {
			restore();
		}
		expect([open, most]).toEqual([0, 1]);
	});

	it('take no more memory when there are many', async () => {
		const partitions = Number(process.env.DATASET_PARTITIONS ?? 300);
		const program = `
			import * as t from 'io-ts';
			import {stagePartitions} from './lib/export/dataset/stage.ts';
			import {columnsOf} from './lib/export/formats/columns.ts';
			import {loadParquet} from './lib/export/formats/parquet-encoder.ts';
			const columns = columnsOf(t.partial({id: t.string, size: t.number}), ['id']);
			const {SPOOL: spool = '', FOLDER: folder = ''} = process.env;
			const library = await loadParquet();
			const staged = await stagePartitions({spool, folder, library, columns, mostRows: 1e6, signal: undefined});
			console.log(staged.length, Math.round(process.resourceUsage().maxRSS / 1024));
		`;
		const file = await bundle('stage-memory', program);
		const measure = async (count: number): Promise<readonly number[]> => {
			const spool = join(base, `spool-${count}`);
			const lines = Array.from({length: 30_000}, (_, number) => line(`a=${number % count}`, number));
			writeFileSync(spool, lines.join(''));
			const env = cleanEnvironment({SPOOL: spool, FOLDER: join(base, `staged-${count}`)});
			const {stdout, stderr} = await runChild(process.execPath, [file], {env});
			expect(stderr).toBe('');
			return stdout.trim().split(' ').map(Number);
		};
		const [few, little] = await measure(3);
		const [many, much] = await measure(partitions);
		expect([few, many]).toEqual([3, partitions]);
		expect((much ?? 0) / (little ?? 1)).toBeLessThan(1.5);
		expect(readFileSync(join(base, `staged-${partitions}`, 'partition-0', 'rows.parquet'), 'latin1').slice(0, 4)).toBe(
			'PAR1',
		);
	}, 240_000);
});
