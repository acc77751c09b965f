import {randomUUID} from 'node:crypto';
import type {Database} from 'node-sqlite3-wasm';
import {notAsLeft} from './destination-failure.ts';
import type {SinkContext} from './format.ts';
import {isContentError} from './sqlite-error.ts';
import {hasTable, quote} from './sqlite-table.ts';

/** One row, that says how far a partial database has come; no finished one has it. */
const tableName = 'signalwire_paginate_progress';
const table = quote(tableName);

/**
 * A database has no first so many bytes: it is known by a mark that changes with every transaction. The mark before is
 * kept too, for a process may die when the transaction is on the disk and the checkpoint is not.
 */
export class SqliteProgress {
	readonly #database: Database;
	#mark: string;
	#flushed: string;

	private constructor(database: Database, mark: string, flushed: string) {
		this.#database = database;
		this.#mark = mark;
		this.#flushed = flushed;
	}

	/** Of a new database; a table that somebody else's aborted run left is no beginning. */
	static begin(database: Database): SqliteProgress {
		const mark = randomUUID();
		database.exec(`DROP TABLE IF EXISTS ${table}`);
		database.exec(`CREATE TABLE ${table} ("mark" TEXT NOT NULL, "previous" TEXT NOT NULL)`);
		database.run(`INSERT INTO ${table} VALUES (?, '')`, [mark]);
		return new SqliteProgress(database, mark, '');
	}

	/** Of one that is as it was left: at the mark of the checkpoint, or a transaction after it. */
	static resume(database: Database, mark: string): SqliteProgress {
		// Without a table it only waits for its name, and no transaction is to come.
		const row = hasTable(database, tableName) ? database.get(`SELECT "mark" FROM ${table}`) : null;
		return new SqliteProgress(database, String(row?.mark ?? mark), mark);
	}

	/** Within a transaction: gives it its mark. The mark before is the last one that a checkpoint can have. */
	advance(): void {
		this.#mark = randomUUID();
		this.#database.run(`UPDATE ${table} SET "mark" = ?, "previous" = ?`, [this.#mark, this.#flushed]);
	}

	/** The mark of the last transaction, for the checkpoint. */
	flush(): string {
		this.#flushed = this.#mark;
		return this.#mark;
	}

	/** Within the last transaction. */
	remove(): void {
		this.#database.exec(`DROP TABLE IF EXISTS ${table}`);
	}
}

const isAsLeft = (database: Database, {mark, rows, name, isComplete}: SinkContext): boolean => {
	// With no other reader, the log is read without the file of shared memory that the library has not got.
	database.exec('PRAGMA locking_mode = EXCLUSIVE');
	if (database.get('PRAGMA quick_check(1)')?.quick_check !== 'ok') return false;
	if (hasTable(database, tableName)) {
		const row = database.get(`SELECT "mark", "previous" FROM ${table}`);
		return row?.mark === mark || row?.previous === mark;
	}
	// A crash just before the file gets its name: all that is left of the progress are the rows.
	return isComplete && Number(database.get(`SELECT count(*) AS "rows" FROM ${quote(name)}`)?.rows) >= rows;
};

/**
 * Refuses a partial database that is not the one that the checkpoint speaks of, or the transaction after it.
 * @param open opens it for reading only, so that one that is refused stays as it is
 */
export const checkPartial = (open: () => Database, context: SinkContext): void => {
	let asLeft = false;
	try {
		const database = open();
		try {
			asLeft = isAsLeft(database, context);
		} finally {
			database.close();
		}
	} catch (error) {
		if (!isContentError(error)) throw error;
	}
	if (!asLeft) throw notAsLeft('partial file', context.partial);
};
