import {execFileSync} from 'node:child_process';
import {
	lstatSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from '@jest/globals';
import {type ExportOptions, exportRooms, type PaginationError} from '../../lib/index.ts';
import {rejection, useSimulators} from '../support/simulated.ts';

const simulate = useSimulators();
const query = {page_size: 10};

let folder: string;
let destination: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'not-regular-'));
	destination = join(folder, 'rooms.ndjson');
});
afterEach(() => {
	rmSync(folder, {recursive: true});
});

/** Why nothing is written, or requested. */
const refusal = async (options: Partial<ExportOptions>): Promise<string> => {
	const {client, simulator} = await simulate({rooms: 15});
	const before = readdirSync(folder);
	const error = (await rejection(exportRooms(client, query, {destination, ...options}))) as PaginationError;
	expect(error).toMatchObject({name: 'PaginationError', kind: 'destination'});
	expect(readdirSync(folder)).toEqual(before);
	expect(simulator.statistics.requests).toBe(0);
	return error.message;
};

const ways = [{}, {overwrite: true}, {resume: true}];

describe('a destination that is no regular file', () => {
	const message = () => `${destination} is no regular file: name another one, or write to standard output.`;

	it('is refused when it is a pipe with a name', async () => {
		execFileSync('mkfifo', [destination]);
		for (const options of ways) expect(await refusal(options)).toBe(message());
		expect(lstatSync(destination).isFIFO()).toBe(true);
	});

	it('is refused when it is a socket', async () => {
		const server = createServer().listen(destination);
		await new Promise(resolve => server.once('listening', resolve));
		for (const options of ways) expect(await refusal(options)).toBe(message());
		await new Promise(resolve => server.close(resolve));
	});

	it('is refused when it is a link to a device', async () => {
		symlinkSync('/dev/null', destination);
		for (const options of ways) expect(await refusal(options)).toBe(message());
		expect(lstatSync(destination).isSymbolicLink()).toBe(true);
	});

	it('may be a link to a file', async () => {
		writeFileSync(join(folder, 'target'), 'precious');
		symlinkSync('target', destination);
		const {client} = await simulate({rooms: 15});
		expect(await exportRooms(client, query, {destination, overwrite: true})).toMatchObject({rows: 15});
		expect(readFileSync(join(folder, 'target'), 'utf8')).toBe('precious');
	});
});

describe('a file beside the destination that is no regular one', () => {
	const suffixes = [
		'.partial',
		'.partial.sqlite',
		'.partial.sqlite-wal',
		'.partial.sqlite-journal',
		'.partial.parquet',
		'.checkpoint.json',
		'.checkpoint.json.new',
		'.seen',
		'.lock',
	];

	it.each(suffixes)('is refused when it is a link, and what it leads to is left alone: %s', async suffix => {
		const target = join(folder, 'target');
		writeFileSync(target, 'precious');
		for (const leadsTo of [target, join(folder, 'nowhere')]) {
			symlinkSync(leadsTo, destination + suffix);
			for (const options of ways) {
				expect(await refusal(options)).toBe(`${destination}${suffix} is no regular file: remove it.`);
			}
			rmSync(destination + suffix);
		}
		expect(readFileSync(target, 'utf8')).toBe('precious');
	});

	it.each(suffixes)('is refused when it is a folder: %s', async suffix => {
		mkdirSync(destination + suffix);
		for (const options of ways) {
			expect(await refusal(options)).toBe(`${destination}${suffix} is no regular file: remove it.`);
		}
	});
});

describe('a file of ids without a checkpoint', () => {
	it('is left of an interrupted export, as far as anybody knows', async () => {
		writeFileSync(`${destination}.seen`, 'precious');
		expect(await refusal({})).toMatch(/^An interrupted export to .* is there: go on with resume/);
		expect(readFileSync(`${destination}.seen`, 'utf8')).toBe('precious');
	});
});
