import type {Database, Statement} from 'node-sqlite3-wasm';
import {createToRow} from '../rows.ts';
import type {SqliteContext} from './sqlite.ts';
import {doesNotFit} from './sqlite-error.ts';
import {prepareListed, removeUnlisted, removeWithoutKey} from './sqlite-prune.ts';
import {findNumeric, keyColumnsOf, lendFunctions, prepareTable, toBindable, upsert} from './sqlite-table.ts';

/** The fields of an item that were not asked for, and have not come all the same: what is there of them is kept. */
const keptOf = (item: unknown, notAsked: readonly string[]): readonly string[] =>
	notAsked.filter(field => (Reflect.get(Object(item), field) ?? null) === null);

/** A statement tells the error of its last run once more, and would so keep the database open. */
const finalize = (statement: Statement): void => {
	try {
		if (!statement.isFinalized) statement.finalize();
	} catch {
		// Told already.
	}
};

/** The rows of an export in a database: a new table, or one that is brought up to date. */
export class SqliteRows {
	readonly #database: Database;
	readonly #context: SqliteContext;
	readonly #toRow: ReturnType<typeof createToRow>;
	readonly #keyPlaces: readonly number[];
	/** The statements that write rows: one for each selection of fields that are kept. */
	readonly #upserts = new Map<string, Statement>();
	#note: Statement | undefined;

	constructor(database: Database, context: SqliteContext) {
		const {columns} = context.table;
		this.#database = database;
		this.#context = context;
		this.#toRow = createToRow(columns);
		this.#keyPlaces = keyColumnsOf(columns).map(column => columns.indexOf(column));
	}

	/** Fails where a table that is there does not fit. */
	prepare(): void {
		const {table, refresh, options} = this.#context;
		const {name, columns, notAsked} = table;
		lendFunctions(this.#database);
		prepareTable(this.#database, name, columns);
		this.#upsert(notAsked);
		if (refresh === undefined) return;
		const numeric = findNumeric(this.#database, name, columns);
		if (numeric !== undefined) throw doesNotFit(refresh, name, `SQLite: ${numeric}, which makes numbers of texts`);
		removeWithoutKey(this.#database, name, columns);
		if (options.prune) this.#note = prepareListed(this.#database, columns);
	}

	#upsert(kept: readonly string[]): Statement {
		const text = kept.join('\0');
		const prepared = this.#upserts.get(text);
		if (prepared !== undefined) return prepared;
		const {name, columns} = this.#context.table;
		const statement = this.#database.prepare(upsert(name, columns, kept));
		this.#upserts.set(text, statement);
		return statement;
	}

	write(items: readonly unknown[]): void {
		for (const item of items) {
			const row = this.#toRow(item).map(toBindable);
			this.#upsert(keptOf(item, this.#context.table.notAsked)).run(row);
			this.#note?.run(this.#keyPlaces.map(place => row[place] ?? null));
		}
	}

	/** After the last row. */
	complete(): void {
		const {name, columns} = this.#context.table;
		this.close();
		if (this.#note !== undefined) removeUnlisted(this.#database, name, columns);
	}

	/** Lets go of the database, also after a failure. */
	close(): void {
		for (const statement of this.#upserts.values()) finalize(statement);
		if (this.#note !== undefined) finalize(this.#note);
	}
}
