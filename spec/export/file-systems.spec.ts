/** What file systems and environments do that is not in the books. */
import {
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it, jest} from '@jest/globals';
import {workPaths} from '../../lib/export/file-target/paths.ts';
import {files} from '../../lib/export/files/files.ts';
import {patiently} from '../../lib/export/files/patiently.ts';
import {type ExportOptions, exportRooms, type PaginationError} from '../../lib/index.ts';
import {bundle} from '../support/bundle.ts';
import {cleanEnvironment, runChild} from '../support/child.ts';
import {rejection, until, useSimulators} from '../support/simulated.ts';
import {workFolder} from '../support/working-files.ts';

const simulate = useSimulators();
const query = {page_size: 10};

let folder: string;
let destination: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'file-systems-'));
	destination = join(folder, 'rooms.ndjson');
});
afterEach(() => {
	jest.restoreAllMocks();
	rmSync(folder, {recursive: true});
});

const failure = (code: string, syscall: string, path?: string) => Object.assign(new Error(code), {code, syscall, path});

const run = async (options: Partial<ExportOptions> = {}, faults: string[] = []) => {
	const {client} = await simulate({rooms: 25, faults});
	return exportRooms(client, query, {destination, ...options});
};

describe('a call that fails with what may pass', () => {
	it.each(['EPERM', 'EBUSY', 'EACCES'])('is tried again: %s', async code => {
		let left = 2;
		const call = async () => {
			if (left-- > 0) throw failure(code, 'rename');
			return 'done';
		};
		expect(await patiently(call)).toBe('done');
	});

	it('is not, when it fails with anything else', async () => {
		const call = jest.fn(async () => {
			throw failure('ENOSPC', 'rename');
		});
		expect(await rejection(patiently(call))).toMatchObject({code: 'ENOSPC'});
		expect(call).toHaveBeenCalledTimes(1);
	});
});

describe('a program whose environment has patched the file system', () => {
	const program = (patch: string) => `
		import fs from 'node:fs';
		import {syncBuiltinESMExports} from 'node:module';
		const {open} = fs.promises;
		${patch}
		syncBuiltinESMExports();
		const {createClient, exportRooms} = await import('signalwire-paginate');
		const {SIMULATOR_URL: baseUrl, PROJECT_ID: projectId, API_TOKEN: apiToken, DESTINATION: destination} = process.env;
		const summary = await exportRooms(createClient({baseUrl, projectId, apiToken}), {page_size: 10}, {destination});
		console.log(summary.rows);
	`;

	it.each([
		[
			'has file handles without sync and datasync',
			'fs.promises.open = async (...given) => Object.assign(await open(...given), {sync: undefined, datasync: undefined});',
		],
		[
			'fails each rename and removal the first time, as virus scanners make it',
			`const failed = new Set();
			for (const name of ['rename', 'rm', 'unlink']) {
				const real = fs.promises[name];
				fs.promises[name] = async (path, ...rest) => {
					if (failed.has(name + path)) return real(path, ...rest);
					failed.add(name + path);
					throw Object.assign(new Error('EPERM'), {code: 'EPERM', syscall: name, path});
				};
			}`,
		],
		[
			'has no hard links',
			"fs.promises.link = async path => { throw Object.assign(new Error('EPERM'), {code: 'EPERM', syscall: 'link', path}); };",
		],
	])('exports all the same when it %s', async (_what, patch) => {
		const {simulator} = await simulate({rooms: 25});
		const env = cleanEnvironment({
			SIMULATOR_URL: simulator.url,
			PROJECT_ID: simulator.projectId,
			API_TOKEN: simulator.apiToken,
			DESTINATION: destination,
		});
		const ran = await runChild(process.execPath, [await bundle('patched', program(patch))], {env});
		expect(ran).toEqual({exitCode: 0, stdout: '25\n', stderr: ''});
		expect(readdirSync(folder)).toEqual(['rooms.ndjson']);
	});
});

describe('a file system without hard links', () => {
	it.each(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EISDIR', 'UNKNOWN'])(
		'gets its exports by a rename, and what has come meanwhile stays: %s',
		async code => {
			jest.spyOn(files, 'link').mockRejectedValue(failure(code, 'link'));
			expect(await run()).toMatchObject({rows: 25});
			expect(readdirSync(folder)).toEqual(['rooms.ndjson']);
			rmSync(destination);
			jest.spyOn(files, 'link').mockImplementation(async (_from, to) => {
				writeFileSync(to, 'precious');
				throw failure(code, 'link');
			});
			expect(await rejection(run())).toMatchObject({message: expect.stringMatching(/is there already: move it away/)});
			expect(readFileSync(destination, 'utf8')).toBe('precious');
		},
	);
});

