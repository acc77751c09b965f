import type {Database, Statement} from 'node-sqlite3-wasm';
import {createToRow} from '../rows.ts';
import type {SqliteContext} from './sqlite-context.ts';
import {doesNotFit} from './sqlite-error.ts';
import {prepareListed, removeUnlisted} from './sqlite-prune.ts';
import {
	emptyTable,
	findKeyless,
	findNumeric,
	keyColumnsOf,
	lendFunctions,
	prepareTable,
	toBindable,
	upsert,
	withoutKey,
} from './sqlite-table.ts';

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

/**
 * The rows of an export in a database: a new table, or one that is brought up to date. Rows without a key, which nothing
 * tells apart, have a table of their own, made when there is one, and are written anew as a whole.
 */
export class SqliteRows {
	readonly #database: Database;
	readonly #context: SqliteContext;
	readonly #toRow: ReturnType<typeof createToRow>;
	readonly #keyPlaces: readonly number[];
	/** The statements that write rows: one for each selection of fields that are kept. */
	readonly #upserts = new Map<string, Statement>();
	#note: Statement | undefined;
	#insertWithoutKey: Statement | undefined;

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
		const missing = findKeyless(this.#database, name, columns);
		if (refresh !== undefined && missing !== undefined) {
			throw doesNotFit(refresh, name, `it has no column ${missing}, which is a part of the key of ${name} now`);
		}
		prepareTable(this.#database, name, columns);
		this.#upsert(notAsked);
		if (refresh === undefined) return;
		for (const table of [name, this.#nameWithoutKey]) {
			const numeric = findNumeric(this.#database, table, columns);
			if (numeric !== undefined) throw doesNotFit(refresh, table, `SQLite: ${numeric}, which makes numbers of texts`);
		}
		emptyTable(this.#database, this.#nameWithoutKey, columns);
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

	get #nameWithoutKey(): string {
		return `${this.#context.table.name}_without_key`;
	}

	#prepareWithoutKey(): Statement {
		const columns = withoutKey(this.#context.table.columns);
		prepareTable(this.#database, this.#nameWithoutKey, columns);
		return this.#database.prepare(upsert(this.#nameWithoutKey, columns, []));
	}

	write(items: readonly unknown[]): void {
		for (const item of items) {
			const row = this.#toRow(item).map(toBindable);
			if (this.#keyPlaces.some(place => row[place] === null)) {
				this.#insertWithoutKey ??= this.#prepareWithoutKey();
				this.#insertWithoutKey.run(row);
				continue;
			}
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
		for (const statement of [this.#note, this.#insertWithoutKey]) if (statement !== undefined) finalize(statement);
	}
}
