import type {SqlColumn} from '../database/marked-table.ts';
import type {Column} from '../formats/columns.ts';
import {keepFields} from '../formats/other-fields.ts';
import {type Cell, createToRow, parentCell} from '../formats/rows.ts';
import {otherJsonb, toPostgresRow} from './cells.ts';
import {isThere, prepareTable} from './inspect-table.ts';
import {
	clearIncoming,
	insert,
	leftOver,
	moveIncoming,
	ownColumns,
	prune,
	removeBelow,
	upsert,
	writtenKeys,
} from './row-statements.ts';
import type {RunSql} from './session.ts';
import type {SqlTable, Tables} from './table.ts';

/** Whose rows they are, which listing brings them, and which export of it. */
export type Marks = readonly [project: string, listing: string, run: string];

/** Bytes of a whole key: an index of Postgres takes no more than 2,704. */
const longestKey = 2000;

/** A row, as far as it is known before it is written. */
interface Made {
	readonly cells: Cell[];
	/** Fields that were not asked for, and have not come all the same: what is there of them is kept. */
	readonly kept: readonly string[];
}

const arraysOf = (table: SqlTable, rows: readonly Made[]): readonly (readonly Cell[])[] =>
	ownColumns(table).map((_, index) => rows.map(({cells}) => cells[index] as Cell));

/** The rows of an export in its tables. */
export class Rows {
	readonly #tables: Tables;
	readonly #marks: Marks;
	readonly #toRow: (item: unknown) => Cell[];
	/** Of the page that was looked up last. */
	#made: ReadonlyMap<unknown, Cell[]> = new Map();
	readonly #keyPlaces: readonly number[];

	constructor(tables: Tables, marks: Marks) {
		const {columns} = tables;
		const toRow = createToRow(columns);
		this.#tables = tables;
		this.#marks = marks;
		this.#toRow = item => toPostgresRow(columns, toRow(item), item);
		this.#keyPlaces = columns.flatMap(({key}, place) => (key ? [place] : []));
	}

	/** The key of a row; undefined where it has none that tells it apart. */
	#keyOf(cells: readonly Cell[]): readonly Cell[] | undefined {
		const key = this.#keyPlaces.map(place => cells[place] as Cell);
		const bytes = key.reduce<number>((sum, cell) => sum + Buffer.byteLength(String(cell), 'utf8'), 0);
		return key.length === 0 || key.includes(null) || bytes > longestKey ? undefined : key;
	}

	#keyArrays(keys: readonly (readonly Cell[])[]): readonly (readonly Cell[])[] {
		return this.#keyPlaces.map((_, part) => keys.map(key => key[part] as Cell));
	}

	/** Makes the tables, or what they have not got yet, and forgets what an export of this listing had come to. */
	async prepare(query: RunSql): Promise<void> {
		const {main, withoutKey, incoming} = this.#tables;
		await prepareTable(query, main);
		for (const table of [withoutKey, incoming]) {
			if (table !== main && (await isThere(query, table))) await prepareTable(query, table);
		}
		if (await isThere(query, incoming)) await query(clearIncoming(this.#tables), this.#marks);
	}

	/** What of a page this export has not written yet; of two with one key, the first. */
	async newIn(query: RunSql, items: readonly unknown[]): Promise<(item: unknown) => boolean> {
		this.#made = new Map(items.map(item => [item, this.#toRow(item)]));
		const keys = items.map(item => this.#keyOf(this.#cellsOf(item)));
		const known = keys.filter(key => key !== undefined);
		if (known.length === 0) return () => true;
		const [project, , run] = this.#marks;
		const found = await query(writtenKeys(this.#tables.main), [project, run, ...this.#keyArrays(known)]);
		const seen = new Set(found.map(({place}) => JSON.stringify(known[Number(place) - 1])));
		let next = 0;
		return () => {
			const key = keys[next++];
			if (key === undefined) return true;
			const text = JSON.stringify(key);
			return !seen.has(text) && Boolean(seen.add(text));
		};
	}

	#cellsOf(item: unknown): Cell[] {
		return this.#made.get(item) ?? this.#toRow(item);
	}

	/** How many items have no key that tells them apart, although others have. */
	withoutKeyIn(items: readonly unknown[]): number {
		if (this.#keyPlaces.length === 0) return 0;
		return items.filter(item => this.#keyOf(this.#cellsOf(item)) === undefined).length;
	}

	async write(query: RunSql, items: readonly unknown[]): Promise<void> {
		const {notAsked, main, incoming} = this.#tables;
		const groups = new Map<string, Made[]>();
		const without: Made[] = [];
		for (const item of items) {
			const kept = notAsked.filter(field => (Reflect.get(Object(item), field) ?? null) === null);
			const made = {cells: this.#cellsOf(item), kept};
			if (this.#keyOf(made.cells) === undefined) without.push(made);
			else {
				const group = JSON.stringify(kept);
				const rows = groups.get(group);
				if (rows === undefined) groups.set(group, [made]);
				else rows.push(made);
			}
		}
		for (const rows of groups.values()) await this.#upsert(query, main, rows);
		if (without.length > 0) {
			await prepareTable(query, incoming);
			await query(insert(incoming), [...this.#marks, ...arraysOf(incoming, without)]);
		}
	}

	/** Rows that all keep the same fields. */
	async #upsert(query: RunSql, table: SqlTable, rows: readonly Made[]): Promise<void> {
		const kept = rows[0]?.kept ?? [];
		if (kept.length > 0) await this.#keepLeftOver(query, table, rows);
		const isKept = ({path: [field]}: Column) => field !== undefined && kept.includes(field);
		const places = this.#tables.columns.flatMap((column, place) => (isKept(column) ? [place] : []));
		await query(upsert(table, new Set(places)), [...this.#marks, ...arraysOf(table, rows)]);
	}

	/** What did not fit into the columns of such fields stays as well. */
	async #keepLeftOver(query: RunSql, table: SqlTable, rows: readonly Made[]): Promise<void> {
		const keys = rows.map(({cells}) => this.#keyOf(cells) ?? []);
		const [project] = this.#marks;
		for (const {place, found} of await query(leftOver(table), [project, ...this.#keyArrays(keys)])) {
			const row = rows[Number(place) - 1];
			if (row === undefined) continue;
			const last = row.cells.length - 1;
			row.cells[last] = otherJsonb(keepFields(found, row.cells[last] as string | null, row.kept));
		}
	}

	/** After the last page: rows without a key take the place of those that were there, and what is not listed any more goes. */
	async complete(query: RunSql, prunes: boolean): Promise<void> {
		const {main, withoutKey, incoming} = this.#tables;
		if (await isThere(query, incoming)) await prepareTable(query, withoutKey);
		if (await isThere(query, withoutKey)) await this.#removeBelowParents(query, withoutKey);
		if (await isThere(query, incoming)) await query(moveIncoming(this.#tables), this.#marks);
		if (prunes && main !== withoutKey) await query(prune(main), this.#marks);
	}

	async #removeBelowParents(query: RunSql, table: SqlTable): Promise<void> {
		const {columns} = this.#tables;
		const [project] = this.#marks;
		const places = columns.flatMap(({parameter}, place) => (parameter === undefined ? [] : [place]));
		const own = ownColumns(table);
		const parents = places.map(place => own[place] as SqlColumn);
		await query(removeBelow(table, parents), [project, ...places.map(place => parentCell(columns[place] as Column))]);
	}
}