describe('a file that appears at the destination at the very last moment', () => {
	it.each(['ndjson', 'parquet', 'sqlite'])('stays, and the export gets its name when it is away: %s', async format => {
		destination = join(folder, `rooms.${format}`);
		const {link} = files;
		jest.spyOn(files, 'link').mockImplementationOnce((from, to) => {
			writeFileSync(to, 'precious');
			return link(from, to);
		});
		expect(await rejection(run())).toMatchObject({message: expect.stringMatching(/is there already: move it away/)});
		expect(readFileSync(destination, 'utf8')).toBe('precious');
		rmSync(destination);
		expect(await run({resume: true})).toMatchObject({rows: 25});
		expect(readdirSync(folder)).toEqual([`rooms.${format}`]);
	});

	it('is known for the export’s own when only the answer to the link was lost', async () => {
		const {link} = files;
		jest.spyOn(files, 'link').mockImplementationOnce(async (from, to) => {
			await link(from, to);
			throw failure('EEXIST', 'link');
		});
		expect(await run()).toMatchObject({rows: 25});
		expect(readdirSync(folder)).toEqual(['rooms.ndjson']);
		expect(statSync(destination).nlink).toBe(1);
	});
});

describe('a name', () => {
	const names = [
		...[100, 101, 143, 213, 214, 250, 255].map(bytes => `${'r'.repeat(bytes - 7)}.ndjson`),
		`${'é'.repeat(124)}.ndjson`,
		`${'\u{1f4de}'.repeat(62)}.ndjson`,
		`a${'\u{1f4de}'.repeat(61)}.sqlite`,
		`${'長'.repeat(81)}.parquet`,
	];

	it.each(names)('may be as long as the file system takes it: %.20s…', async name => {
		destination = join(folder, name);
		await rejection(run({}, ['404@2']));
		const left = readdirSync(folder);
		expect(left).toHaveLength(1);
		expect(Buffer.byteLength(left.join())).toBeLessThanOrEqual(Math.max(108, Buffer.byteLength(name)));
		expect(left.join()).not.toContain('\ufffd');
		expect(await run({resume: true})).toMatchObject({rows: 25, resumedFrom: 10});
		expect(readdirSync(folder)).toEqual([name]);
	});

	it('that is long is told from others that begin like it', () => {
		const folders = ['a', 'b'].map(end => workPaths(join(folder, `${'r'.repeat(150)}${end}.csv`)).folder);
		expect(new Set(folders).size).toBe(2);
	});
});

describe('an export that fails before there is anything to go on with', () => {
	it.each<[what: string, options: Partial<ExportOptions>, faults: string[]]>([
		['its first page', {}, ['404@1']],
		['its first page, brought up to date', {format: 'sqlite'}, ['404@1']],
		['a signal that is aborted already', {signal: AbortSignal.abort('enough')}, []],
	])('leaves nothing beside the destination: %s', async (_what, options, faults) => {
		await rejection(run(options, faults));
		expect(readdirSync(folder)).toEqual([]);
	});

	it('leaves nothing on a disk that is full from some step on', async () => {
		let steps = 0;
		const {create} = files;
		for (let full = 1; full < 6; full++) {
			steps = 0;
			jest.spyOn(files, 'create').mockImplementation(path => {
				if (++steps >= full) throw failure('ENOSPC', 'open', path);
				return create(path);
			});
			expect(await rejection(run())).toMatchObject({kind: 'destination', code: 'ENOSPC'});
			expect(readdirSync(folder)).toEqual([]);
		}
	});

	it('names the file that a link leads to when its disk is full, and none of those beside it', async () => {
		const target = join(folder, 'target');
		writeFileSync(target, '');
		symlinkSync(target, destination);
		jest.spyOn(files, 'create').mockImplementation(async path => {
			throw failure('ENOSPC', 'open', path);
		});
		const error = (await rejection(run({overwrite: true}))) as PaginationError;
		expect(error.message).toMatch(`Cannot write ${target} (ENOSPC): the disk is full: make room, then`);
	});

	it('keeps the decision to replace a file, so that a run that goes on does not add to that', async () => {
		destination = join(folder, 'rooms.sqlite');
		writeFileSync(destination, 'no database');
		await rejection(run({overwrite: true}, ['404@1']));
		expect(existsSync(workFolder(destination))).toBe(true);
		const error = (await rejection(run())) as PaginationError;
		expect(error.message).toMatch(/An interrupted export to .* is there: go on with resume/);
		expect(await run({resume: true})).toMatchObject({rows: 25, resumedFrom: 0});
		expect(readdirSync(folder)).toEqual(['rooms.sqlite']);
	});
});

describe('an export that was killed before its first page', () => {
	it('is nothing that stands in the way of the same one', async () => {
		const {client, simulator} = await simulate({rooms: 25, faults: ['stall@1']}, {timeout: 600_000});
		const controller = new AbortController();
		const removing = jest.spyOn(files, 'removeFolder').mockResolvedValue(undefined);
		const ended = rejection(exportRooms(client, query, {destination, signal: controller.signal}));
		await until(() => simulator.statistics.requests === 1);
		controller.abort('enough');
		await ended;
		removing.mockRestore();
		expect(existsSync(workFolder(destination))).toBe(true);
		expect(await run()).toMatchObject({rows: 25});
		expect(readdirSync(folder)).toEqual(['rooms.ndjson']);
	});
});
