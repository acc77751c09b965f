import {keyOf, listingName, namesOf, projectName, quote, runName, type SqlColumn} from '../../database/marked-table.ts';
import type {Column} from '../columns.ts';
import type {SqlText} from './sqlite-library.ts';
import {ownColumns, type SqliteTable} from './sqlite-table.ts';

/** Whose rows they are, which listing brings them, and which export of it. */
export type Marks = readonly [project: string, listing: string, run: number];

/** The function that is lent to a database: what was there, what is new, and the names of fields that are kept. */
export const keeping = 'signalwire_paginate_keeping';

/** A text as SQL, whatever is in it. */
const literal = (text: string): string =>
	text.includes('\0')
		? `CAST(x'${Buffer.from(text, 'utf8').toString('hex')}' AS TEXT)`
		: `'${text.replaceAll("'", "''")}'`;

const parameterOf = ({type}: SqlColumn, text: string): string => (type === 'TEXT' ? text : '?');

/** The statement that adds a row; its parameters are the cells. Marks stand in it: they are the same for all rows. */
export const insert = (table: SqliteTable, [project, listing, run]: Marks): SqlText => {
	const own = ownColumns(table);
	return text => {
		const cells = own.map(column => parameterOf(column, text));
		const values = [literal(project), ...cells, literal(listing), run];
		return `INSERT INTO ${quote(table.name)} (${namesOf(table.columns)}) VALUES (${values.join(', ')})`;
	};
};

/** What `other_fields` becomes: what is new, and of these fields what was there. */
const keepingFields = (table: string, column: string, kept: readonly string[]): string =>
	kept.length === 0
		? `excluded.${column}`
		: `${quote(keeping)}(${table}.${column}, excluded.${column}, ${literal(JSON.stringify(kept))})`;

/**
 * The statement that adds a row, or brings the one of its key up to date.
 * @param columns what the columns in the middle are made of
 * @param kept fields whose columns stay as they are where the row is there already
 */
export const upsert = (
	table: SqliteTable,
	columns: readonly Column[],
	marks: Marks,
	kept: readonly string[],
): SqlText => {
	const name = quote(table.name);
	const updates = ownColumns(table).flatMap((own, place) => {
		const [field] = columns[place]?.path ?? [];
		if (own.isKey || (field !== undefined && kept.includes(field))) return [];
		const column = quote(own.name);
		return [`${column} = ${field === undefined ? keepingFields(name, column, kept) : `excluded.${column}`}`];
	});
	const marked = [listingName, runName].map(mark => `${quote(mark)} = excluded.${quote(mark)}`);
	const add = insert(table, marks);
	const conflict = `ON CONFLICT (${namesOf(keyOf(table))}) DO UPDATE SET ${[...updates, ...marked].join(', ')}`;
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
