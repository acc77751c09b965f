import {
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	truncateSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {basename, join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from '@jest/globals';
import {exportRooms, type PaginationError} from '../../lib/index.ts';
import {rejection, useSimulators} from '../support/simulated.ts';
import {runFile} from '../support/working-files.ts';

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
	it('goes on with its export, as if that had never been interrupted, and gets its name in the end', async () => {
		await rejection(run({invalidFile}, 3));
		expect(readdirSync(folder)).toEqual(['rooms.ndjson.partial']);
		const partial = runFile(destination, 'invalid');
		expect(lines(partial)).toBe(1);
		writeFileSync(partial, `${readFileSync(partial, 'utf8')}{"what a crash": "left behind`);
		expect(await resume({invalidFile}, 3)).toMatchObject({rows: 43, invalid: 2});
		expect(lines(invalidFile)).toBe(2);
		expect(readdirSync(folder).sort()).toEqual([basename(destination), basename(invalidFile)]);
	});

	it('may be asked for only when an invalid room stopped the export', async () => {
		expect(await rejection(run({onInvalidItem: 'throw'}))).toMatchObject({kind: 'invalid-item'});
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
			expect(error).toMatchObject({kind: 'destination'});
			expect(error.message).toContain(`${invalidFile} is there already: move it away, or choose another file`);
			expect(readFileSync(invalidFile, 'utf8')).toBe('precious');
		}
	});

	it('that is there keeps an export from beginning, and nothing of that is left behind', async () => {
		writeFileSync(invalidFile, 'precious');
		expect(await rejection(run({invalidFile}))).toMatchObject({kind: 'destination'});
		expect(readdirSync(folder)).toEqual([basename(invalidFile)]);
	});

	it('that comes while the export runs is left alone; the export then needs no request to go on', async () => {
		const coming = () => writeFileSync(invalidFile, 'precious');
		const error = (await rejection(run({invalidFile, onProgress: coming}))) as PaginationError;
		expect(error.message).toContain(`${invalidFile} is there already`);
		expect(readdirSync(folder).sort()).toEqual([basename(invalidFile), 'rooms.ndjson.partial']);
		expect(readFileSync(invalidFile, 'utf8')).toBe('precious');
		const other = join(folder, 'other.invalid');
		expect(await resume({invalidFile: other}, 9)).toMatchObject({rows: 43, invalid: 2, reason: 'complete'});
		expect(lines(other)).toBe(2);
	});

	it('may be one that is empty, or that this run is to overwrite', async () => {
		writeFileSync(invalidFile, '');
		expect(await run({invalidFile})).toMatchObject({invalid: 2});
		expect(lines(invalidFile)).toBe(2);
		expect(await run({invalidFile, overwrite: true})).toMatchObject({invalid: 2});
		expect(lines(invalidFile)).toBe(2);
	});

	it('is there as well when there is nothing to be put into it', async () => {
		const {client} = await simulate({rooms: 15});
		await exportRooms(client, query, {destination, invalidFile});
		expect(readFileSync(invalidFile, 'utf8')).toBe('');
	});

	it('is in a directory that must be there before anything is requested', async () => {
		const {client, simulator} = await simulate({rooms: 15});
		const away = {destination, invalidFile: join(folder, 'no', 'invalid')};
		expect(await rejection(exportRooms(client, query, away))).toMatchObject({kind: 'destination', code: 'ENOENT'});
		expect(simulator.statistics.requests).toBe(0);
		expect(readdirSync(folder)).toEqual([]);
	});

	it('keeps its lines when a run in between has no such file, and has the name that was given last', async () => {
		await rejection(run({invalidFile}, 3));
		await rejection(resume({onInvalidItem: 'skip'}, 3, 2));
		expect(lines(runFile(destination, 'invalid'))).toBe(1);
		const other = join(folder, 'other.invalid');
		expect(await resume({invalidFile: other}, 4)).toMatchObject({invalid: 2});
		expect(lines(other)).toBe(2);
		expect(readdirSync(folder).sort()).toEqual([basename(other), basename(destination)].sort());
	});

	it('must be there, whole, for its export to go on', async () => {
		await rejection(run({invalidFile}, 3));
		const partial = runFile(destination, 'invalid');
		const {length} = readFileSync(partial);
		truncateSync(partial, 10);
		const cut = (await rejection(resume({invalidFile}, 3))) as PaginationError;
		expect(cut.message).toBe(
			`The file of invalid rooms ${partial} is 10 bytes long, and was ${length} bytes or more: start again with overwrite (--overwrite).`,
		);
		rmSync(partial);
		const gone = (await rejection(resume({invalidFile}, 3))) as PaginationError;
		expect(gone.message).toMatch(/^The file of invalid rooms .* is gone: start again with overwrite/);
	});

	/** Two file systems are needed, which not every machine has. */
	const otherDisk = '/dev/shm';
	const withOtherDisk = existsSync(otherDisk) && statSync(otherDisk).dev !== statSync(tmpdir()).dev ? it : it.skip;

	withOtherDisk('may be on another file system', async () => {
		const away = mkdtempSync(join(otherDisk, 'invalid-file-'));
		try {
			const there = join(away, 'rooms.invalid');
			expect(await run({invalidFile: there})).toMatchObject({invalid: 2});
			expect(lines(there)).toBe(2);
			expect(readdirSync(away)).toEqual(['rooms.invalid']);
			expect(readdirSync(folder)).toEqual(['rooms.ndjson']);
		} finally {
			rmSync(away, {recursive: true});
		}
	});
});
