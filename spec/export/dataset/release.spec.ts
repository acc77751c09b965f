import {existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from '@jest/globals';
import {release} from '../../../lib/export/dataset/release.ts';

let base: string;
beforeEach(() => {
	base = mkdtempSync(join(tmpdir(), 'release-'));
});
afterEach(() => {
	rmSync(base, {recursive: true});
});

const put = (path: string, text: string): void => {
	mkdirSync(dirname(join(base, path)), {recursive: true});
	writeFileSync(join(base, path), text);
};

const partition = (folder: string, ...names: readonly string[]) => ({
	folder,
	written: '',
	files: names.map(name => ({name, rows: 1, bytes: 3, sha256: name})),
	path: join(base, 'work', folder),
});

const released = (staged: ReadonlyArray<ReturnType<typeof partition>>, leaving: readonly string[]) =>
	release({
		root: join(base, 'root'),
		staged,
		standing: [partition('a=1', '1.parquet', '2.parquet'), partition('a=2', '1.parquet', '2.parquet')],
		leaving,
		trash: join(base, 'work', 'replaced'),
		mode: 0o644,
	});

describe('a partition that is replaced as a folder', () => {
	it('keeps what is none of the dataset’s, and so does one that goes', async () => {
		for (const folder of ['a=1', 'a=2']) {
			for (const name of ['1.parquet', '2.parquet', '.DS_Store', '_notes/mine']) put(`root/${folder}/${name}`, 'old');
		}
		put('work/a=1/3.parquet', 'new');
		put('work/a=1/4.parquet', 'new');
		await released([partition('a=1', '3.parquet', '4.parquet')], ['a=2']);
		expect(readdirSync(join(base, 'root/a=1')).sort()).toEqual(['.DS_Store', '3.parquet', '4.parquet', '_notes']);
		expect(readdirSync(join(base, 'root/a=2')).sort()).toEqual(['.DS_Store', '_notes']);
		expect(readFileSync(join(base, 'root/a=2/_notes/mine'), 'utf8')).toBe('old');
	});

	it('is replaced by itself where an interrupted release had put it there', async () => {
		for (const name of ['3.parquet', '4.parquet']) {
			put(`root/a=1/${name}`, 'new');
			put(`work/a=1/${name}`, 'new');
		}
		await released([partition('a=1', '3.parquet', '4.parquet')], ['a=2']);
		expect(readdirSync(join(base, 'root/a=1')).sort()).toEqual(['3.parquet', '4.parquet']);
		expect(existsSync(join(base, 'root/a=2'))).toBe(false);
	});
});
