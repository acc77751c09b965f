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

/** What of some pages is to be written. */
interface Chosen {
	/**
	 * In the order of their keys, so that two exports with rows in common seldom both wait for each other: where rows keep
	 * different fields they may. The server then ends one (40P01), whose transaction is undone, and which can be gone on with.
	 */
	readonly keyed: readonly MadeRow[];
	readonly withoutKey: readonly MadeRow[];
}

const inOrder = (rows: Iterable<MadeRow>): readonly MadeRow[] =>
	[...rows].sort(({key: one = ''}, {key: other = ''}) => (one < other ? -1 : 1));

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
		[this.#keyed, this.#withoutKey] = [keyed, withoutKey];
		const places = new Map<string, number>();
		let next = 0;
		return () => {
			const place = next++;
			const row = rows[place] as MadeRow;
			const {key} = row;
			if (key === undefined) return withoutKey.push(row) > 0;
			if (written?.has(key)) return false;
			const first = places.get(key);
			if (first === undefined || pageOf[first] === pageOf[place]) keyed.set(key, row);
			if (first === undefined) places.set(key, place);
			return first === undefined;
		};
	}

	/** What was new in the pages that were looked up last. */
	choose(): Chosen {
		return {keyed: inOrder(this.#keyed.values()), withoutKey: this.#withoutKey};
	}

	/** How many items have no key that tells them apart, although others have. */
	withoutKeyIn({withoutKey}: Chosen): number {
		return this.#keyPlaces.length === 0 ? 0 : withoutKey.length;
	}

	/** Resolves to how many of the rows this run had written already; they stay as they are. Refuses to lose any. */
	async write(query: RunSql, {keyed, withoutKey}: Chosen): Promise<number> {
		const {main, incoming} = this.#tables;
		let written = 0;
		for (const rows of groupsOf(keyed)) written += await this.#upsert(query, rows);
		if (written < keyed.length) expectTaken(main, keyed.length, (await this.#written(query, keyed)).size);
		if (withoutKey.length > 0) {
			await prepareTable(query, incoming);
			const arrays = ownColumns(incoming).map(({type}, place) => arrayOf(type, withoutKey, place));
			const [result] = await query(insert(incoming), [...this.#marks, this.#tables.space, ...arrays]);
			expectTaken(incoming, withoutKey.length, Number(result?.rows));
		}
		return keyed.length - written;
	}

	/** Rows that all keep the same fields; resolves to how many were written. */
	async #upsert(query: RunSql, rows: readonly MadeRow[]): Promise<number> {
		const keepsFields = (rows[0]?.kept.length ?? 0) > 0;
		const written = await this.#write(query, rows, keepsFields);
		if (!keepsFields || written === rows.length) return written;
		const others = await this.#keepLeftOver(query, rows);
		return others.length === 0 ? written : written + (await this.#write(query, others, false));
	}

	async #write(query: RunSql, rows: readonly MadeRow[], spareLeftOver: boolean): Promise<number> {
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
		const [result] = await query(statement, [...this.#marks, this.#tables.space, ...arrays]);
		return Number(result?.rows);
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
