import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {takenNames} from '../../lib/cli/common-flags.ts';
import {queryFlagsOf} from '../../lib/cli/list-flags.ts';
import {allLists, families} from '../../lib/lists/find-list.ts';
import {sampledLists} from '../support/catalogue-sample.ts';
import {credentials, type Handler, sendJson, useServers} from '../support/server.ts';
import {until} from '../support/simulated.ts';
import {Collector, type RunOptions, runCommand} from '../support/surroundings.ts';

const serve = useServers();
let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'lists-'));
});
afterAll(() => rmSync(folder, {recursive: true}));

const {projectId, apiToken} = credentials;
const environment = {SIGNALWIRE_PROJECT_ID: projectId, SIGNALWIRE_API_TOKEN: apiToken};

const memberAt = (index: number) => ({
	id: `member-${index}`,
	room_session_id: 'one',
	name: null,
	join_time: '2026-01-01T00:00:00Z',
	leave_time: null,
	duration: null,
	cost_in_dollars: 0.5,
});

/** Three members on two pages. */
const sendMembers: Handler = (response, _ordinal, request) => {
	const url = new URL(request.url ?? '', 'http://localhost');
	const isFirst = !url.searchParams.has('page');
	const links = isFirst ? {next: `${url.pathname}?page=2`} : {};
	sendJson(response, 200, {links, data: isFirst ? [memberAt(0), memberAt(1)] : [memberAt(2)]});
};

const members = ['video', 'room-session-members', '--room-session-id', 'one'] as const;
const run = async (handler: Handler, argv: readonly string[], options: RunOptions = {}) => {
	const server = await serve(handler);
	const again = (...more: readonly string[]) =>
		runCommand([...more, '--base-url', server.url], {environment, ...options});
	return {...(await again(...argv)), server, again, targets: server.requests.map(({target}) => target)};
};
const idsIn = (text: string): readonly string[] =>
	text
		.split('\n')
		.filter(line => line !== '')
		.map(line => JSON.parse(line).id);

const cursorIn = (text: string): string => /--resume-from "(.*)"/.exec(text)?.[1] ?? 'none';

