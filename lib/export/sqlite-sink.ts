import {copyFile, rm, stat} from 'node:fs/promises';
import type {Database} from 'node-sqlite3-wasm';
import type {Column, ColumnType} from './columns.ts';
import {DestinationFailure} from './destination-failure.ts';
import type {OpenSink, Sink, SinkContext} from './format.ts';
import {loadOptional} from './optional-package.ts';
import {createToRow} from './rows.ts';

const sqlTypes: Readonly<Record<ColumnType, string>> = {
	string: 'TEXT',
	boolean: 'BOOLEAN',
	integer: 'INTEGER',
	number: 'REAL',
	timestamp: 'TEXT',
	json: 'TEXT',
};

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

const seenTable = '"signalwire_paginate_seen"';

const columnDefinition = ({name, type}: Column): string =>
	`${quote(name)} ${sqlTypes[type]}${name === 'id' ? ' PRIMARY KEY NOT NULL' : ''}`;

const upsert = (table: string, columns: readonly Column[]): string => {
	const names = columns.map(({name}) => quote(name));
	const updates = names.filter(name => name !== '"id"').map(name => `${name} = excluded.${name}`);
	return (
		`INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')}) ` +
		`ON CONFLICT ("id") DO UPDATE SET ${updates.join(', ')}`
	);
};

/** Files that SQLite keeps beside a database while it is in use, or after its user died. */
const workFiles = ['-journal', '-wal'];

const sizeOf = async (path: string): Promise<number> => (await stat(path).catch(() => ({size: 0}))).size;

/** A copy without the work that another program left unfinished beside the database would not be what it holds. */
const copyDatabase = async (from: string, to: string): Promise<void> => {
	for (const suffix of workFiles) {
		if ((await sizeOf(from + suffix)) === 0) continue;
		throw new DestinationFailure(
			`${from}${suffix} holds unfinished work of another program: close that program, or open and close the database with it, then try again.`,
		);
	}
	await copyFile(from, to);
};

/** A new partial database, a copy of the one to refresh, or the one that a crash left; its own locks died with it. */
const preparePartial = async ({partial, bytes, refresh}: SinkContext): Promise<void> => {
	await rm(`${partial}.lock`, {recursive: true, force: true});
	if (bytes > 0) return;
	for (const suffix of ['', ...workFiles]) await rm(partial + suffix, {force: true});
	if (refresh !== undefined) await copyDatabase(refresh, partial);
};

/**
 * A write-ahead log, with no other reader: the library cannot roll back the journal of a process that was killed (its
 * file system takes its own lock for a writer's), while a log has checksums, and what was not committed is not read.
 */
const useLog = (database: Database): void => {
	database.exec('PRAGMA locking_mode = EXCLUSIVE');
	database.exec('PRAGMA journal_mode = WAL');
	database.exec('PRAGMA synchronous = FULL');
};

/**
 * A typed table, named after the endpoint, with `id` as its key: a row that is there already is brought up to date, so
 * an export repeated refreshes. One transaction a page.
 */
export const openSqliteSink: OpenSink = async context => {
	const {default: sqlite} = await loadOptional(() => import('node-sqlite3-wasm'), 'node-sqlite3-wasm', 'sqlite');
	await preparePartial(context);
	const {partial, columns, settings} = context;
	const table = quote(context.name);
	const toRow = createToRow(columns);
	const database = new sqlite.Database(partial);
	useLog(database);
	database.exec(`CREATE TABLE IF NOT EXISTS ${table} (${columns.map(columnDefinition).join(', ')})`);
	const present = new Set(database.all('SELECT name FROM pragma_table_info(?)', [context.name]).map(row => row.name));
	for (const column of columns) {
		if (!present.has(column.name)) database.exec(`ALTER TABLE ${table} ADD COLUMN ${columnDefinition(column)}`);
	}
	// Made at the start only. Where a resumed export has none, its rows were pruned already: nothing is left to prune.
	if (settings.prune && context.bytes === 0) {
		database.exec(`DROP TABLE IF EXISTS ${seenTable}`);
		database.exec(`CREATE TABLE ${seenTable} ("id" TEXT PRIMARY KEY) WITHOUT ROWID`);
	}
	const prunes = database.get("SELECT 1 FROM sqlite_schema WHERE name = 'signalwire_paginate_seen'") !== null;
	const insert = database.prepare(upsert(table, columns));
	const note = prunes ? database.prepare(`INSERT OR IGNORE INTO ${seenTable} VALUES (?)`) : undefined;
	const idAt = columns.findIndex(({name}) => name === 'id');

	const close = () => {
		for (const statement of [insert, note]) if (!statement?.isFinalized) statement?.finalize();
		database.close();
	};
	let open = true;
	const sink: Sink = {
		write: async items => {
			database.exec('BEGIN IMMEDIATE');
			try {
				for (const item of items) {
					const row = toRow(item);
					insert.run(row);
					note?.run([row[idAt] ?? null]);
				}
				database.exec('COMMIT');
			} catch (error) {
				if (database.inTransaction) database.exec('ROLLBACK');
				throw error;
			}
		},
		// A commit is on the disk when it returns.
		flush: async () => ({bytes: (await sizeOf(partial)) + (await sizeOf(`${partial}-wal`)), mark: ''}),
		finish: async () => {
			if (prunes) {
				note?.finalize();
				database.exec('BEGIN IMMEDIATE');
				database.exec(`DELETE FROM ${table} WHERE "id" NOT IN (SELECT "id" FROM ${seenTable})`);
				database.exec(`DROP TABLE ${seenTable}`);
				database.exec('COMMIT');
			}
			insert.finalize();
			// Moves everything into the one file.
			database.exec('PRAGMA journal_mode = DELETE');
			open = false;
			close();
			for (const suffix of workFiles) await rm(partial + suffix, {force: true});
			return partial;
		},
		close: async () => {
			if (!open) return;
			open = false;
			try {
				close();
			} catch {
				// What was committed is on the disk; the rest is rolled back when the file is next opened.
			}
		},
	};
	return sink;
};
