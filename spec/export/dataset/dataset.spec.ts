import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from '@jest/globals';
import * as t from 'io-ts';
import {
	type ClientOptions,
	type ExportOptions,
	exportItems,
	exportRooms,
	list,
	type PaginationError,
	pathParameter,
	textParameter,
} from '../../../lib/index.ts';
import {projects} from '../../../lib/lists/projects/index.ts';
import {hardRooms} from '../../support/hard-rooms.ts';
import {itemOf, type Json, query, read, told} from '../../support/rooms-read.ts';
import {clientOf, roomAt, sendText, useServers} from '../../support/server.ts';
import {rejection} from '../../support/simulated.ts';
import {runCommand} from '../../support/surroundings.ts';

const serve = useServers();

let base: string;
let root: string;
beforeEach(() => {
	base = mkdtempSync(join(tmpdir(), 'dataset-'));
	root = join(base, 'rooms');
});
afterEach(() => {
	rmSync(base, {recursive: true});
});

type Room = Readonly<Record<string, unknown>>;

/** Rooms that were made at these times. */
const roomsOf = (...times: readonly unknown[]): readonly Room[] =>
	times.map((created_at, index) => ({...roomAt(index), created_at}));

const serveRooms = (data: readonly Room[]) =>
	serve(response => sendText(response, 200, JSON.stringify({links: {}, data})));

const write = async (data: readonly Room[], options: Partial<ExportOptions> = {}, client: ClientOptions = {}) =>
	exportRooms(
		clientOf(await serveRooms(data), client),
		{},
		{destination: `${root}/`, partitionBy: 'created_at:day', onInvalidItem: 'keep', ...options},
	);

/** The files below the dataset, with what tells a file from another that took its place. */
const filesIn = (folder = root) =>
	Object.fromEntries(
		readdirSync(folder, {recursive: true})
			.map(String)
			.filter(name => name.endsWith('.parquet'))
			.sort()
			.map(name => [name, statSync(join(folder, name)).ino]),
	);

const manifest = () => JSON.parse(readFileSync(join(root, '_manifest.json'), 'utf8'));

const select = (what: string, rest = '', folder = root) =>
	query(`SELECT ${what} FROM read_parquet('${folder}/**/*.parquet', hive_partitioning = true) ${rest}`);

const namesOf = async (rest = '') => (await select('name', `${rest} ORDER BY name`)).map(({name}) => name);

const day = (number: number): string => `2026-01-0${number}T12:00:00Z`;

