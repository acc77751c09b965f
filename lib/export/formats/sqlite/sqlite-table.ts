import type {Database} from 'node-sqlite3-wasm';
import type {Column} from '../columns.ts';
import type {ColumnType} from '../fields.ts';
import {keepFields} from '../other-fields.ts';
import {type Cell, parentCell} from '../rows.ts';

const sqlTypes: Readonly<Record<ColumnType, string>> = {
	string: 'TEXT',
	boolean: 'BOOLEAN',
	integer: 'INTEGER',
	number: 'REAL',
	timestamp: 'TEXT',
	rfc2822: 'TEXT',
	json: 'TEXT',
};

/** A name as SQL, whatever is in it. */
export const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A whole number that is a key is not called INTEGER: that key would be given a number where it has none. */
const sqlTypeOf = ({type, key}: Column): string => (key && type === 'integer' ? 'BIGINT' : sqlTypes[type]);

export const keyColumnsOf = (columns: readonly Column[]): readonly Column[] => columns.filter(({key}) => key);

export const namesOf = (columns: readonly Column[]): string => columns.map(({name}) => quote(name)).join(', ');

/** A parameter for a text, whether it is bound as a text or as its bytes. */
export const parametersOf = (columns: readonly Column[]): string =>
	columns.map(({type}) => (sqlTypes[type] === 'TEXT' ? 'CAST(? AS TEXT)' : '?')).join(', ');

/** A value as it can be bound: the library ends a text at its first NUL, so one that has any is bound as its bytes. */
export const toBindable = (cell: Cell): Cell | Buffer =>
	typeof cell === 'string' && cell.includes('\0') ? Buffer.from(cell, 'utf8') : cell;

/** As a part of a table whose key is this. */
const definitionOf = (column: Column, [first, ...more]: readonly Column[]): string => {
	const isWholeKey = column === first && more.length === 0;
	const constraints = `${isWholeKey ? ' PRIMARY KEY' : ''}${column.key ? ' NOT NULL' : ''}`;
	return `${quote(column.name)} ${sqlTypeOf(column)}${constraints}`;
};

/** The definitions of columns, and of the key that several of them are. */
export const definitionsOf = (columns: readonly Column[]): string => {
	const key = keyColumnsOf(columns);
	const definitions = columns.map(column => definitionOf(column, key));
	return [...definitions, ...(key.length > 1 ? [`PRIMARY KEY (${namesOf(key)})`] : [])].join(', ');
};

/** SQLite takes names for one that differ in case. */
const hasColumn = (database: Database, table: string, {name}: Column): boolean =>
	database.get('SELECT 1 FROM pragma_table_info(?) WHERE name = ? COLLATE NOCASE', [table, name]) !== null;

/** Makes the table, or the columns that it has not got yet. */
export const prepareTable = (database: Database, name: string, columns: readonly Column[]): void => {
	const table = quote(name);
	database.exec(`CREATE TABLE IF NOT EXISTS ${table} (${definitionsOf(columns)})`);
	for (const column of columns.filter(column => !hasColumn(database, name, column))) {
		database.exec(`ALTER TABLE ${table} ADD COLUMN ${definitionOf(column, keyColumnsOf(columns))}`);
	}
};

/** The columns of the table beside that one, for rows without a key. */
export const withoutKey = (columns: readonly Column[]): readonly Column[] => columns.map(({key, ...column}) => column);

const isThere = (database: Database, table: string): boolean =>
	database.get('SELECT 1 FROM pragma_table_info(?)', [table]) !== null;

/** Names a column that the key of a table that is there would need, and that it has not got: it can get no such one any more. */
export const findKeyless = (database: Database, name: string, columns: readonly Column[]): string | undefined => {
	const key = keyColumnsOf(columns);
	if (key.length < 2 || !isThere(database, name)) return undefined;
	return key.find(column => !hasColumn(database, name, column))?.name;
};

/** Removes rows that are below the parents that were asked for; of a list without parents, any. */
export const removeRows = (database: Database, name: string, columns: readonly Column[], which: string): void => {
	const parents = columns.filter(({parameter}) => parameter !== undefined);
	// With the table's name before it, SQLite takes a column that is not there for no text.
	const below = parents.map(column => `${quote(name)}.${quote(column.name)} IS ${parametersOf([column])}`);
	const values = parents.map(column => toBindable(parentCell(column)));
	database.run(`DELETE FROM ${quote(name)} WHERE ${[which, ...below].join(' AND ')}`, values);
};

/** Removes what a table holds of these parents, if it is there. */
export const emptyTable = (database: Database, name: string, columns: readonly Column[]): void => {
	if (isThere(database, name)) removeRows(database, name, columns, 'true');
};

/** By the rules of SQLite, a column of such a type makes a number of a text that looks like one: `007` is 7 there. */
const isNumeric =
	"(type LIKE '%INT%' OR NOT (type = '' OR type LIKE '%CHAR%' OR type LIKE '%CLOB%' OR type LIKE '%TEXT%' OR type LIKE '%BLOB%'))";

/** Names a column of a table that is there, and its type, in which texts would not stay what they are. */
export const findNumeric = (database: Database, name: string, columns: readonly Column[]): string | undefined => {
	const look = `SELECT type FROM pragma_table_info(?) WHERE name = ? COLLATE NOCASE AND ${isNumeric}`;
	for (const column of columns.filter(({type}) => type === 'string')) {
		const found = database.get(look, [name, column.name]);
		if (found !== null) return `${column.name} is ${String(found.type)}`;
	}
	return undefined;
};

const keeping = quote('signalwire_paginate_keeping');

/** Lends the database what its own functions for JSON cannot do: not with any depth, nor with halves of characters. */
export const lendFunctions = (database: Database): void => {
	database.function('signalwire_paginate_keeping', (was, is, kept) =>
		keepFields(was, is as string | null, JSON.parse(String(kept))),
	);
};

/** What `other_fields` becomes: what is new, and of these fields what was there. */
const keepingFields = (table: string, column: string, fields: readonly string[]): string => {
	const kept = JSON.stringify(fields).replaceAll("'", "''");
	return fields.length === 0 ? `excluded.${column}` : `${keeping}(${table}.${column}, excluded.${column}, '${kept}')`;
};

/** A text that is a key is one letter by letter, also to a table of somebody who has it otherwise: that one is refused. */
const conflicting = ({name, type}: Column): string =>
	sqlTypes[type] === 'TEXT' ? `${quote(name)} COLLATE BINARY` : quote(name);

/**
 * The statement that writes a row.
 * @param kept fields whose columns stay as they are where the row is there already
 */
export const upsert = (name: string, columns: readonly Column[], kept: readonly string[]): string => {
	const table = quote(name);
	const insert = `INSERT INTO ${table} (${namesOf(columns)}) VALUES (${parametersOf(columns)})`;
	const key = keyColumnsOf(columns);
	if (key.length === 0) return insert;
	const updates = columns
		.filter(({path: [field], key}) => !key && (field === undefined || !kept.includes(field)))
		.map(({name, path}) => {
			const column = quote(name);
			return `${column} = ${path.length === 0 ? keepingFields(table, column, kept) : `excluded.${column}`}`;
		});
	return `${insert} ON CONFLICT (${key.map(conflicting).join(', ')}) DO UPDATE SET ${updates.join(', ')}`;
};
