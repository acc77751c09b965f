/** A table that does not hold what its export has written into it: against PGlite, or a real server. */
import {beforeEach, describe, expect, it} from '@jest/globals';
import * as t from 'io-ts';
import {postgres} from '../../../lib/export/postgres/index.ts';
import {type ExportOptions, exportItems, list, textParameter} from '../../../lib/index.ts';
import {isReal, useDatabase} from '../../support/database.ts';
import {clientOf, pageOf, sendJson, useServers} from '../../support/server.ts';
import {rejection} from '../../support/simulated.ts';

const database = useDatabase();
const serve = useServers();

beforeEach(async () => {
	await database.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
});

const path = '/api/things';
const things = list({name: 'things', path, item: t.type({id: t.string}), query: {name: textParameter()}});
const entries = list({name: 'entries', path, item: t.type({id: t.string}), query: {name: textParameter()}, key: []});

interface Asked {
	readonly of?: typeof things | typeof entries;
	/** Another query's rows are another listing's. */
	readonly query?: {readonly name?: string};
	readonly options?: Partial<ExportOptions>;
}

/** Each page a text whose letters are ids, a dash none; one that is `!` fails. */
const run = async (pages: readonly string[], {of = things, query = {}, options = {}}: Asked = {}) => {
	const client = clientOf(
		await serve((response, _ordinal, request) => {
			const page = pageOf(request);
			const letters = pages[page] ?? '';
			const data = [...letters].map(id => ({id: id === '-' ? null : id}));
			const links = page + 1 < pages.length ? {next: `?${new URLSearchParams({...query, page: `${page + 1}`})}`} : {};
			sendJson(response, letters === '!' ? 403 : 200, {links, data});
		}),
	);
	const destination = postgres({connectionString: database.address});
	return exportItems(client, of, query, {destination, resume: true, ...options});
};

const pages = ['ab-', 'cd', 'ef'];
const cut = ['ab-', 'cd', '!'];

describe('an export that goes on', () => {
	it.each([
		['dropped', 'DROP TABLE things'],
		['emptied', 'TRUNCATE things'],
		['renamed', 'ALTER TABLE things RENAME TO kept'],
		['robbed of a row', "DELETE FROM things WHERE id = 'c'"],
		['robbed of a row that waits', 'DELETE FROM things_without_key_new'],
		['robbed of where rows wait', 'DROP TABLE things_without_key_new'],
	])('refuses a table that was %s in between', async (_what, statement) => {
		await rejection(run(cut));
		await database.query(statement);
		expect(await rejection(run(pages))).toMatchObject({
			kind: 'destination',
			message: expect.stringMatching(/holds \d of the \d rows that .* has written.*--overwrite/),
		});
		expect(await run(pages, {options: {resume: false, overwrite: true}})).toMatchObject({rows: 7});
	});

	it('refuses a list without a key whose rows do not wait any more', async () => {
		await rejection(run(cut, {of: entries}));
		await database.query('DELETE FROM entries_new');
		expect(await rejection(run(pages, {of: entries}))).toMatchObject({
			message: expect.stringMatching(/holds 0 of the 5/),
		});
	});

	it('goes on where all is there, also where another query has brought some of it since', async () => {
		await rejection(run(cut));
		await run(['bcx'], {query: {name: 'other'}});
		expect(await run(pages)).toMatchObject({rows: 7, duplicates: 0});
	});
});

const swallow = (when: string, table = 'things') =>
	database.query(
		`CREATE FUNCTION swallow() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN ${when} RETURN NULL; END IF; RETURN new; END$$;
		CREATE TRIGGER swallow BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION swallow()`,
	);

const isSwallowed = {message: expect.stringMatching(/has not taken \d+ of \d+ rows.*trigger.*collation/)};

describe('an export to a table that does not take every row', () => {
	it.each([
		['', 'IF true THEN'],
		[' that are new', "IF new.id = 'x' THEN"],
		[' that come twice', "IF new.id = 'b' THEN"],
	])('fails where a trigger swallows rows%s, and prunes nothing', async (_which, when) => {
		await run(['abcd']);
		await swallow(when);
		expect(await rejection(run(['ab', 'bx'], {options: {prune: true}}))).toMatchObject(isSwallowed);
		expect(await database.query('SELECT id FROM things ORDER BY id')).toHaveLength(4);
	});

	it('fails where a trigger swallows rows of a list without a key', async () => {
		await run(['ab'], {of: entries});
		await swallow('IF true THEN', 'entries');
		expect(await rejection(run(['abc'], {of: entries}))).toMatchObject(isSwallowed);
		expect(await database.query('SELECT id FROM entries ORDER BY id')).toHaveLength(2);
	});

	it('takes a trigger that changes rows, and items that are shown twice', async () => {
		await run(['abcd']);
		await swallow("new._listing := new._listing; IF new.id = 'z' THEN");
		expect(await run(['ab', 'bx'], {options: {prune: true}})).toMatchObject({rows: 3, duplicates: 1});
	});

	// PGlite has no collations of ICU, by which two keys are one.
	(isReal ? it : it.skip)('fails where the key is compared in such a way that two keys are one', async () => {
		await run(['a']);
		await database.query(
			`CREATE COLLATION loose (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
			ALTER TABLE things ALTER id TYPE text COLLATE loose`,
		);
		expect(await rejection(run(['ab', 'Ac']))).toMatchObject(isSwallowed);
		expect(await rejection(run(['ab', 'Ac'], {options: {maxItems: 3, overwrite: true, resume: false}}))).toMatchObject(
			isSwallowed,
		);
	});
});
