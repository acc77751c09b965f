import {ownColumns, type SqlColumn} from '../../database/marked-table.ts';
import type {Column} from '../columns.ts';
import {keepFields} from '../other-fields.ts';
import {type Cell, createToRow, parentCell} from '../rows.ts';
import type {SqliteContext} from './sqlite-context.ts';
import type {SqliteDatabase, SqlValue} from './sqlite-library.ts';
import {
	filledPlaces,
	insert,
	keeping,
	type Marked,
	type Marks,
	prune,
	removeBelow,
	upsert,
} from './sqlite-statements.ts';
import {
	checkTable,
	isThere,
	nextRun,
	prepareTable,
	type SqliteTable,
	type SqliteTables,
	tablesOf,
} from './sqlite-table.ts';

/** The fields that were not asked for, and have not come all the same: what is there of them is kept; and all other cells. */
export type SqliteRow = readonly [kept: readonly string[], cells: readonly SqlValue[]];

/** SQLite has no truth values of its own. */
const sqlValueOf = (cell: Cell): SqlValue => (typeof cell === 'boolean' ? Number(cell) : cell);

/** What is made once for each selection of fields that are kept. */
const byKept = <Made>(make: (kept: readonly string[]) => Made): ((kept: readonly string[]) => Made) => {
	const all = new Map<string, Made>();
	return kept => {
		const text = kept.join('\0');
		let made = all.get(text);
		if (made === undefined) {
			made = make(kept);
			all.set(text, made);
		}
		return made;
	};
};

/** Makes rows of items. */
export const createMakeRow = ({table: {columns, notAsked}}: SqliteContext): ((item: unknown) => SqliteRow) => {
	const toRow = createToRow(columns);
	const placesOf = byKept(kept => filledPlaces(columns, kept));
	return item => {
		const kept = notAsked.filter(field => (Reflect.get(Object(item), field) ?? null) === null);
		const cells = toRow(item);
		return [kept, placesOf(kept).map(place => sqlValueOf(cells[place] as Cell))];
	};
};

/**
 * The rows of an export in a database: in a new table, or in one that is brought up to date. Rows without a key, which
 * nothing tells apart, have a table of their own, made when there is one, and are written anew as a whole.
 */
export class SqliteRows {
	readonly #database: SqliteDatabase;
	readonly #context: SqliteContext;
	readonly #tables: SqliteTables;
	#marks: Marks;
	readonly #keyPlaces: readonly number[];
	/** The statements that write rows with a key, and without one. */
	readonly #upserting = byKept(kept => this.#database.prepare(upsert(this.#marked(this.#tables.main), kept)));
	readonly #inserting = byKept(kept => {
		prepareTable(this.#database, this.#tables.withoutKey);
		return this.#database.prepare(insert(this.#marked(this.#tables.withoutKey), kept));
	});

	constructor(database: SqliteDatabase, context: SqliteContext) {
		this.#database = database;
		this.#context = context;
		this.#tables = tablesOf(context);
		this.#marks = [context.project, context.listing, 1, context.space];
		this.#keyPlaces = context.table.columns.flatMap(({key}, place) => (key ? [place] : []));
	}

	/** Fails where a table that is there does not fit. */
	prepare(): void {
		const {main, withoutKey} = this.#tables;
		const {refresh, table, project, listing, space} = this.#context;
		// What SQLite's own functions for JSON cannot do: not with any depth, nor with halves of characters.
		this.#database.lend(keeping, (was, is, kept) => keepFields(was, is as string | null, JSON.parse(String(kept))));
		if (refresh !== undefined) for (const table of [main, withoutKey]) checkTable(this.#database, table, refresh);
		prepareTable(this.#database, main);
		this.#marks = [project, listing, nextRun(this.#database, main), space];
		if (isThere(this.#database, withoutKey)) {
			prepareTable(this.#database, withoutKey);
			this.#removeBelowParents(withoutKey);
		}
		// What cannot be prepared is told of now.
		if (main === withoutKey) this.#inserting(table.notAsked);
		else this.#upserting(table.notAsked);
	}

	#removeBelowParents(table: SqliteTable): void {
		const {columns} = this.#context.table;
		const places = columns.flatMap(({parameter}, place) => (parameter === undefined ? [] : [place]));
		const parents = places.map(place => ownColumns(table)[place] as SqlColumn);
		const remove = this.#database.prepare(removeBelow(table, this.#context.project, parents));
		remove(places.map(place => sqlValueOf(parentCell(columns[place] as Column))));
	}

	#marked(table: SqliteTable): Marked {
		return {table, columns: this.#context.table.columns, marks: this.#marks};
	}

	#hasKey(cells: readonly SqlValue[]): boolean {
		return this.#keyPlaces.length > 0 && this.#keyPlaces.every(place => cells[place] !== null);
	}

	write(rows: readonly SqliteRow[]): void {
		for (const [kept, cells] of rows) {
			const write = this.#hasKey(cells) ? this.#upserting(kept) : this.#inserting(kept);
			write(cells);
		}
	}

	/** After the last row: what is not listed any more goes, where it is to. */
	complete(): void {
		const {main, withoutKey} = this.#tables;
		if (this.#context.options.prune && main !== withoutKey) this.#database.exec(prune(main, this.#marks));
	}
}
