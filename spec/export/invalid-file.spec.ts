import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {basename, join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from '@jest/globals';
import {exportRooms, type PaginationError} from '../../lib/index.ts';
import {rejection, useSimulators} from '../support/simulated.ts';

const simulate = useSimulators();
const query = {page_size: 10};

let folder: string;
let destination: string;
let invalidFile: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'invalid-file-'));
	destination = join(folder, 'rooms.ndjson');
	invalidFile = join(folder, 'rooms.ndjson.invalid');
});
afterEach(() => {
	rmSync(folder, {recursive: true});
});

/** Invalid rooms on the pages 2 and 4 of 5; a run ends at the page that fails, if one is named. */
const run = async (options: object, failingPage?: number) => {
	const invalid = ['wrong-types@2', 'wrong-types@4'];
	const {client} = await simulate({
		rooms: 45,
		faults: failingPage === undefined ? invalid : [`404@${failingPage}`, ...invalid],
	});
	return exportRooms(client, query, {destination, ...options});
};
const resume = async (options: object, firstPage: number, failingRequest?: number) => {
	const faults = [2, 4].filter(page => page >= firstPage).map(page => `wrong-types@${page - firstPage + 1}`);
	const {client} = await simulate({
		rooms: 45,
		faults: failingRequest === undefined ? faults : [`404@${failingRequest}`, ...faults],
	});
	return exportRooms(client, query, {destination, resume: true, ...options});
};
const lines = (path: string): number => readFileSync(path, 'utf8').split('\n').length - 1;

describe('the file of invalid rooms', () => {
	it('goes on with its export, as if that had never been interrupted', async () => {
		await rejection(run({invalidFile}, 3));
		expect(lines(invalidFile)).toBe(1);
		writeFileSync(invalidFile, `${readFileSync(invalidFile, 'utf8')}{"what a crash": "left behind`);
		expect(await resume({invalidFile}, 3)).toMatchObject({rows: 43, invalid: 2});
		expect(lines(invalidFile)).toBe(2);
	});

	it('may be asked for only when an invalid room stopped the export', async () => {
		expect(await rejection(run({}))).toMatchObject({kind: 'invalid-item'});
		expect(await resume({invalidFile}, 2)).toMatchObject({rows: 43, invalid: 2});
		expect(lines(invalidFile)).toBe(2);
	});

	it('never takes the place of a file that is there, also when an export is resumed', async () => {
		writeFileSync(invalidFile, 'precious');
		for (const attempt of [
			() => run({invalidFile}),
			async () => {
				await rejection(run({}, 2));
				return resume({invalidFile}, 2);
			},
		]) {
			const error = (await rejection(attempt())) as PaginationError;
			expect(error).toMatchObject({kind: 'destination', code: 'EEXIST'});
			expect(error.message).toContain(`Cannot write ${invalidFile} (EEXIST): a file is there already`);
			expect(readFileSync(invalidFile, 'utf8')).toBe('precious');
		}
	});

	it('that is there keeps an export from beginning, and nothing of that is left behind', async () => {
		writeFileSync(invalidFile, 'precious');
		expect(await rejection(run({invalidFile}))).toMatchObject({kind: 'destination', code: 'EEXIST'});
		expect(readdirSync(folder)).toEqual([basename(invalidFile)]);
	});

	it('that a failed start left empty does not stand in the way', async () => {
		expect(await rejection(run({invalidFile}, 1))).toMatchObject({status: 404});
		expect(await run({invalidFile})).toMatchObject({invalid: 2});
		expect(lines(invalidFile)).toBe(2);
	});

	it('keeps its lines when a run in between has no such file, and when a later one has another', async () => {
		await rejection(run({invalidFile}, 3));
		await rejection(resume({onInvalidItem: 'skip'}, 3, 2));
		expect(lines(invalidFile)).toBe(1);
		await rejection(resume({invalidFile}, 4, 1));
		expect(lines(invalidFile)).toBe(1);
		const other = join(folder, 'other.invalid');
		expect(await resume({invalidFile: other}, 4)).toMatchObject({invalid: 2});
		expect([lines(invalidFile), lines(other)]).toEqual([1, 1]);
	});

	it('must be there, whole, for its export to go on', async () => {
		await rejection(run({invalidFile}, 3));
		const {length} = readFileSync(invalidFile);
		truncateSync(invalidFile, 10);
		const cut = (await rejection(resume({invalidFile}, 3))) as PaginationError;
		expect(cut.message).toBe(
			`The file of invalid rooms ${invalidFile} is 10 bytes long, and was ${length} bytes or more: start again with overwrite (--overwrite).`,
		);
		rmSync(invalidFile);
		const gone = (await rejection(resume({invalidFile}, 3))) as PaginationError;
		expect(gone.message).toMatch(/^The file of invalid rooms .* is gone: start again with overwrite/);
		expect(existsSync(invalidFile)).toBe(false);
	});
});
