import {ownColumns, type SqlColumn} from '../database/marked-table.ts';
import {keepFields} from '../formats/other-fields.ts';
import {arrayOf} from './binary-arrays.ts';
import {otherJsonb} from './cells.ts';
import {prepareTable} from './inspect-table.ts';
import {createMakeRow, keyPlacesOf, type MadeRow} from './made-rows.ts';
import {insert, leftOver, upsert, writtenKeys} from './row-statements.ts';
import type {RunSql} from './session.ts';
import type {Tables} from './table.ts';
import {expectTaken, type Marks} from './whole-tables.ts';

/** Rows that all keep the same fields, and the statement that writes them, with what it is given after the marks. */
interface Prepared {
	readonly rows: readonly MadeRow[];
	readonly statement: string;
	readonly arrays: readonly unknown[];
}

/** What of some pages is to be written. */
interface Chosen {
	/**
	 * In the order of their keys, so that two exports with rows in common seldom both wait for each other: where rows keep
	 * different fields they may. The server then ends one (40P01), whose transaction is undone, and which can be gone on with.
	 */
	readonly keyed: readonly MadeRow[];
	readonly groups: readonly Prepared[];
	readonly withoutKey: readonly MadeRow[];
}

const inOrder = (rows: Iterable<MadeRow>): readonly MadeRow[] =>
	[...rows].sort(({key: one = ''}, {key: other = ''}) => (one < other ? -1 : 1));

const keepsFields = ([first]: readonly MadeRow[]): boolean => (first?.kept.length ?? 0) > 0;

const groupsOf = (rows: readonly MadeRow[]): Iterable<readonly MadeRow[]> => {
	const groups = new Map<string, MadeRow[]>();
	for (const row of rows) {
		const text = row.kept.join('\0');
		const group = groups.get(text);
		if (group === undefined) groups.set(text, [row]);
		else group.push(row);
	}
	return groups.values();
};

/** The rows of an export in its tables. */
export class Rows {
	readonly #tables: Tables;
	readonly #marks: Marks;
	readonly #make: (item: unknown) => MadeRow;
	readonly #keyPlaces: readonly number[];
	/** Of the pages that were looked up last. */
	#keyed = new Map<string, MadeRow>();
	#withoutKey: MadeRow[] = [];
	#chosen: Chosen | undefined;

	constructor(tables: Tables, marks: Marks) {
		const {columns, notAsked} = tables;
		this.#tables = tables;
		this.#marks = marks;
		this.#make = createMakeRow(columns, notAsked);
		this.#keyPlaces = keyPlacesOf(columns);
	}

	#keyArrays(rows: readonly MadeRow[]): readonly unknown[] {
		const key = ownColumns(this.#tables.main).filter(({isKey}) => isKey);
		return this.#keyPlaces.map((place, part) => arrayOf((key[part] as SqlColumn).type, rows, place));
	}

