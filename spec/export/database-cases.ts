/** What exports to any database do, once for all of them; each is told by a driver. */
import {describe, expect, it} from '@jest/globals';
import * as t from 'io-ts';
import {keyOf} from '../../lib/core/list.ts';
import {placeholdersIn} from '../../lib/core/list-path.ts';
import {type Column, columnsOf} from '../../lib/export/formats/columns.ts';
import {
	booleanParameter,
	type Client,
	type ExportOptions,
	exportItems,
	list,
	paginateRooms,
	pathParameter,
	rooms,
	textParameter,
} from '../../lib/index.ts';
import {sampledLists} from '../support/catalogue-sample.ts';
import {hardRooms, room} from '../support/hard-rooms.ts';
import {isObject, itemOf, type Json, read, readerOf, told} from '../support/rooms-read.ts';
import {clientOf, pageOf, sendText, useServers} from '../support/server.ts';
import {rejection, toArray, useSimulators} from '../support/simulated.ts';

type Row = Readonly<Record<string, unknown>>;

/** A database for exports, empty at the beginning of each test. */
export interface DatabaseDriver {
	/** What exports are told of it. */
	readonly to: (table?: string) => Pick<ExportOptions, 'destination' | 'table'>;
	/** Runs a statement; of several, rows are of none. */
	readonly sql: (text: string) => Promise<readonly Row[]>;
	/** The rows of a table, as `readerOf` reads them. */
	readonly texts: (table: string, columns: readonly Column[]) => Promise<readonly Row[]>;
	/** What messages call the table `things`. */
	readonly tableName: () => string;
}

const thing = t.intersection([t.type({id: t.string}), t.partial({name: t.string, size: t.number, seen: t.unknown})]);
const things = list({name: 'things', path: '/api/things', item: thing});
const entries = list({name: 'entries', path: '/api/things', item: t.type({id: t.string}), key: []});
const seats = (key: readonly string[]) =>
	list({
		name: 'seats',
		path: '/api/halls/{hall_id}/seats',
		query: {hall_id: pathParameter(textParameter())},
		item: t.partial({id: t.string, row: t.string}),
		key,
	});

/** Ids as the letters of a text. */
const ids = (letters: string) => [...letters].map(id => ({id}));

/** `1e-7` as `0.0000001`: numbers are marked with a sharp. */
const written = (text: string): string =>
	/^#-?[\d.]+e[+-]?\d+$/.test(text)
		? `#${Number(text.slice(1))
				.toFixed(20)
				.replace(/\.?0+$/, '')}`
		: text;

/** As texts that can be compared: `jsonb` has an order of its own for fields, and writes numbers without exponents. */
const inOrder = (rows: readonly Json[]): readonly string[] => {
	const sorted = (_key: string, value: Json): Json => {
		if (typeof value === 'string') return written(value);
		if (!isObject(value)) return value;
		return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
	};
	return rows.map(row => JSON.stringify(row, sorted)).sort();
};

