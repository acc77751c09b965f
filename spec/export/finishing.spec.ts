import {copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {basename, join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from '@jest/globals';
import {readCheckpoint, writeCheckpoint} from '../../lib/export/checkpoint.ts';
import {exportRooms} from '../../lib/index.ts';
import {useSimulators} from '../support/simulated.ts';

const simulate = useSimulators();
const query = {page_size: 10};

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'finishing-'));
});
afterEach(() => {
	rmSync(folder, {recursive: true});
});

describe('an export that a crash ended just after its file got its name', () => {
	it.each([
		['ndjson', ['.checkpoint.json', '.seen']],
		['json.gz', ['.checkpoint.json', '.seen']],
		// Made beside the partial file, which is therefore still there.
		['parquet', ['.checkpoint.json', '.seen', '.partial']],
		['sqlite', ['.checkpoint.json', '.seen']],
	])('is found to be complete, and asks for nothing: %s', async (extension, left) => {
		const {client, simulator} = await simulate({rooms: 25});
		const destination = join(folder, `rooms.${extension}`);
		const saved = join(folder, 'saved');
		const onProgress = () => {
			for (const suffix of left) copyFileSync(destination + suffix, saved + suffix);
		};
		await exportRooms(client, query, {destination, onProgress});
		for (const suffix of left) copyFileSync(saved + suffix, destination + suffix);
		const path = `${destination}.checkpoint.json`;
		const checkpoint = await readCheckpoint(path);
		if (checkpoint === undefined) throw new Error('there is no checkpoint');
		await writeCheckpoint(path, {...checkpoint, cursor: null, finishedBytes: statSync(destination).size});
		const before = readFileSync(destination);
		const {requests} = simulator.statistics;
		expect(await exportRooms(client, query, {destination, resume: true})).toMatchObject({rows: 25, reason: 'complete'});
		expect(readFileSync(destination).equals(before)).toBe(true);
		expect(simulator.statistics.requests).toBe(requests);
		expect(readdirSync(folder).filter(name => name.startsWith(basename(destination)))).toEqual([basename(destination)]);
	});
});