	/** The keys of these rows that this run has written already. */
	async #written(query: RunSql, rows: readonly MadeRow[]): Promise<ReadonlySet<unknown>> {
		const known = rows.filter(({key}) => key !== undefined);
		if (known.length === 0) return new Set();
		const [project, , run] = this.#marks;
		const found = await query(writtenKeys(this.#tables.main), [project, run, ...this.#keyArrays(known)]);
		return new Set(found.map(({place}) => known[Number(place) - 1]?.key));
	}

	/**
	 * What of some pages is not there yet. Of a key that a page has twice the last one's values are written, and of one that
	 * several pages have those of the first.
	 * @param query undefined to leave it to `write` to find what earlier pages have brought
	 */
	async newIn(pages: readonly (readonly unknown[])[], query: RunSql | undefined): Promise<() => boolean> {
		const rows = pages.flatMap(page => page.map(this.#make));
		const pageOf = pages.flatMap((page, number) => page.map(() => number));
		const written = query && (await this.#written(query, rows));
		const keyed = new Map<string, MadeRow>();
		const withoutKey: MadeRow[] = [];
		[this.#keyed, this.#withoutKey, this.#chosen] = [keyed, withoutKey, undefined];
		const places = new Map<string, number>();
		const isNew = (place: number): boolean => {
			const row = rows[place] as MadeRow;
			const {key} = row;
			if (key === undefined) return withoutKey.push(row) > 0;
			if (written?.has(key)) return false;
			const first = places.get(key);
			if (first === undefined || pageOf[first] === pageOf[place]) keyed.set(key, row);
			if (first === undefined) places.set(key, place);
			return first === undefined;
		};
		let next = 0;
		if (query !== undefined) return () => isNew(next++);
		// All of them are wanted: they are made ready now, while the rows before them are being written.
		const verdicts = rows.map((_row, place) => isNew(place));
		this.#chosen = this.choose();
		return () => verdicts[next++] === true;
	}

	/** What was new in the pages that were looked up last. */
	choose(): Chosen {
		if (this.#chosen !== undefined) return this.#chosen;
		const keyed = inOrder(this.#keyed.values());
		const groups = [...groupsOf(keyed)].map(rows => this.#prepare(rows, keepsFields(rows)));
		return {keyed, groups, withoutKey: this.#withoutKey};
	}

	/** How many items have no key that tells them apart, although others have. */
	withoutKeyIn({withoutKey}: Chosen): number {
		return this.#keyPlaces.length === 0 ? 0 : withoutKey.length;
	}

	/** Resolves to how many of the rows this run had written already; they stay as they are. Refuses to lose any. */
	async write(query: RunSql, {keyed, groups, withoutKey}: Chosen): Promise<number> {
		const {main, incoming} = this.#tables;
		let written = 0;
		for (const group of groups) written += await this.#upsert(query, group);
		if (written < keyed.length) expectTaken(main, keyed.length, (await this.#written(query, keyed)).size);
		if (withoutKey.length > 0) {
			await prepareTable(query, incoming);
			const arrays = ownColumns(incoming).map(({type}, place) => arrayOf(type, withoutKey, place));
			const [result] = await query(insert(incoming), [...this.#marks, this.#tables.space, ...arrays]);
			expectTaken(incoming, withoutKey.length, Number(result?.rows));
		}
		return keyed.length - written;
	}

	/** Resolves to how many rows were written. */
	async #upsert(query: RunSql, group: Prepared): Promise<number> {
		const {rows} = group;
		const written = await this.#write(query, group);
		if (!keepsFields(rows) || written === rows.length) return written;
		const others = await this.#keepLeftOver(query, rows);
		return others.length === 0 ? written : written + (await this.#write(query, this.#prepare(others, false)));
	}

	async #write(query: RunSql, {statement, arrays}: Prepared): Promise<number> {
		const [result] = await query(statement, [...this.#marks, this.#tables.space, ...arrays]);
		return Number(result?.rows);
	}

	#prepare(rows: readonly MadeRow[], spareLeftOver: boolean): Prepared {
		const {columns, main} = this.#tables;
		const kept = rows[0]?.kept ?? [];
		const own = ownColumns(main);
		const given: SqlColumn[] = [];
		const arrays: unknown[] = [];
		for (const [place, column] of own.entries()) {
			if (rows.every(({cells}) => cells[place] === null)) continue;
			given.push(column);
			arrays.push(arrayOf(column.type, rows, place));
		}
		const isKept = (place: number) => kept.includes(columns[place]?.path[0] ?? '');
		const statement = upsert(main, {given, kept: new Set(own.filter((_, place) => isKept(place))), spareLeftOver});
		return {rows, statement, arrays};
	}

	/** Rows that are there with something left over of such fields, which then stays as well. */
	async #keepLeftOver(query: RunSql, rows: readonly MadeRow[]): Promise<readonly MadeRow[]> {
		const [project, , run] = this.#marks;
		const others: MadeRow[] = [];
		for (const {place, found} of await query(leftOver(this.#tables.main), [project, run, ...this.#keyArrays(rows)])) {
			const row = rows[Number(place) - 1] as MadeRow;
			const last = row.cells.length - 1;
			row.cells[last] = otherJsonb(keepFields(found, row.cells[last] as string | null, row.kept));
			others.push(row);
		}
		return others;
	}
}
