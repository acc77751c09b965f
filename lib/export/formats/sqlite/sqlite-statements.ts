import {
	keyOf,
	listingName,
	namesOf,
	ownColumns,
	projectName,
	quote,
	runName,
	type SqlColumn,
	spaceName,
} from '../../database/marked-table.ts';
import type {Column} from '../columns.ts';
import type {SqlText} from './sqlite-library.ts';
import type {SqliteTable} from './sqlite-table.ts';

/** Whose rows they are, which listing brings them, which export of it, and of which space. */
export type Marks = readonly [project: string, listing: string, run: number, space: string];

/** The function that is lent to a database: what was there, what is new, and the names of fields that are kept. */
export const keeping = 'signalwire_paginate_keeping';

/** A text as SQL, whatever is in it. */
const literal = (text: string): string =>
	text.includes('\0')
		? `CAST(x'${Buffer.from(text, 'utf8').toString('hex')}' AS TEXT)`
		: `'${text.replaceAll("'", "''")}'`;

const parameterOf = ({type}: SqlColumn, text: string): string => (type === 'TEXT' ? text : '?');

/** The places of the columns that a row fills: those of fields that are kept are left out. Its key is before all others. */
export const filledPlaces = (columns: readonly Column[], kept: readonly string[]): readonly number[] =>
	columns.flatMap(({path: [field], key, parameter}, place) =>
		key || parameter !== undefined || field === undefined || !kept.includes(field) ? [place] : [],
	);

/** A table, what its columns in the middle are made of, and what is the same for all rows. */
export interface Marked {
	readonly table: SqliteTable;
	readonly columns: readonly Column[];
	readonly marks: Marks;
}

/** The statement that adds a row; its parameters are the cells that it fills. Marks stand in it. */
export const insert = (
	{table, columns, marks: [project, listing, run, space]}: Marked,
	kept: readonly string[],
): SqlText => {
	const all = ownColumns(table);
	const own = filledPlaces(columns, kept).map(place => all[place] as SqlColumn);
	const [first, last] = [table.columns.slice(0, 1), table.columns.slice(-3)];
	return text => {
		const cells = own.map(column => parameterOf(column, text));
		const values = [literal(project), ...cells, literal(listing), run, literal(space)];
		return `INSERT INTO ${quote(table.name)} (${namesOf([...first, ...own, ...last])}) VALUES (${values.join(', ')})`;
	};
};

/** What `other_fields` becomes: what is new, and of these fields what was there. */
const keepingFields = (table: string, column: string, kept: readonly string[]): string =>
	kept.length === 0
		? `excluded.${column}`
		: `${quote(keeping)}(${table}.${column}, excluded.${column}, ${literal(JSON.stringify(kept))})`;

/**
 * The statement that adds a row, or brings the one of its key up to date.
 * @param kept fields whose columns stay as they are where the row is there already
 */
export const upsert = (marked: Marked, kept: readonly string[]): SqlText => {
	const {table, columns} = marked;
	const name = quote(table.name);
	const all = ownColumns(table);
	const updates = filledPlaces(columns, kept).flatMap(place => {
		const own = all[place] as SqlColumn;
		if (own.isKey) return [];
		const column = quote(own.name);
		const isLast = columns[place]?.path.length === 0;
		return [`${column} = ${isLast ? keepingFields(name, column, kept) : `excluded.${column}`}`];
	});
	const marks = [listingName, runName, spaceName].map(mark => `${quote(mark)} = excluded.${quote(mark)}`);
	const add = insert(marked, kept);
	const conflict = `ON CONFLICT (${namesOf(keyOf(table))}) DO UPDATE SET ${[...updates, ...marks].join(', ')}`;
	return text => `${add(text)} ${conflict}`;
};

const is = (column: string, value: string): string => `${quote(column)} = ${literal(value)}`;

/** Removes what this listing does not list any more. */
export const prune = ({name}: SqliteTable, [project, listing, run]: Marks): string =>
	`DELETE FROM ${quote(name)} WHERE ${is(projectName, project)} AND ${is(listingName, listing)} AND ${quote(runName)} <> ${run}`;

/** Removes the rows of a project, below parents whose values are the parameters. */
export const removeBelow =
	({name}: SqliteTable, project: string, parents: readonly SqlColumn[]): SqlText =>
	text => {
		const below = parents.map(column => `${quote(column.name)} IS ${parameterOf(column, text)}`);
		return `DELETE FROM ${quote(name)} WHERE ${[is(projectName, project), ...below].join(' AND ')}`;
	};