export const describeDatabase = ({to, sql, texts, tableName}: DatabaseDriver): void => {
	const serve = useServers();
	const simulate = useSimulators();

	/** A client of a server of these pages, of items or as they stand in the answer. */
	const serving = async (pages: readonly (readonly object[] | string)[], options = {}): Promise<Client> => {
		const server = await serve((response, _ordinal, request) => {
			const page = pageOf(request);
			const data = pages[page] ?? [];
			const links = page + 1 < pages.length ? {next: `?page=${page + 1}`} : {};
			const text = typeof data === 'string' ? data : JSON.stringify(data);
			sendText(response, 200, `{"links":${JSON.stringify(links)},"data":${text}}`);
		});
		return clientOf(server, options);
	};
	const exporting = async (
		one: typeof things | typeof entries,
		pages: readonly (readonly object[] | string)[],
		options: Partial<ExportOptions> = {},
	) => exportItems(await serving(pages), one, {}, {...to(), ...options});

	/** Rows as lines of their values. */
	const lines = async (text: string): Promise<readonly string[]> =>
		(await sql(text)).map(row =>
			Object.values(row)
				.map(value => (typeof value === 'object' ? JSON.stringify(value) : String(value)))
				.join(' '),
		);

	describe('a table that is brought up to date', () => {
		it('has each row once, changed where it is there, also by what was interrupted', async () => {
			const stop = new Error('stop');
			const pages = ['abc', 'cde', 'eefg'].map(ids);
			const stopping = exporting(things, pages, {
				maxItems: 4,
				onProgress: () => {
					throw stop;
				},
			});
			expect(await rejection(stopping)).toBe(stop);
			expect(await rejection(exporting(things, pages))).toMatchObject({
				message: expect.stringMatching(/^An interrupted export .* is there: go on with resume/),
			});
			expect(await rejection(exporting(things, pages, {resume: true, maxItems: 2}))).toMatchObject({
				message: expect.stringMatching(/holds 3 rows already/),
			});
			const limited = await exporting(things, pages, {resume: true});
			expect(limited).toMatchObject({rows: 4, resumedFrom: 3, reason: 'maxItems'});
			expect(await lines('SELECT id FROM things ORDER BY id')).toEqual([...'abcd']);
			expect(await exporting(things, pages)).toMatchObject({rows: 7, resumedFrom: 0, duplicates: 3});
			expect(await exporting(things, [[{id: 'b', name: 'new'}, {id: 'h'}]])).toMatchObject({rows: 2});
			expect(await lines('SELECT id, name FROM things ORDER BY id')).toEqual(
				[...'abcdefgh'].map(id => (id === 'b' ? 'b new' : `${id} null`)),
			);
		});

		it('is rid by prune of what its own query has brought and does not list any more, and of nothing else', async () => {
			await exporting(things, [ids('abx')]);
			const others = [
				['other', 'p', 'things._listing'],
				['things._project', 'q', "'another'"],
			].map(
				([project, id, listing]) =>
					`INSERT INTO things (_project, id, _listing, _run) SELECT ${project?.replace(/^other$/, "'other'")}, '${id}', ${listing}, _run FROM things WHERE id = 'a'`,
			);
			for (const other of others) await sql(other);
			await exporting(things, [ids('abc')]);
			expect(await lines('SELECT id FROM things ORDER BY id')).toEqual([...'abcpqx']);
			const limited = exporting(things, [ids('a')], {prune: true, maxItems: 1});
			expect(await rejection(limited)).toMatchObject({kind: 'invalid-input'});
			await exporting(things, [ids('abc')], {prune: true});
			expect(await lines('SELECT id FROM things ORDER BY id')).toEqual([...'abcpq']);
		});

		it('holds what several projects list, each its own', async () => {
			const projects = ['b2a1c4de-0000-4000-8000-000000000001', 'b2a1c4de-0000-4000-8000-000000000002'];
			const run = async (project: number, items: readonly object[]) =>
				exportItems(await serving([items], {projectId: projects[project]}), things, {}, {...to(), prune: true});
			const noKey = {name: 'no id'};
			await run(0, [...ids('ab'), noKey]);
			await run(1, [...ids('bc'), noKey, noKey]);
			await run(0, [{id: 'b', name: 'of the first'}]);
			const rows = await lines("SELECT _project, id, coalesce(name, '') FROM things ORDER BY _project, id");
			expect(rows).toEqual([`${projects[0]} b of the first`, `${projects[1]} b `, `${projects[1]} c `]);
			expect(await lines('SELECT _project FROM things_without_key')).toEqual([projects[1], projects[1]]);
		});

		it('is rid of rows of a list without a key when others are there', async () => {
			await exporting(entries, [ids('ab'), ids('cd')]);
			const summary = await exporting(entries, [ids('xy'), ids('xz')]);
			expect(summary).toMatchObject({rows: 4, withoutKey: 0, duplicates: 0});
			expect(await lines('SELECT id FROM entries ORDER BY id')).toEqual([...'xxyz']);
		});

		it.each([[['id']], [[]]])(
			'keeps what is below several parents, and changes below its own alone: key %j',
			async key => {
				const run = async (hall_id: string, letters: string) =>
					exportItems(await serving([ids(letters)]), seats(key), {hall_id}, {...to(), prune: key.length > 0});
				for (const hall of ['with "quotes"', "it's"]) await run(hall, 'ab');
				await run("it's", 'bc');
				expect(await lines('SELECT id FROM seats ORDER BY hall_id DESC, id')).toEqual([...'abbc']);
				await run("it's", '');
				expect(await lines('SELECT hall_id, id FROM seats ORDER BY id')).toEqual([
					'with "quotes" a',
					'with "quotes" b',
				]);
			},
		);

		it('has items without a usable key in a table of their own, those of the last export', async () => {
			const noKey = [{name: 'no id'}, {id: null}, {id: 7, name: 'a number'}];
			for (let run = 0; run < 2; run++) {
				expect(await exporting(things, [[{id: 'a'}, ...noKey]])).toMatchObject({rows: 4, withoutKey: 3});
			}
			expect(await lines('SELECT id FROM things')).toEqual(['a']);
			const rows = 'SELECT id, name, other_fields FROM things_without_key ORDER BY coalesce(name, 0)';
			expect((await lines(rows.replace('0', "''"))).map(line => line.replaceAll('undefined', 'null'))).toEqual([
				'null null null',
				'null a number {"id":7}',
				'null no id null',
			]);
		});

		it('gets columns that are new, and keeps those of others', async () => {
			await exporting(things, [ids('ab')]);
			await sql('ALTER TABLE things DROP COLUMN size');
			await sql("ALTER TABLE things ADD COLUMN note TEXT DEFAULT 'mine'");
			await exporting(things, [[...ids('ab'), {id: 'c', size: 1}]]);
			expect(await lines('SELECT id, size, note FROM things ORDER BY id')).toEqual([
				'a null mine',
				'b null mine',
				'c 1 mine',
			]);
		});

		it('may be called as one likes', async () => {
			const {client} = await simulate({rooms: 45});
			await exportItems(client, rooms, {page_size: 10}, to('Räume "1"'));
			const listed = (await toArray(paginateRooms(client))).map(({id}) => id);
			expect([...(await lines('SELECT id FROM "Räume ""1"""'))].sort()).toEqual(listed.sort());
		});
	});

	describe('a table that was made otherwise', () => {
		it.each([
			[
				'CREATE TABLE things (id bigint PRIMARY KEY, name text, extra text NOT NULL)',
				'its column id is bigint, not text; it has no column _project; it has no column _listing; it has no column _run; it has the primary key id, not the primary key _project, id; its column extra takes no row without it',
			],
			['CREATE TABLE things (id text)', 'it has no primary key, not the primary key _project, id'],
			["CREATE VIEW things AS SELECT 'a' AS id", 'it is no table'],
			['CREATE TABLE things_without_key (id text)', 'it has no column _project; it has no column _listing'],
		])('is refused, with what differs, and left alone: %s', async (definition, reason) => {
			await sql(definition);
			const server = await serve(response => sendText(response, 200, '{"links":{},"data":[]}'));
			const error = await rejection(exportItems(clientOf(server), things, {}, to()));
			expect(error).toMatchObject({kind: 'destination'});
			const name = definition.includes('without_key') ? `things_without_key` : 'things';
			const {message} = error as Error;
			expect(message).toMatch(/ was made otherwise: .*Choose another table \(--table\)/);
			expect(message.startsWith(`The table ${tableName().replace('things', name)}`)).toBe(true);
			expect(message.replace(/(is|not) (BIGINT|TEXT)\b/g, text => text.toLowerCase())).toContain(reason);
			expect(server.requests).toHaveLength(0);
			expect(await lines(`SELECT count(*) FROM ${name}`)).toEqual([definition.includes('VIEW') ? '1' : '0']);
		});
	});

	describe('columns that a query cannot fill', () => {
		const notes = list({
			name: 'notes',
			path: '/api/notes',
			query: {with_author: booleanParameter(), with_tags: booleanParameter()},
			item: t.intersection([t.type({id: t.string}), t.partial({author: t.string, tags: t.array(t.string)})]),
			broughtBy: {author: 'with_author', tags: 'with_tags'},
		});
		const run = async (query: {readonly with_author?: boolean; readonly with_tags?: boolean}, items: string) =>
			exportItems(await serving([items]), notes, query, to());

		it('stay as they are, with what is left over of them; those that it asked for are null where nothing came', async () => {
			await run({with_author: true}, '[{"id":"a","author":"me"},{"id":"b","author":7},{"id":"c","author":"x"}]');
			await run(
				{with_tags: true},
				'[{"id":"a","tags":["x"],"new":1},{"id":"b"},{"id":"c","author":"unasked"},{"id":"d"}]',
			);
			const all = 'SELECT id, author, tags, other_fields FROM notes ORDER BY id';
			expect(await lines(all)).toEqual([
				'a me ["x"] {"new":1}',
				'b null null {"author":7}',
				'c unasked null null',
				'd null null null',
			]);
			await run({with_author: true}, '[{"id":"a"},{"id":"b","author":null}]');
			expect((await lines(all)).slice(0, 2)).toEqual(['a null ["x"] null', 'b null null null']);
		});

		const deep = '['.repeat(1500) + ']'.repeat(1500);
		it.each([
			['half a character in it', '{"name":"\\ud800"}', '{"brand_new":1}'],
			['half a character beside it', '{"name":1}', '{"brand_new":"\\ud800"}'],
			['numbers beyond a double', '{"name":[1e400,-0]}', '{"brand_new":1e400}'],
			['many levels in it', `{"name":${deep}}`, '{}'],
			['many levels beside it', '{"name":1}', `{"brand_new":${deep}}`],
		])('keep what other fields hold of them, with %s', async (_what, kept, fields) => {
			const more = fields === '{}' ? '' : `,${fields.slice(1, -1)}`;
			await run({with_author: true}, `[{"id":"a","author":${kept}}]`);
			await run({}, `[{"id":"a"${more}}]`);
			const {itemOf, told} = readerOf(columnsOf(notes.item, ['id']));
			const rows = await texts('notes', columnsOf(notes.item, ['id']));
			const sent = told(read(`{"id":"a","author":${kept}${more}}`) as {[key: string]: Json});
			expect(inOrder(rows.map(itemOf))).toEqual(inOrder([sent]));
		});
	});

	describe('rows are told apart by the key of their list', () => {
		it.each([
			['a text', ['sid'], '[{"sid":"1","n":1},{"sid":"2","n":1}]', '[{"sid":"2","n":2},{"sid":"10","n":2}]'],
			['a whole number', ['n'], '[{"n":1,"sid":"1"},{"n":2,"sid":"1"}]', '[{"n":2,"sid":"2"},{"n":10,"sid":"2"}]'],
			[
				'several fields',
				['sid', 'n'],
				'[{"sid":"a","n":1},{"sid":"a","n":2},{"sid":"b","n":1}]',
				'[{"sid":"a","n":2},{"sid":"c","n":1}]',
			],
		] as const)('%s', async (_what, key, first, second) => {
			const keyed = list({name: 'keyed', path: '/api/keyed', item: t.type({sid: t.string, n: t.number}), key});
			const run = async (pages: readonly string[], options = {}) =>
				exportItems(await serving(pages), keyed, {}, {...to(), ...options});
			const size = JSON.parse(first).length;
			expect(await run([first, first])).toMatchObject({rows: size, duplicates: size});
			await run([second]);
			const idOf = (item: Row) => key.map(name => item[name]).join();
			const expected = new Map([...JSON.parse(first), ...JSON.parse(second)].map(item => [idOf(item), item]));
			const rows = async () => (await lines('SELECT sid, n FROM keyed')).toSorted();
			expect(await rows()).toEqual([...expected.values()].map(({sid, n}) => `${sid} ${n}`).sort());
			await run([second], {prune: true});
			expect(await rows()).toHaveLength(2);
		});

		it('but not by numbers that are read as another than was sent', async () => {
			const numbered = list({name: 'numbered', path: '/api/numbered', item: t.type({id: t.number})});
			const page = '[{"id":1},{"id":1.00000000000000000001},{"id":0},{"id":-0},{"id":1.0},{"id":9007199254740993}]';
			const summary = await exportItems(await serving([page]), numbered, {}, to());
			expect(summary).toMatchObject({rows: 5, duplicates: 1, withoutKey: 3});
			expect(await lines('SELECT id FROM numbered ORDER BY id')).toEqual(['0', '1']);
			expect(await lines('SELECT id FROM numbered_without_key')).toEqual(['null', 'null', 'null']);
		});
	});

	describe('values that are hard to keep', () => {
		const deep = `${'['.repeat(900)}${']'.repeat(900)}`;
		const own = [
			{meta: `{"a":${deep}}`},
			{meta: '{"a":"e1000","b":[-0.0]}'},
			{name: '"\\u0000"', brand_new: '"\\u0000"'},
			{name: '"ab\\u0000cd"', display_name: '"\\u0000é\\ud83d\\ude00"'},
		];
		const all = [...hardRooms, ...own.map((fields, place) => room(fields, 1000 + place))];

		it('are in its rows, also where these were there', async () => {
			const client = await serving([`[${all.join(',')}]`]);
			const run = () => exportItems(client, rooms, {include_active_session: true}, to());
			expect(await run()).toMatchObject({rows: all.length, withoutKey: 0});
			expect(await run()).toMatchObject({rows: all.length, duplicates: 0});
			const rows = await texts('rooms', columnsOf(rooms.item, ['id']));
			const sent = all.map(json => told(read(json) as {[key: string]: Json}));
			const byId = (some: ReadonlyArray<{[key: string]: Json}>) => new Map(some.map(one => [one.id, one]));
			expect(byId(rows.map(itemOf))).toEqual(byId(sent));
			expect(rows).toHaveLength(all.length);
		});

		it('are in the tables of other lists, below their parents', async () => {
			const lists = Object.fromEntries(sampledLists.filter(one => one !== rooms).map(({name}) => [name, 12]));
			const {simulator, client} = await simulate({rooms: 12, lists});
			for (const one of sampledLists) {
				const parents = placeholdersIn(one.path).map(parameter => [parameter, `the ${parameter}`] as const);
				const below = Object.fromEntries(parents);
				const columns = columnsOf(one.item, keyOf(one), true, parents);
				const reader = readerOf(columns);
				const sent = [...simulator.items(one, below)].map(item =>
					reader.told(read(JSON.stringify(item)) as {[key: string]: Json}),
				);
				await exportItems(client, one, below, to());
				expect(inOrder((await texts(one.name, columns)).map(reader.itemOf))).toEqual(inOrder(sent));
			}
		});
	});
};
