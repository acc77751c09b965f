import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from '@jest/globals';
import {exportRooms, type PaginationError} from '../../lib/index.ts';
import {rejection, useSimulators} from '../support/simulated.ts';
import {filesBelow, runFile} from '../support/working-files.ts';

const simulate = useSimulators();

/** Of compressed text the last quarter of a MiB is in the checkpoint: these have more. */
const roomsOf = (name: string) => (name.endsWith('.gz') ? {rooms: 1600, page_size: 400} : {rooms: 45, page_size: 10});

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'altered-'));
});
afterEach(() => {
	rmSync(folder, {recursive: true});
});

const contents = () => filesBelow(folder);

/** An export to this name that failed on its third page. */
const interrupt = async (name: string): Promise<string> => {
	const {rooms, ...query} = roomsOf(name);
	const {client} = await simulate({rooms, faults: ['404@3']});
	const destination = join(folder, name);
	// A page that is requested early and fails is requested again.
	await rejection(exportRooms(client, query, {destination, readAhead: 0}));
	return destination;
};

/** Why an export is not gone on with; it must have changed nothing, and asked for nothing. */
const refusal = async (destination: string): Promise<string> => {
	const {rooms, ...query} = roomsOf(destination);
	const {client, simulator} = await simulate({rooms});
	const before = contents();
	const error = (await rejection(exportRooms(client, query, {destination, resume: true}))) as PaginationError;
	expect(error).toMatchObject({name: 'PaginationError', kind: 'destination'});
	expect(contents()).toEqual(before);
	expect(simulator.statistics.requests).toBe(0);
	return error.message;
};

const flip = (path: string, at: number): void => {
	const content = readFileSync(path);
	content[at] = (content[at] ?? 0) ^ 1;
	writeFileSync(path, content);
};

const textFormats = ['ndjson', 'json', 'csv', 'ndjson.gz', 'json.gz', 'csv.gz', 'parquet', 'sqlite'];

describe('a file that was altered since its export was interrupted', () => {
	it.each(textFormats)('is not gone on from: the partial file of %s', async extension => {
		const destination = await interrupt(`rooms.${extension}`);
		const partial = () => runFile(destination, 'rows');
		const {length} = readFileSync(partial());
		for (const at of [0, length >> 1, length - 1]) {
			flip(partial(), at);
			expect(await refusal(destination)).toBe(
				`The partial file ${partial()} is not as this export left it: start again with overwrite (--overwrite).`,
			);
			flip(partial(), at);
		}
	});

	it.each(['ndjson', 'parquet', 'sqlite'])('is not gone on from: the file of ids of %s', async extension => {
		const destination = await interrupt(`rooms.${extension}`);
		const seen = () => runFile(destination, 'seen');
		for (const at of [0, readFileSync(seen()).length - 1]) {
			flip(seen(), at);
			expect(await refusal(destination)).toBe(
				`The file of ids ${seen()} is not as this export left it: start again with overwrite (--overwrite).`,
			);
			flip(seen(), at);
		}
	});

	it.each(['parquet', 'sqlite'])('is not made into a finished one while the export runs: %s', async extension => {
		const {client} = await simulate({rooms: 45});
		const destination = await interrupt(`rooms.${extension}`);
		const onProgress = ({pages}: {pages: number}) => {
			if (pages === 5) writeFileSync(runFile(destination, 'rows'), Buffer.alloc(10, '{'), {flag: 'r+'});
		};
		const exporting = exportRooms(client, {page_size: 10}, {destination, resume: true, onProgress});
		const error = (await rejection(exporting)) as PaginationError;
		expect(error).toMatchObject({name: 'PaginationError', kind: 'destination'});
		expect(error.message).toContain('is not as this export left it');
	});

	it('leaves what a crash has added to the other file as it is', async () => {
		const destination = await interrupt('rooms.ndjson');
		for (const [altered, longer] of [
			['rows', 'seen'],
			['seen', 'rows'],
		] as const) {
			const path = runFile(destination, longer);
			const content = readFileSync(path);
			writeFileSync(path, Buffer.concat([content, Buffer.from('what a crash has added')]));
			flip(runFile(destination, altered), 0);
			expect(await refusal(destination)).toContain('is not as this export left it');
			flip(runFile(destination, altered), 0);
			writeFileSync(runFile(destination, longer), content);
		}
	});
});
