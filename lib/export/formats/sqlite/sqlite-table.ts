import {printable} from '../../../core/printable.ts';
import {differencesOf, type FoundColumn, missingIn} from '../../database/made-otherwise.ts';
import {
	createTable,
	definitionOf,
	listingName,
	namesBeside,
	projectName,
	quote,
	runName,
	type SqlColumn,
	spaceName,
	sqlColumnsOf,
} from '../../database/marked-table.ts';
import {DestinationFailure} from '../../destination-failure.ts';
import type {ColumnType} from '../fields.ts';
import type {SqliteContext} from './sqlite-context.ts';
import type {SqliteDatabase} from './sqlite-library.ts';

const sqlTypes: Readonly<Record<ColumnType, string>> = {
	string: 'TEXT',
	boolean: 'BOOLEAN',
	integer: 'INTEGER',
	number: 'REAL',
	timestamp: 'TEXT',
	rfc2822: 'TEXT',
	json: 'TEXT',
};

/** A table in a database: its columns begin with the project and end with the marks. */
export interface SqliteTable {
	readonly name: string;
	readonly columns: readonly SqlColumn[];
}

export interface SqliteTables {
	/** Rows by their key; of a list without one, its rows. */
	readonly main: SqliteTable;
	/** Rows that nothing tells apart: of a list without a key, the same. */
	readonly withoutKey: SqliteTable;
}

const project: SqlColumn = {name: projectName, type: 'TEXT', isKey: true};
const marks: readonly SqlColumn[] = [
	{name: listingName, type: 'TEXT', isKey: false},
	// Counted from 1: a file is written by one export at a time, and one that is resumed must equal one that never stopped.
	{name: runName, type: 'INTEGER', isKey: false},
	{name: spaceName, type: 'TEXT', isKey: false},
];

/** The tables of an export. */
export const tablesOf = ({table: {name, columns}, options}: SqliteContext): SqliteTables => {
	const own = sqlColumnsOf(columns, namesBeside(columns), sqlTypes);
	const define = (name: string, isKeyed: boolean): SqliteTable => ({
		name,
		columns: [project, ...own, ...marks].map(column => ({...column, isKey: isKeyed && column.isKey})),
	});
	const mainName = options.table ?? name;
	const isKeyed = own.some(({isKey}) => isKey);
	const main = define(mainName, isKeyed);
	return {main, withoutKey: isKeyed ? define(`${mainName}_without_key`, false) : main};
};

const kind = "SELECT type FROM pragma_table_list WHERE schema = 'main' AND name = ? COLLATE NOCASE";

const columnsThere = 'SELECT name, upper(type) AS type, pk, "notnull", dflt_value FROM pragma_table_info(?)';

/** Columns of the key by which texts that differ are one. */
const foldedThere = `SELECT x.name, x.coll FROM pragma_index_list(?) AS i, pragma_index_xinfo(i.name) AS x
	WHERE i.origin = 'pk' AND x.key = 1 AND x.coll <> 'BINARY'`;

export const isThere = (database: SqliteDatabase, {name}: SqliteTable): boolean => database.all(kind, name).length > 0;

const find = (database: SqliteDatabase, {name}: SqliteTable): readonly FoundColumn[] =>
	database.all(columnsThere, name).map(({name, type, pk, notnull, dflt_value}) => ({
		name: String(name),
		type: String(type),
		isKey: pk !== 0,
		isNeeded: notnull === 1 && dflt_value === null,
	}));

const flawsOf = (database: SqliteDatabase, table: SqliteTable): readonly string[] => {
	const [there] = database.all(kind, table.name);
	if (there === undefined) return [];
	if (there.type !== 'table') return ['it is no table'];
	const folded = database.all(foldedThere, table.name);
	return [
		...differencesOf({columns: table.columns, found: find(database, table), ignoresCase: true}),
		...folded.map(({name, coll}) => `its column ${name} takes texts for one that are not (${coll})`),
	];
};

/** Refuses a table that was made otherwise. */
export const checkTable = (database: SqliteDatabase, table: SqliteTable, file: string): void => {
	const flaws = flawsOf(database, table);
	if (flaws.length === 0) return;
	throw new DestinationFailure(
		`The table ${table.name} of ${file} was made otherwise: ${printable(flaws.join('; '))}. Choose another table (--table), rename that one, or replace the file with overwrite (--overwrite).`,
	);
};

/** The number of the next export to a table, of whatever listing. */
export const nextRun = (database: SqliteDatabase, {name}: SqliteTable): number => {
	const [last] = database.all(`SELECT max(${quote(runName)}) AS run FROM ${quote(name)}`);
	return Number(last?.run ?? 0) + 1;
};

/** Makes what is not there yet, a table or columns of it. */
export const prepareTable = (database: SqliteDatabase, table: SqliteTable): void => {
	if (!isThere(database, table)) {
		database.exec(createTable(quote(table.name), table));
		return;
	}
	const add = `ALTER TABLE ${quote(table.name)} ADD COLUMN`;
	const missing = missingIn({columns: table.columns, found: find(database, table), ignoresCase: true});
	for (const column of missing) database.exec(`${add} ${definitionOf(column)}`);
};