describe('a list of a family', () => {
	it('is written item by item, and counted by its own name', async () => {
		const ran = await run(sendMembers, members);
		expect(ran).toMatchObject({
			exitCode: 0,
			stderr: expect.stringMatching(
				/^3 room session members, 2 pages, 0 retries, .* \([\d,]+ room session members\/s\)\n$/,
			),
		});
		expect(idsIn(ran.stdout)).toEqual(['member-0', 'member-1', 'member-2']);
		const path = '/api/video/room_sessions/one/members';
		expect(ran.targets).toEqual([`${path}?page_size=1000`, `${path}?page=2`]);
	});

	it('is asked with its own flags, of which a choice may be one that nobody knows yet', async () => {
		const flags = ['--status', 'on-hold', '--room-name', 'a b', '--max-items', '5'];
		const empty: Handler = response => sendJson(response, 200, {links: {}, data: []});
		const ran = await run(empty, ['video', 'room-sessions', ...flags]);
		expect(ran).toMatchObject({exitCode: 0, stderr: expect.stringMatching(/^0 room sessions, 1 page/)});
		const [target = ''] = ran.targets;
		expect([...new URL(target, 'http://localhost').searchParams]).toEqual([
			['room_name', 'a b'],
			['status', 'on-hold'],
			['page_size', '5'],
		]);
	});

	it('can be that of the main command', async () => {
		const {stdout} = await runCommand(['video', 'rooms', '--demo', '3', '--include-active-session', '--quiet']);
		expect(stdout).toBe((await runCommand(['rooms', '--demo', '3', '--include-active-session', '--quiet'])).stdout);
	});

	it('goes on from a cursor, for the parent that its path names', async () => {
		const first = await run(sendMembers, [...members, '--max-items', '1']);
		expect(first.stderr).toMatch(/there is more: --resume-from "api\/video\/room_sessions\/one\/members/);
		const cursor = cursorIn(first.stderr);
		const rest = await first.again(...members, '--resume-from', cursor);
		expect([...idsIn(first.stdout), ...idsIn(rest.stdout)]).toEqual(['member-0', 'member-1', 'member-2']);
		const requests = first.server.requests.length;
		const other = ['video', 'room-session-members', '--room-session-id', 'two'];
		expect(await first.again(...other, '--resume-from', cursor)).toMatchObject({
			exitCode: 2,
			stderr: expect.stringMatching(/resumeFrom is a cursor of .*\/one\/members, not of .*\/two\/members/),
		});
		expect(await first.again(...members, '--page-size', '5', '--resume-from', cursor)).toMatchObject({
			exitCode: 2,
			stderr: 'signalwire-paginate: --resume-from goes on with its own query; leave --page-size out.\n',
		});
		expect(first.server.requests).toHaveLength(requests);
	});

	it.each([
		[['video', 'room-session-members'], /required option '--room-session-id <id>' not specified/],
		[
			['video', 'room-session-members', '--room-session-id', '..'],
			/room_session_id: must be .* other than "\." and "\.\."/,
		],
		[['video', 'room-session-members', '--room-session-id', ''], /room_session_id: must be a text/],
		[['video', 'room-sessions', '--page-size', '1001'], /It must be a whole number from 1 to 1000\./],
		[['video', 'room-sessions', '--page-number', '1'], /page_number above 0 needs the page_token/],
		[['video', 'room-sessions', '--include-active-session'], /unknown option '--include-active-session'/],
		[['video', 'room-sessions', '--room-nam', 'x'], /\(Did you mean --room-name\?\)/],
		[['video', 'sessions'], /unknown command 'sessions'/],
		[['video', 'room-sessions', 'extra'], /too many arguments for 'room-sessions'/],
		[
			['video', 'room-sessions', '--output', 'none.db', '--prune', '--max-pages', '1'],
			/maxPages leave room sessions unlisted/,
		],
		[
			['video', 'room-sessions', '--output', 'none.csv', '--invalid-file', 'x', '--on-invalid', 'keep'],
			/--invalid-file leaves invalid room sessions out/,
		],
	])('is refused in one line, and asked for nothing, with %j', async (argv, message) => {
		const ran = await run(sendMembers, argv);
		expect(ran).toMatchObject({exitCode: 2, stdout: '', targets: []});
		expect(ran.stderr).toMatch(/^signalwire-paginate: [^\n]+\n$/);
		expect(ran.stderr).toMatch(message);
	});

	it('writes its fields, and says which of them it does not know', async () => {
		const ran = await run(sendMembers, [...members, '--fields', 'id,duration,nope', '--max-items', '1']);
		expect(ran.stdout).toBe('{"id":"member-0","duration":null}\n');
		expect(ran.stderr).toMatch(
			/^room session members are not documented to have the field nope; they have id, room_session_id, .*\n1 room session member, .*\nno room session member had the field nope\n$/,
		);
	});

	it('is written as a table, and to a file that can be gone on with', async () => {
		const csv = await run(sendMembers, [...members, '--format', 'csv']);
		expect(csv.stdout.split('\r\n')[0]).toBe(
			'room_session_id,id,name,join_time,leave_time,duration,cost_in_dollars,other_fields',
		);
		const output = join(folder, 'members.ndjson');
		let isBroken = true;
		const failing: Handler = (response, ordinal, request) =>
			isBroken && ordinal === 2 ? sendJson(response, 404, {}) : sendMembers(response, ordinal, request);
		const failed = await run(failing, [...members, '--output', output]);
		expect(failed).toMatchObject({
			exitCode: 1,
			stderr: expect.stringMatching(/^2 room session members, .*\n.* Go on with --resume/),
		});
		isBroken = false;
		expect(await failed.again(...members, '--output', output, '--resume', '--max-items', '3')).toMatchObject({
			exitCode: 0,
			stderr: expect.stringMatching(/^3 room session members, 2 pages, .* in .*members\.ndjson\n$/),
		});
		expect(idsIn(readFileSync(output, 'utf8'))).toEqual(['member-0', 'member-1', 'member-2']);
	});

	it('says that nothing tells its items apart, where it has no key', async () => {
		const same: Handler = response => sendJson(response, 200, {links: {}, data: [{name: 'a'}, {name: 'a'}]});
		const ran = await run(same, ['voice', 'log-events', '--log-id', 'one', '--output', join(folder, 'events.ndjson')]);
		expect(ran.stderr).toMatch(/^2 .* in .*events\.ndjson; they have no key, so none was taken for a duplicate\n/);
	});

	it('says which of its items differ from the documentation', async () => {
		const odd: Handler = response => sendJson(response, 200, {links: {}, data: [{...memberAt(0), join_time: 5}]});
		const ran = await run(odd, members);
		expect(ran).toMatchObject({
			exitCode: 0,
			stderr: expect.stringMatching(/\n1 room session member differs from the documentation: join_time expected .*\n$/),
		});
		expect(idsIn(ran.stdout)).toEqual(['member-0']);
	});

	it('says how many items were left out, and where they are', async () => {
		const output = join(folder, 'some.csv');
		const oneWrong: Handler = response => sendJson(response, 200, {links: {}, data: [memberAt(0), {id: 1}]});
		const argv = [...members, '--output', output, '--invalid-file', join(folder, 'invalid.ndjson')];
		expect((await run(oneWrong, argv)).stderr).toMatch(
			/^1 room session member, .*1 invalid room session member left out.*; invalid room session members are in /,
		);
	});

	it('counts items in the events for supervisors, and rooms where rooms are asked for', async () => {
		const events = ({stderr}: {readonly stderr: string}) =>
			stderr
				.trim()
				.split('\n')
				.map(line => JSON.parse(line));
		const ran = await run(sendMembers, [...members, '--progress', 'json']);
		expect(events(ran).at(-1)).toMatchObject({event: 'done', items: 3, pages: 2});
		const rooms = await runCommand(['rooms', '--demo', '5', '--progress', 'json']);
		expect(Object.keys(events(rooms).at(-1)).slice(0, 3)).toEqual(['event', 'rooms', 'pages']);
	});

	it('tells how to go on when it is interrupted', async () => {
		const controller = new AbortController();
		const stdout = new Collector();
		const silent: Handler = (response, ordinal, request) => {
			if (ordinal === 1) sendMembers(response, ordinal, request);
		};
		const running = run(silent, members, {signal: controller.signal, stdout});
		await until(() => stdout.text !== '');
		controller.abort('SIGINT');
		expect(await running).toMatchObject({
			exitCode: 130,
			stderr: expect.stringMatching(
				/^interrupted after 2 room session members; go on with --resume-from "api\/video\/room/,
			),
		});
	});
});

describe('--demo', () => {
	it.each(allLists.filter(({list}) => sampledLists.includes(list)))(
		'simulates so many items: $family $word',
		async ({family, word, list}) => {
			const parents = queryFlagsOf(list, takenNames).flatMap(({flag}) =>
				flag.mandatory ? [flag.long ?? '', 'one'] : [],
			);
			const ran = await runCommand([
				family,
				word,
				...parents,
				'--demo',
				'2',
				'--on-invalid',
				'throw',
				'--retries',
				'0',
			]);
			expect(ran).toMatchObject({exitCode: 0, stderr: expect.stringMatching(/^\d [A-Za-z ]+, 1 page, /)});
			// An answer that is the one item itself holds no other.
			expect(ran.stdout.trim().split('\n')).toHaveLength(list.name === 'available_country' ? 1 : 2);
		},
	);
});

describe('a token that stands in the wrong place', () => {
	it.each([
		[['rooms', '--demo', '1', '--fields', 'TOKEN']],
		[['rooms', '--demo', '1', '--output', 'TOKEN/x.csv']],
		[['voice', 'logs', '--demo', '1', '--created-after', 'TOKEN']],
	])('is not repeated: %j', async argv => {
		const token = 'PT0123456789abcdef0123456789abcdef';
		const given = argv.map(word => word.replace('TOKEN', token));
		const ran = await runCommand(given, {environment: {SIGNALWIRE_API_TOKEN: token}});
		expect(ran.stderr).toContain('[redacted]');
		expect(ran.stderr + ran.stdout).not.toContain(token);
	});
});

describe('the help', () => {
	it('of a list is there behind its words, and in front of them', async () => {
		const {stdout} = await runCommand(['help', 'video', 'room-sessions']);
		expect(stdout).toBe((await runCommand(['video', 'room-sessions', '--help'])).stdout);
	});

	const help = async (...argv: readonly string[]) => (await runCommand([...argv, '--help'])).stdout;

	it('names the main command first, then the simulator, a line for each family, and the rest', async () => {
		const commands = [...(await help()).matchAll(/^ {2}([a-z]+)(?= )/gm)].map(([, name]) => name);
		expect(commands).toEqual([
			'rooms',
			'simulate',
			...families.keys(),
			'lists',
			'doctor',
			'sync',
			'work',
			'status',
			'help',
		]);
	});

	it.each([...families])('of the family %s names each of its lists, with its path', async (family, lists) => {
		const words = (await help(family)).split(/\s+/);
		for (const {word, list} of lists) expect(words).toEqual(expect.arrayContaining([word, list.path]));
	});

	it('of a list tells its own flags, its scope and how it is asked for', async () => {
		const text = (await help('video', 'room-session-members')).replace(/\n {10,}/g, ' ');
		for (const part of [
			'Usage: signalwire-paginate video room-session-members [options]',
			'write every room session member as a line of JSON',
			'--room-session-id <id>         the ID of the session; required',
			'--page-size <members>          room session members on a page (1 to',
			'Room session members are written to standard output',
			'it needs the Video scope',
			'write only these fields, such as id,room_session_id; ',
			'  signalwire-paginate video room-session-members --room-session-id ID --demo 100 --fields id,room_session_id\n',
			'  signalwire-paginate video room-session-members --room-session-id ID --space example --max-items 10\n',
		]) {
			expect(text).toContain(part);
		}
		expect(text).not.toContain('--include-active-session');
		expect(await help('video', 'room-sessions')).toMatch(/--status <text>[^-]*; known:\s+in-progress,\s+completed\n/);
	});
});
