import {ownColumns, type SqlColumn} from '../database/marked-table.ts';
import {DestinationFailure} from '../destination-failure.ts';
import type {Column} from '../formats/columns.ts';
import {parentCell} from '../formats/rows.ts';
import {isThere, prepareTable} from './inspect-table.ts';
import {clearIncoming, countOfRun, countOfWaiting, moveIncoming, prune, removeBelow} from './row-statements.ts';
import type {RunSql} from './session.ts';
import type {SqlTable, Tables} from './table.ts';

/** Whose rows they are, which listing brings them, and which export of it. */
export type Marks = readonly [project: string, listing: string, run: string];

/** A row that a table has not taken is no duplicate. */
export const expectTaken = ({schema, name}: SqlTable, sent: number, taken: number): void => {
	if (taken === sent) return;
	throw new DestinationFailure(
		`The table ${schema}.${name} has not taken ${sent - taken} of ${sent} rows: a trigger of it leaves rows out, or the collation of a column takes several keys for one. Change that, and go on with resume (--resume), or choose another table (--table).`,
	);
};

/** Makes the tables, or what they have not got yet, and forgets what an export of this listing had come to. */
export const prepareTables = async (query: RunSql, tables: Tables, marks: Marks): Promise<void> => {
	const {main, withoutKey, incoming} = tables;
	await prepareTable(query, main);
	for (const table of [withoutKey, incoming]) {
		if (table !== main && (await isThere(query, table))) await prepareTable(query, table);
	}
	if (await isThere(query, incoming)) await query(clearIncoming(tables), marks);
};

/**
 * How many of the rows that a run has written are there still, which is all of them unless somebody else was at the
 * tables. Rows that other listings have brought since count as well.
 */
export const countLeft = async (
	query: RunSql,
	tables: Tables,
	marks: Marks,
	{rows, withoutKey}: {readonly rows: number; readonly withoutKey: number},
): Promise<number> => {
	const {main, incoming} = tables;
	const waiting = tables.columns.some(({key}) => key) ? withoutKey : rows;
	const count = async (table: SqlTable, statement: (table: SqlTable) => string, most: number): Promise<number> => {
		if (most === 0 || !(await isThere(query, table))) return 0;
		const [counted] = await query(statement(table), marks);
		return Math.min(most, Number(counted?.rows));
	};
	return (await count(main, countOfRun, rows - waiting)) + (await count(incoming, countOfWaiting, waiting));
};

/** Of rows without a key, those below the parents that this listing is of. */
const removeBelowParents = async (query: RunSql, {columns, withoutKey}: Tables, [project]: Marks): Promise<void> => {
	const places = columns.flatMap(({parameter}, place) => (parameter === undefined ? [] : [place]));
	const own = ownColumns(withoutKey);
	const parents = places.map(place => own[place] as SqlColumn);
	const cells = places.map(place => parentCell(columns[place] as Column));
	await query(removeBelow(withoutKey, parents), [project, ...cells]);
};

/** After the last page: rows without a key take the place of those that were there, and what is not listed any more goes. */
export const completeTables = async (
	query: RunSql,
	tables: Tables,
	marks: Marks,
	{prunes, isPart}: {readonly prunes: boolean; readonly isPart: boolean},
): Promise<void> => {
	const {main, withoutKey, incoming} = tables;
	// Once: another export may make it at any moment, and then it holds nothing of this one.
	const hasIncoming = await isThere(query, incoming);
	if (hasIncoming) await prepareTable(query, withoutKey);
	if (await isThere(query, withoutKey)) {
		if (isPart) await query(prune(withoutKey), marks);
		else await removeBelowParents(query, tables, marks);
	}
	if (hasIncoming) {
		const [result] = await query(moveIncoming(tables), marks);
		expectTaken(withoutKey, Number(result?.moved), Number(result?.rows));
	}
	if (prunes && main !== withoutKey) await query(prune(main), marks);
};
