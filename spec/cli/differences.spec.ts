import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from '@jest/globals';
import {credentials, pageOf, roomAt, sendJson, useServers} from '../support/server.ts';
import {runCommand} from '../support/surroundings.ts';

const serve = useServers();
const environment = {SIGNALWIRE_PROJECT_ID: credentials.projectId, SIGNALWIRE_API_TOKEN: credentials.apiToken};

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'differences-'));
});
afterEach(() => {
	rmSync(folder, {recursive: true});
});

/** The command, for a listing of these pages; a page that is missing is not found. */
const run = async (pages: ReadonlyArray<readonly unknown[] | undefined>, ...flags: readonly string[]) => {
	const server = await serve((response, _ordinal, request) => {
		const page = pageOf(request);
		const data = pages[page];
		if (data === undefined) return sendJson(response, 404, {});
		sendJson(response, 200, {links: page + 1 < pages.length ? {next: `/api/video/rooms?page=${page + 1}`} : {}, data});
	});
	const ran = await runCommand(['rooms', '--base-url', server.url, ...flags], {environment});
	return {...ran, lines: ran.stderr.trimEnd().split('\n')};
};

const pages = [
	[roomAt(0), {...roomAt(1), quality: null}],
	[
		{...roomAt(2), quality: null, fps: '20'},
		{...roomAt(3), id: null},
	],
];
const told =
	'3 rooms differ from the documentation: quality expected string, got null (2), fps expected number, got "20", ' +
	'id expected string, got null; --on-invalid stop ends at the first';

describe('rooms that differ from the documentation', () => {
	it.each([[[]], [['--on-invalid', 'keep']]])('are written, and told of at the end: %j', async flags => {
		const {exitCode, stdout, lines} = await run(pages, ...flags);
		expect(exitCode).toBe(0);
		expect(
			stdout
				.trimEnd()
				.split('\n')
				.map(line => JSON.parse(line)),
		).toEqual(pages.flat());
		expect(lines).toEqual([expect.stringMatching(/^4 rooms, 2 pages, 0 retries/), told]);
	});

	it.each(['rooms.ndjson', 'rooms.csv', 'rooms.sqlite'])('are in a file too: %s', async name => {
		const {exitCode, lines} = await run(pages, '--output', join(folder, name));
		expect(exitCode).toBe(0);
		expect(lines).toEqual([
			expect.stringMatching(/^4 rooms, 2 pages, 0 retries/),
			'1 room has no usable id (SQLite files hold them in rooms_without_key)',
			told,
		]);
		if (name === 'rooms.csv') expect(readFileSync(join(folder, name), 'utf8')).toContain('\r\n,room_3,');
	});

	it('are told of also where the run fails after them', async () => {
		for (const flags of [[], ['--output', join(folder, 'rooms.ndjson')]]) {
			const {exitCode, lines} = await run([pages[0], undefined], ...flags);
			expect(exitCode).toBe(1);
			expect(lines[1]).toMatch(/^1 room differs from the documentation: quality expected string, got null; /);
		}
	});

	it('are not told of where nobody is to be told, and counted where programs listen', async () => {
		expect((await run(pages, '--quiet')).stderr).toBe('');
		const events = (await run(pages, '--progress', 'json')).lines.map(line => JSON.parse(line));
		expect(events.at(-1)).toMatchObject({event: 'done', rooms: 4, skipped: 0, differing: 3});
		const file = await run(pages, '--progress', 'json', '--output', join(folder, 'rooms.ndjson'));
		expect(JSON.parse(file.lines.at(-1) ?? '')).toMatchObject({event: 'done', rooms: 4, differing: 3});
	});

	it('of many kinds are told of by the first five', async () => {
		const {lines} = await run([[{}]]);
		expect(lines[1]).toMatch(
			/^1 room differs from the documentation: id expected string, got nothing, (.* got nothing, ){4}and \d+ more; /,
		);
	});

	it.each(['stop', 'throw'])('end the run at the first with --on-invalid %s', async word => {
		const {exitCode, stdout, stderr} = await run(pages, '--on-invalid', word);
		expect(exitCode).toBe(1);
		expect(stdout).toBe('');
		expect(stderr).toMatch(/^signalwire-paginate: Entry 1 \(id "room-1"\) of page 1 .* is not as documented: /);
	});

	it('are left out with --on-invalid skip, and counted', async () => {
		const {exitCode, stdout, lines} = await run(pages, '--on-invalid', 'skip');
		expect({exitCode, rooms: stdout.trimEnd().split('\n').length}).toEqual({exitCode: 0, rooms: 1});
		expect(lines).toEqual([expect.stringMatching(/^1 room, 2 pages, 3 invalid rooms left out, 0 retries/)]);
	});
});

it('an entry that is no object ends a run, which says how to go on without such entries', async () => {
	const {exitCode, stderr} = await run([[roomAt(0), null]]);
	expect(exitCode).toBe(1);
	expect(stderr).toMatch(/It is no object, so it cannot be kept: set onInvalidItem \(--on-invalid skip\)/);
});
