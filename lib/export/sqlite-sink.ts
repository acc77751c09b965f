import type {Database, Statement} from 'node-sqlite3-wasm';
import {files} from './files/files.ts';
import type {OpenSink, Sink, SinkContext} from './format.ts';
import {loadOptional} from './optional-package.ts';
import {createToRow} from './rows.ts';
import {refreshFailure} from './sqlite-error.ts';
import {preparePartial, sizeOf, workFiles} from './sqlite-files.ts';
import {checkPartial, SqliteProgress} from './sqlite-progress.ts';
import {hasTable, prepareTable, quote, textParameter, toBindable, upsert} from './sqlite-table.ts';

const seenName = 'signalwire_paginate_seen';
const seenTable = quote(seenName);

/**
 * A write-ahead log, with no other reader: the library cannot roll back the journal of a process that was killed (its
 * file system takes its own lock for a writer's), while a log has checksums, and what was not committed is not read.
 */
const useLog = (database: Database): void => {
	database.exec('PRAGMA locking_mode = EXCLUSIVE');
	database.exec('PRAGMA journal_mode = WAL');
	database.exec('PRAGMA synchronous = FULL');
};

/** All of it, or nothing. */
const inTransaction = (database: Database, context: SinkContext, work: () => void): void => {
	database.exec('BEGIN IMMEDIATE');
	try {
		work();
		database.exec('COMMIT');
	} catch (error) {
		if (database.inTransaction) database.exec('ROLLBACK');
		throw refreshFailure(error, context);
	}
};

/** A statement tells the error of its last run once more, and would so keep the database open. */
const finalize = (statement: Statement | undefined): void => {
	try {
		if (!statement?.isFinalized) statement?.finalize();
	} catch {
		// Told already.
	}
};

const createSink = (database: Database, context: SinkContext): Sink => {
	const {partial, bytes, mark, columns, settings, name} = context;
	const toRow = createToRow(columns);
	prepareTable(database, name, columns);
	const progress = bytes === 0 ? SqliteProgress.begin(database) : SqliteProgress.resume(database, mark);
	if (bytes === 0) {
		// One that somebody else's aborted run left knows nothing of this one.
		database.exec(`DROP TABLE IF EXISTS ${seenTable}`);
		if (settings.prune) database.exec(`CREATE TABLE ${seenTable} ("id" TEXT PRIMARY KEY) WITHOUT ROWID`);
	}
	// Where a resumed export has none, its rows were pruned already: nothing is left to prune.
	const prunes = settings.prune && hasTable(database, seenName);
	// Prepared last: where something fails before, a statement would keep the database open.
	const insert = database.prepare(upsert(name, columns));
	const note = prunes ? database.prepare(`INSERT OR IGNORE INTO ${seenTable} VALUES (${textParameter})`) : undefined;
	const idAt = columns.findIndex(({name}) => name === 'id');

	const close = () => {
		for (const statement of [insert, note]) finalize(statement);
		database.close();
	};
	let open = true;
	return {
		write: async items => {
			inTransaction(database, context, () => {
				for (const item of items) {
					const row = toRow(item).map(toBindable);
					insert.run(row);
					note?.run([row[idAt] ?? null]);
				}
				progress.advance();
			});
		},
		// A commit is on the disk when it returns.
		flush: async () => ({
			bytes: (await sizeOf(partial)) + (await sizeOf(`${partial}-wal`)),
			mark: progress.flush(),
		}),
		finish: async () => {
			note?.finalize();
			inTransaction(database, context, () => {
				if (prunes) {
					database.exec(`DELETE FROM ${quote(name)} WHERE "id" NOT IN (SELECT "id" FROM ${seenTable})`);
					database.exec(`DROP TABLE ${seenTable}`);
				}
				progress.remove();
			});
			insert.finalize();
			// Moves everything into the one file.
			database.exec('PRAGMA journal_mode = DELETE');
			open = false;
			close();
			for (const suffix of workFiles) await files.remove(partial + suffix);
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
};

/**
 * A typed table, named after the endpoint, with `id` as its key: a row that is there already is brought up to date, so
 * an export repeated refreshes. One transaction a page.
 */
export const openSqliteSink: OpenSink = async context => {
	const {default: sqlite} = await loadOptional(() => import('node-sqlite3-wasm'), 'node-sqlite3-wasm', 'sqlite');
	await preparePartial(context);
	const {partial, bytes} = context;
	if (bytes > 0) checkPartial(() => new sqlite.Database(partial, {readOnly: true}), context);
	const database = new sqlite.Database(partial);
	try {
		useLog(database);
		return createSink(database, context);
	} catch (error) {
		database.close();
		throw refreshFailure(error, context);
	}
};