describe('a dataset', () => {
	it('holds what was sent, hard values included, in the partitions of their days', async () => {
		const rooms = hardRooms.map((json, index) =>
			json.replace(/"created_at":"[^"]*"/, `"created_at":"2026-01-0${1 + (index % 3)}T00:00:00Z"`),
		);
		const body = `{"links":{},"data":[${rooms.join(',')}]}`;
		const server = await serve(response => sendText(response, 200, body));
		const options = {destination: root, partitionBy: 'created_at:day'};
		const summary = await exportRooms(clientOf(server), {}, options);
		expect(summary).toMatchObject({rows: rooms.length, destination: root, format: 'parquet', reason: 'complete'});
		const times = ['join_from', 'join_until', 'remove_at', 'created_at', 'updated_at'].concat(
			['join_from', 'join_until', 'remove_at', 'start_time', 'end_time'].map(name => `active_session_${name}`),
		);
		const rows = await select(`* REPLACE (${times.map(name => `epoch_ms(${name}) AS ${name}`).join(', ')})`);
		const byId = (items: ReadonlyArray<{[key: string]: Json}>) =>
			[...items].sort((one, other) => (JSON.stringify(one.id) < JSON.stringify(other.id) ? -1 : 1));
		const sent = rooms.map(json => told(read(json) as {[key: string]: Json}));
		expect(byId(rows.map(row => itemOf(row)))).toEqual(byId(sent));
		expect(
			rows.every(row => String(row.created_at_day) === new Date(Number(row.created_at)).toISOString().slice(0, 10)),
		).toBe(true);
		expect(Object.keys(filesIn())).toEqual([1, 2, 3].map(number => `created_at_day=2026-01-0${number}/rows.parquet`));
	});

	it('is described by a manifest: its files, and what was listed when', async () => {
		await write(roomsOf(day(1), day(1), null));
		const sizes = Object.fromEntries(Object.keys(filesIn()).map(name => [name, statSync(join(root, name)).size]));
		const {partitions, sources, ...rest} = manifest();
		expect(rest).toEqual({
			version: 1,
			list: 'rooms',
			partitionBy: 'created_at:day',
			rows: 3,
			bytes: Object.values(sizes).reduce((sum, size) => sum + size, 0),
		});
		expect(sources).toMatchObject([{folders: '*', endpoint: '/api/video/rooms', query: '', rows: 3}]);
		expect(partitions).toEqual([
			{
				folder: 'created_at_day=2026-01-01',
				written: expect.any(String),
				files: [
					{
						name: 'rows.parquet',
						rows: 2,
						bytes: sizes['created_at_day=2026-01-01/rows.parquet'],
						sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
					},
				],
			},
			expect.objectContaining({folder: 'created_at_day=__HIVE_DEFAULT_PARTITION__'}),
		]);
		expect(await select('created_at_day::VARCHAR AS day, count(*) AS n', 'GROUP BY ALL ORDER BY ALL')).toEqual([
			{day: '2026-01-01', n: '2'},
			{day: null, n: '1'},
		]);
	});

	it('drops what is listed twice, and leaves out what is asked to be', async () => {
		const [first, second] = roomsOf(day(1), day(2));
		const invalidFile = join(base, 'invalid');
		const summary = await write([first, second, {...first, created_at: day(3)}, {id: 5}] as Room[], {
			onInvalidItem: 'skip',
			invalidFile,
		});
		expect(summary).toMatchObject({rows: 2, duplicates: 1, invalid: 1});
		expect(await select('count(*) AS n')).toEqual([{n: '2'}]);
		expect(readFileSync(invalidFile, 'utf8')).toContain('"raw":{"id":5}');
	});

	it('is brought up to date: what is the same is left alone, what is not listed any more stays unless it is pruned', async () => {
		await write(roomsOf(day(1), day(2), day(2), day(3), null));
		const before = filesIn();
		const rooms = roomsOf(day(1), day(2), 'soon').map((room, index) => (index === 1 ? {...room, name: 'new'} : room));
		await write(rooms.slice(0, 2));
		const after = filesIn();
		expect(after['created_at_day=2026-01-01/rows.parquet']).toBe(before['created_at_day=2026-01-01/rows.parquet']);
		expect(after['created_at_day=2026-01-02/rows.parquet']).not.toBe(before['created_at_day=2026-01-02/rows.parquet']);
		expect(after['created_at_day=2026-01-03/rows.parquet']).toBe(before['created_at_day=2026-01-03/rows.parquet']);
		// What had no time may be in another partition by now.
		expect(Object.keys(after)).toHaveLength(3);
		expect(await namesOf(`WHERE created_at_day = '2026-01-02'`)).toEqual(['new']);
		expect(manifest()).toMatchObject({rows: 3});
		await write(rooms, {prune: true});
		expect(Object.keys(filesIn())).toEqual([
			'created_at_day=2026-01-01/rows.parquet',
			'created_at_day=2026-01-02/rows.parquet',
			'created_at_day=__HIVE_DEFAULT_PARTITION__/rows.parquet',
		]);
		expect(readdirSync(root)).toHaveLength(4);
		await write([], {prune: true});
		expect(readdirSync(root)).toEqual(['_manifest.json']);
	});

	it('holds many projects where it is partitioned by them: a run replaces its own', async () => {
		const options = {partitionBy: '_project, created_at:month'};
		await write(roomsOf(day(1)), options, {projectId: 'one'});
		await write(roomsOf(day(1), day(2)), options, {projectId: 'two'});
		await write(roomsOf('2026-02-01T00:00:00Z'), {...options, prune: true}, {projectId: 'one'});
		expect(Object.keys(filesIn())).toEqual([
			'project=one/created_at_month=2026-02/rows.parquet',
			'project=two/created_at_month=2026-01/rows.parquet',
		]);
		expect(await select('project, created_at_month AS month, count(*) AS n', 'GROUP BY ALL ORDER BY ALL')).toEqual([
			{project: 'one', month: '2026-02', n: '1'},
			{project: 'two', month: '2026-01', n: '2'},
		]);
		expect(manifest().sources.map(({folders}: {folders: string}) => folders)).toEqual([
			'project=one/*',
			'project=two/*',
		]);
	});

	it('holds many parents where it is partitioned by them', async () => {
		const seats = list({
			name: 'seats',
			path: '/api/halls/{hall_id}/seats',
			query: {hall_id: pathParameter(textParameter())},
			item: t.partial({id: t.string}),
		});
		const server = await serve(response => sendText(response, 200, '{"links":{},"data":[{"id":"1"}]}'));
		for (const hall_id of ['a b', 'c/d']) {
			await exportItems(clientOf(server), seats, {hall_id}, {destination: root, partitionBy: 'hall_id'});
		}
		expect(await select('hall_id, hall_id_value, id', 'ORDER BY ALL')).toEqual([
			{hall_id: 'a b', hall_id_value: 'a b', id: '1'},
			{hall_id: 'c/d', hall_id_value: 'c/d', id: '1'},
		]);
	});

	it.each([
		['another query', {}, {partitionBy: 'created_at:day'}, 'query was "" and is now "include_active_session=true"'],
		['another project', {projectId: 'other'}, {}, 'project was'],
		['another partitioning', {}, {partitionBy: 'created_at:month'}, 'it is partitioned by created_at:day'],
	])('is not mixed with %s, before anything is requested', async (what, client, options, reason) => {
		await write(roomsOf(day(1)));
		const before = filesIn();
		const server = await serveRooms(roomsOf(day(2)));
		const include_active_session = what === 'another query';
		const go = (more: Partial<ExportOptions> = {}) =>
			exportRooms(clientOf(server, client), include_active_session ? {include_active_session} : {}, {
				destination: root,
				partitionBy: 'created_at:day',
				...options,
				...more,
			});
		const error = (await rejection(go())) as PaginationError;
		expect(error).toMatchObject({kind: 'destination', message: expect.stringContaining(reason)});
		expect([server.requests, filesIn()]).toEqual([[], before]);
		await go({overwrite: true});
		expect(await select('count(*) AS n, min(created_at)::VARCHAR AS at')).toEqual([
			{n: '1', at: '2026-01-02 12:00:00'},
		]);
	});

	it('is not written between somebody’s files, or in the place of one', async () => {
		mkdirSync(root);
		writeFileSync(join(root, 'mine.parquet'), 'mine');
		const error = await rejection(write(roomsOf(day(1))));
		expect(error).toMatchObject({kind: 'destination', message: expect.stringContaining('holds mine.parquet')});
		expect(readdirSync(root)).toEqual(['mine.parquet']);
		rmSync(root, {recursive: true});
		writeFileSync(root, 'a file');
		expect(await rejection(write(roomsOf(day(1))))).toMatchObject({kind: 'destination'});
		expect(readFileSync(root, 'utf8')).toBe('a file');
	});

	it.each([
		['beside its folders', 'mine.txt'],
		['in a partition', 'created_at_day=2026-01-03/other.parquet'],
		['in a folder like those of partitions', 'created_at_day=2026-01-09/rows.parquet'],
		['that some readers pass over, and others do not', '_mine.parquet'],
	])('is not brought up to date, pruned or overwritten where somebody’s file is %s', async (_, name) => {
		await write(roomsOf(day(1), day(3)));
		const [before, mine] = [filesIn(), join(root, name)];
		mkdirSync(dirname(mine), {recursive: true});
		writeFileSync(mine, 'mine');
		const server = await serveRooms(roomsOf(day(1)));
		for (const options of [{}, {prune: true}, {overwrite: true}]) {
			const wish = {destination: root, partitionBy: 'created_at:day', ...options};
			expect(await rejection(exportRooms(clientOf(server), {}, wish))).toMatchObject({
				kind: 'destination',
				message: expect.stringContaining(
					`${root} holds ${name}, which its manifest does not name: move that file away`,
				),
			});
		}
		expect([server.requests, readFileSync(mine, 'utf8'), readdirSync(base)]).toEqual([[], 'mine', ['rooms']]);
		rmSync(mine);
		expect(filesIn()).toEqual(before);
	});

	it('is left as it was where somebody’s file came while it was listed, and is completed when that is gone', async () => {
		await write(roomsOf(day(1), day(2)));
		const before = [filesIn(), manifest()];
		const mine = join(root, 'created_at_day=2026-01-03', 'rows.parquet');
		const onProgress = () => {
			mkdirSync(dirname(mine));
			writeFileSync(mine, 'mine');
		};
		const rooms = roomsOf(day(1), day(3));
		const error = await rejection(write(rooms, {prune: true, onProgress}));
		expect(error).toMatchObject({message: expect.stringContaining('2026-01-03/rows.parquet, which')});
		expect(readFileSync(mine, 'utf8')).toBe('mine');
		rmSync(dirname(mine), {recursive: true});
		expect([filesIn(), manifest()]).toEqual(before);
		await write(rooms, {prune: true, resume: true});
		expect(Object.keys(filesIn()).map(name => name.slice(15, 25))).toEqual(['2026-01-01', '2026-01-03']);
	});

	it('is overwritten by one with more levels of folders, or with fewer', async () => {
		const rooms = roomsOf(day(1), day(1), day(2));
		for (const partitionBy of ['created_at:day', 'created_at:day,id', 'created_at:day']) {
			await write(rooms, {partitionBy, overwrite: true});
			expect(await query(`SELECT count(*) AS n FROM '${root}/**/*.parquet'`)).toEqual([{n: '3'}]);
		}
		expect(Object.keys(filesIn())).toHaveLength(2);
	});

	it('keeps what readers pass over', async () => {
		await write(roomsOf(day(1), day(2)));
		const notes = ['_SUCCESS', '.DS_Store', 'created_at_day=2026-01-02/.DS_Store'];
		for (const name of notes) writeFileSync(join(root, name), 'mine');
		await write(roomsOf(day(1)), {prune: true});
		for (const name of notes) expect(readFileSync(join(root, name), 'utf8')).toBe('mine');
		expect(Object.keys(filesIn())).toEqual(['created_at_day=2026-01-01/rows.parquet']);
	});

	it('is refused with a manifest that cannot be read, and nothing is left of it', async () => {
		await write(roomsOf(day(1)));
		writeFileSync(join(root, '_manifest.json'), '{');
		for (const options of [{}, {overwrite: true}]) {
			const error = await rejection(write(roomsOf(day(1)), options));
			expect(error).toMatchObject({message: expect.stringContaining(`Move ${root} away`)});
			expect(readdirSync(base)).toEqual(['rooms']);
		}
		rmSync(join(root, '_manifest.json'));
		const without = await rejection(write(roomsOf(day(1))));
		expect(without).toMatchObject({message: expect.stringContaining('and no manifest of a dataset: move')});
		rmSync(root, {recursive: true});
		await write(roomsOf(day(1)));
	});

	it('may be behind a link', async () => {
		mkdirSync(join(base, 'there'));
		mkdirSync(join(base, 'there', 'rooms'));
		symlinkSync(join(base, 'there', 'rooms'), root);
		await write(roomsOf(day(1)));
		expect(Object.keys(filesIn(join(base, 'there', 'rooms')))).toHaveLength(1);
		expect(readdirSync(join(base, 'there'))).toEqual(['rooms']);
	});

	it('is written by one export at a time', async () => {
		let second: unknown;
		await write(roomsOf(day(1)), {
			onProgress: async () => {
				second = await rejection(write(roomsOf(day(2))));
			},
		});
		expect(second).toMatchObject({message: expect.stringContaining('Another export to this destination is running')});
		expect(Object.keys(filesIn())).toEqual(['created_at_day=2026-01-01/rows.parquet']);
	});

	it('is left as it was when two of its folders would be one where cases are not told apart', async () => {
		const [room] = roomsOf(day(1));
		const rooms = (...ids: readonly string[]) => ids.map(id => ({...room, id}));
		await write(rooms('a', 'b'), {partitionBy: 'id'});
		const before = [filesIn(), manifest()];
		for (const [ids, prune] of [
			[['A', 'c'], false],
			[['A', 'c'], true],
			[['c', 'é', 'e\u0301'], false],
		] as const) {
			expect(await rejection(write(rooms(...ids), {partitionBy: 'id', prune}))).toMatchObject({
				kind: 'destination',
				message: expect.stringMatching(/The partitions .* would be one folder .* Nothing of the dataset was changed/),
			});
			expect([filesIn(), manifest()]).toEqual(before);
			rmSync(`${root}.partial`, {recursive: true, force: true});
		}
	});

	it('is called by its folder in messages', async () => {
		await write(roomsOf(day(1)));
		const put = (name: string, text: string) => writeFileSync(join(root, name), text);
		const changed = await rejection(write(roomsOf(day(2)), {onProgress: () => put('_manifest.json', '{')}));
		expect(changed).toMatchObject({message: expect.stringContaining(`Move ${root} away`)});
		rmSync(join(base, 'rooms.partial'), {recursive: true});
		rmSync(root, {recursive: true});
		const onProgress = () => rmSync(join(base, 'rooms.partial'), {recursive: true});
		const gone = await rejection(write(roomsOf(day(2)), {onProgress}));
		expect(gone).toMatchObject({message: expect.stringContaining(`Another export to ${root} has taken over`)});
	});

	it('is gone on with after a failure, and nothing of it is seen before', async () => {
		const failing = {onProgress: () => Promise.reject(new Error('enough'))};
		await rejection(write(roomsOf(day(1), day(2)), failing));
		expect(existsSync(root)).toBe(false);
		const interrupted = `interrupted export to ${root}`;
		const begun = await rejection(write(roomsOf(day(1))));
		expect(begun).toMatchObject({message: expect.stringContaining(`${interrupted} is there: go on with resume`)});
		const stranger = await rejection(write(roomsOf(day(1)), {resume: true}, {projectId: 'other'}));
		expect(stranger).toMatchObject({message: expect.stringContaining(`${interrupted} was another one: project`)});
		expect(await write(roomsOf(day(1)), {resume: true})).toMatchObject({rows: 2, resumedFrom: 2});
		expect(readdirSync(base)).toEqual(['rooms']);
	});
});

