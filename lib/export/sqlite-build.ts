import type {Database, Statement} from 'node-sqlite3-wasm';
import type {SinkContext} from './format.ts';
import {createToRow} from './rows.ts';
import {makeDatabase, removeDatabase, syncDatabase} from './sqlite-files.ts';
import {prepareListed, removeUnlisted, removeWithoutKey} from './sqlite-prune.ts';
import {keyColumnsOf, prepareTable, toBindable, upsert} from './sqlite-table.ts';

/** A database that is being made. Whatever goes wrong, it is thrown away and made again. */
export interface SqliteBuild {
	readonly write: (items: readonly unknown[]) => void;
	/** Completes it, on the disk. */
	readonly finish: () => Promise<void>;
	readonly discard: () => Promise<void>;
}

export type OpenDatabase = (path: string) => Database;

/** The fields of an item that were not asked for, and have not come all the same: what is there of them is kept. */
const keptOf = (item: unknown, notAsked: readonly string[]): readonly string[] =>
	notAsked.filter(field => (Reflect.get(Object(item), field) ?? null) === null);

/** The statements that write rows: one for each selection of fields that are kept. */
class Upserts {
	readonly #prepare: (kept: readonly string[]) => Statement;
	readonly #statements = new Map<string, Statement>();

	constructor(database: Database, {name, columns}: SinkContext) {
		this.#prepare = kept => database.prepare(upsert(name, columns, kept));
	}

	of(kept: readonly string[]): Statement {
		const text = kept.join('\0');
		const statement = this.#statements.get(text) ?? this.#prepare(kept);
		this.#statements.set(text, statement);
		return statement;
	}

	get all(): readonly Statement[] {
		return [...this.#statements.values()];
	}
}

/** A statement tells the error of its last run once more, and would so keep the database open. */
const finalize = (statement: Statement | undefined): void => {
	try {
		if (!statement?.isFinalized) statement?.finalize();
	} catch {
		// Told already.
	}
};

/**
 * Nothing of what is made is worth a journal; what another program's database has in its log is no concern, for there
 * must be none. Resolves to whether it was in that mode, which is a part of the file.
 */
const withoutJournal = (database: Database): boolean => {
	// With no other reader, a log needs no file of shared memory, which the library has not got.
	database.exec('PRAGMA locking_mode = EXCLUSIVE');
	const isLogged = database.get('PRAGMA journal_mode')?.journal_mode === 'wal';
	database.exec('PRAGMA journal_mode = OFF');
	database.exec('PRAGMA synchronous = OFF');
	return isLogged;
};

/**
 * Begins a database with a typed table, named after the endpoint: a new one, or a copy that is brought up to date.
 * @param path where it is made
 */
export const beginBuild = async (open: OpenDatabase, path: string, context: SinkContext): Promise<SqliteBuild> => {
	const {refresh, name, columns, notAsked, settings} = context;
	await makeDatabase(path, refresh);
	const database = open(path);
	const upserts = new Upserts(database, context);
	let note: Statement | undefined;
	const close = () => {
		for (const statement of [...upserts.all, note]) finalize(statement);
		if (database.isOpen) database.close();
	};
	const discard = async () => {
		close();
		await removeDatabase(path);
	};
	try {
		const isLogged = withoutJournal(database);
		database.exec('BEGIN IMMEDIATE');
		prepareTable(database, name, columns);
		upserts.of(notAsked);
		const isPruned = refresh !== undefined && settings.prune;
		if (refresh !== undefined) removeWithoutKey(database, name, columns);
		if (isPruned) note = prepareListed(database, columns);

		const toRow = createToRow(columns);
		const keyPlaces = keyColumnsOf(columns).map(column => columns.indexOf(column));
		return {
			write: items => {
				for (const item of items) {
					const row = toRow(item).map(toBindable);
					upserts.of(keptOf(item, notAsked)).run(row);
					note?.run(keyPlaces.map(place => row[place] ?? null));
				}
			},
			finish: async () => {
				if (isPruned) {
					finalize(note);
					removeUnlisted(database, name, columns);
				}
				database.exec('COMMIT');
				if (isLogged) database.exec('PRAGMA journal_mode = WAL');
				close();
				await syncDatabase(path);
			},
			discard,
		};
	} catch (error) {
		await discard();
		throw error;
	}
};
