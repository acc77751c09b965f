import {execFileSync} from 'node:child_process';
import {
	lstatSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {basename, dirname, join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from '@jest/globals';
import sqlite from 'node-sqlite3-wasm';
import {type ExportOptions, exportRooms, type PaginationError} from '../../lib/index.ts';
import {rejection, until, useSimulators} from '../support/simulated.ts';

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

	it('is refused when it is a link that leads nowhere, or in a circle', async () => {
		symlinkSync('nowhere', destination);
		for (const options of ways) expect(await refusal(options)).toContain(`${destination} is a link that leads nowhere`);
		rmSync(destination);
		symlinkSync(basename(destination), destination);
		for (const options of ways) expect(await refusal(options)).toContain(`${destination} is a link that leads nowhere`);
	});
});

describe('a destination that is a link to a file', () => {
	it.each(['ndjson', 'csv.gz', 'parquet', 'sqlite'])('stays one, and the file is written: %s', async extension => {
		const {client} = await simulate({rooms: 15});
		const [link, target] = [join(folder, `link.${extension}`), join(folder, 'elsewhere', `target.${extension}`)];
		mkdirSync(join(folder, 'elsewhere'));
		writeFileSync(target, 'old');
		symlinkSync(target, link);
		const {client: failing} = await simulate({rooms: 15, faults: ['404@2']});
		await rejection(exportRooms(failing, query, {destination: link, overwrite: true}));
		expect(readdirSync(folder).sort()).toEqual(['elsewhere', basename(link)].sort());
		expect(readFileSync(target, 'utf8')).toBe('old');
		const summary = await exportRooms(client, query, {destination: link, resume: true});
		expect(summary).toMatchObject({rows: 15, destination: link, resumedFrom: 10});
		expect(lstatSync(link).isSymbolicLink()).toBe(true);
		expect(statSync(target).size).toBe(summary.bytes);
		expect(readdirSync(join(folder, 'elsewhere'))).toEqual([basename(target)]);
	});

	it('to a database brings that one up to date', async () => {
		const {client} = await simulate({rooms: 15});
		const [link, target] = [join(folder, 'link.sqlite'), join(folder, 'target.sqlite')];
		await exportRooms(client, query, {destination: target});
		const database = new sqlite.Database(target);
		database.exec("CREATE TABLE mine (a); INSERT INTO mine VALUES ('kept')");
		database.close();
		symlinkSync('target.sqlite', link);
		await exportRooms(client, query, {destination: link});
		const again = new sqlite.Database(target);
		expect(again.get('SELECT * FROM mine')).toEqual({a: 'kept'});
		again.close();
		expect(lstatSync(link).isSymbolicLink()).toBe(true);
		expect(readdirSync(folder).sort()).toEqual(['link.sqlite', 'target.sqlite']);
	});

	it('keeps a second export away that names the file itself', async () => {
		const {client, simulator} = await simulate({rooms: 15, faults: ['stall@1']}, {timeout: 600_000});
		writeFileSync(join(folder, 'target'), 'old');
		symlinkSync('target', destination);
		const controller = new AbortController();
		const options = {overwrite: true, signal: controller.signal};
		const first = exportRooms(client, query, {destination, ...options});
		await until(() => simulator.statistics.requests === 1);
		const second = exportRooms(client, query, {destination: join(folder, 'target'), format: 'ndjson', overwrite: true});
		expect(await rejection(second)).toMatchObject({message: expect.stringMatching(/Another export to this/)});
		controller.abort('enough');
		expect(await rejection(first)).toBe('enough');
	});

	it('is not the file of invalid rooms under another name', async () => {
		writeFileSync(destination, '');
		const invalidFile = join(folder, 'invalid');
		symlinkSync(basename(destination), invalidFile);
		expect(await refusal({invalidFile, overwrite: true})).toMatch(/leads to the destination/);
	});
});

describe('what stands where an export keeps its files', () => {
	const strange = ['is no folder of an export: remove it.', 'is no regular file: remove it.'];
	const makers: ReadonlyArray<readonly [what: string, place: string, make: (path: string) => void]> = [
		['a link', '', path => symlinkSync('target', path)],
		['a link that leads nowhere', '', path => symlinkSync('nowhere', path)],
		['a pipe', '', path => execFileSync('mkfifo', [path])],
		['a link', '.done', path => symlinkSync('target', path)],
		['a folder', '.done', path => mkdirSync(path)],
		['a link', '/0123456789ab', path => symlinkSync('../target', path)],
		...['checkpoint.json', 'rows', 'rows.sqlite', 'seen', 'invalid', 'owner'].flatMap(name => [
			['a link', `/0123456789ab/${name}`, (path: string) => symlinkSync('../../target', path)] as const,
			['a folder', `/0123456789ab/${name}`, (path: string) => mkdirSync(path)] as const,
		]),
		['a link', '/lock', path => symlinkSync('../target', path)],
		['a folder', '/lock', path => mkdirSync(path)],
	];

	it.each(makers)('is refused and left alone when it is %s: %s', async (_what, place, make) => {
		const target = join(folder, 'target');
		mkdirSync(target);
		writeFileSync(join(target, 'precious'), 'precious');
		const path = `${destination}.partial${place}`;
		mkdirSync(dirname(path), {recursive: true});
		make(path);
		for (const options of ways) {
			const message = await refusal(options);
			expect(strange.map(end => `${path} ${end}`)).toContain(message);
		}
		expect(readdirSync(target)).toEqual(['precious']);
		expect(lstatSync(path).isFile()).toBe(false);
	});
});

describe('an interrupted export of an earlier version', () => {
	const leave = () => {
		for (const suffix of ['.partial', '.seen', '.lock']) writeFileSync(destination + suffix, suffix);
		writeFileSync(`${destination}.checkpoint.json`, '{"version": 1}');
	};

	it('is left alone', async () => {
		leave();
		for (const options of [{}, {resume: true}]) {
			expect(await refusal(options)).toMatch(/an earlier version .* go on with that version, or throw it away with/);
		}
	});

	it('is thrown away by an export that is to overwrite it', async () => {
		leave();
		const {client} = await simulate({rooms: 15});
		expect(await exportRooms(client, query, {destination, overwrite: true})).toMatchObject({rows: 15});
		expect(readdirSync(folder)).toEqual(['rooms.ndjson']);
	});

	it('is not seen in files that merely have such names', async () => {
		const {client} = await simulate({rooms: 15});
		for (const suffix of ['.seen', '.lock']) writeFileSync(destination + suffix, 'precious');
		expect(await exportRooms(client, query, {destination, overwrite: true})).toMatchObject({rows: 15});
		expect(readdirSync(folder).sort()).toEqual(['rooms.ndjson', 'rooms.ndjson.lock', 'rooms.ndjson.seen']);
	});
});