describe('a dataset that cannot be', () => {
	const rooms = ['id', '_project', 'created_at:day', 'created_at:month'];
	it.each([
		[{partitionBy: 'created_on:day'}, 'names created_on, a column that rooms do not have'],
		[{partitionBy: 'created_at'}, 'needs created_at:day or created_at:month, for created_at is a time'],
		[{partitionBy: 'updated_at:day'}, 'names updated_at, which may change'],
		[{partitionBy: 'name'}, 'names name, which may change'],
		[{partitionBy: 'id:day'}, 'has id:day, and id is no time'],
		[{partitionBy: '_project:day'}, 'has _project:day, and _project is no time'],
		[{partitionBy: 'created_at:day,created_at:month'}, 'names created_at twice'],
		[{partitionBy: 'created_at:year'}, 'partitionBy must be columns'],
		[{partitionBy: ''}, 'partitionBy must be columns'],
		[{partitionBy: 'created_at:day', format: 'csv'}, 'makes a folder of Parquet files: leave csv out'],
		[{partitionBy: 'created_at:day', destination: 'rooms.ndjson.gz'}, 'makes a folder of Parquet files'],
		[{partitionBy: 'created_at:day', maxItems: 5}, 'maxItems and maxPages leave rooms unlisted'],
		[{}, 'is a folder: say what a dataset in it is partitioned by'],
	] as const)('is refused before anything is requested: %j', async (options, reason) => {
		const server = await serveRooms(roomsOf(day(1)));
		const error = (await rejection(
			exportRooms(clientOf(server), {}, {destination: `${root}/`, ...options}),
		)) as PaginationError;
		expect(error).toMatchObject({kind: 'invalid-input', message: expect.stringContaining(reason)});
		expect(error.message).toMatch(/Nothing was requested or written\.$/);
		expect(server.requests).toEqual([]);
		expect(readdirSync(base)).toEqual([]);
		if (/names|has id/.test(reason) && !reason.includes('twice')) {
			expect(rooms.every(choice => error.message.includes(choice))).toBe(true);
		}
	});

	it('is refused where the listing begins in the middle, and by the command without a folder', async () => {
		const server = await serveRooms([]);
		const destination = root;
		const wish = {destination, partitionBy: 'created_at:day'};
		const query = {page_number: 2, page_token: 'x'};
		expect(await rejection(exportRooms(clientOf(server), query, wish))).toMatchObject({
			kind: 'invalid-input',
			message: expect.stringContaining(
				'partitionBy replaces partitions by what is listed, and page_number and page_token',
			),
		});
		const {exitCode, stderr} = await runCommand(['rooms', '--demo', '5', '--partition-by', 'created_at:day']);
		expect([exitCode, stderr]).toEqual([2, expect.stringContaining('--partition-by needs --output FOLDER/')]);
		expect(server.requests).toEqual([]);
	});

	it('is refused for a list whose items have no such time', async () => {
		const server = await serveRooms([]);
		const error = await rejection(
			exportItems(clientOf(server), projects, {}, {destination: root, partitionBy: 'event_at:day'}),
		);
		expect(error).toMatchObject({kind: 'invalid-input', message: expect.stringContaining('event_at')});
	});
});
