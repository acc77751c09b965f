import {createHash} from 'node:crypto';
import {
	definitionOf,
	listingName,
	namesBeside,
	projectName,
	quote,
	runName,
	type SqlColumn,
	spaceName,
	sqlColumnsOf,
} from '../database/marked-table.ts';
import {longestName} from '../database/table-option.ts';
import type {Column} from '../formats/columns.ts';
import type {ColumnType} from '../formats/fields.ts';
import {tableOf} from '../formats/table.ts';
import type {Asked} from '../target.ts';
import type {PostgresSettings} from './options.ts';

const sqlTypes: Readonly<Record<ColumnType, string>> = {
	string: 'text',
	boolean: 'boolean',
	integer: 'bigint',
	number: 'numeric',
	timestamp: 'timestamp with time zone',
	rfc2822: 'timestamp with time zone',
	json: 'jsonb',
};

/** Whose row it is. */
const project: SqlColumn = {name: projectName, type: 'text', isKey: true};
/** Which listing has brought it, which export of that listing, and of which space. */
const marks: readonly SqlColumn[] = [
	{name: listingName, type: 'text', isKey: false},
	{name: runName, type: 'uuid', isKey: false},
	{name: spaceName, type: 'text', isKey: false},
];

/** Names that Postgres has in every table. */
const systemNames = ['tableoid', 'xmin', 'cmin', 'xmax', 'cmax', 'ctid'];

/** A name that Postgres takes, and does not cut off. */
const fitting = (name: string): string => {
	const plain = name.replaceAll('\0', '\\0');
	if (plain !== '' && Buffer.byteLength(plain, 'utf8') <= longestName) return plain;
	const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
	return `${[...plain].slice(0, 13).join('')}_${hash}`;
};

/** A table in the database: its columns begin with the project and end with the marks. */
export interface SqlTable {
	readonly schema: string;
	readonly name: string;
	/** As SQL. */
	readonly sql: string;
	readonly columns: readonly SqlColumn[];
}

export interface Tables {
	/** What the columns in the middle are made of. */
	readonly columns: readonly Column[];
	readonly notAsked: readonly string[];
	/** Rows by their key; of a list without one, its rows. */
	readonly main: SqlTable;
	/** Rows that nothing tells apart: of a list without a key, the same. */
	readonly withoutKey: SqlTable;
	/** Where such rows wait for the end of the export. */
	readonly incoming: SqlTable;
	/** The host of the space that rows are of. */
	readonly space: string;
	/** The checkpoints. */
	readonly exports: string;
}

/** The tables of an export. */
export const tablesOf = (asked: Asked, {table, schema = 'public'}: PostgresSettings): Tables => {
	const {name, columns, notAsked} = tableOf(asked, asked.listed.query, true);
	const names = namesBeside(columns, {taken: systemNames, fitted: fitting});
	const own = sqlColumnsOf(columns, names, sqlTypes);
	const define = (name: string, keyed: boolean): SqlTable => ({
		schema,
		name,
		sql: `${quote(schema)}.${quote(name)}`,
		columns: [project, ...own, ...marks].map(column => ({...column, isKey: keyed && column.isKey})),
	});
	const mainName = table ?? name;
	const isKeyed = own.some(({isKey}) => isKey);
	const main = define(mainName, isKeyed);
	const withoutKey = isKeyed ? define(`${mainName}_without_key`, false) : main;
	return {
		columns,
		notAsked,
		main,
		withoutKey,
		space: asked.space,
		incoming: define(`${withoutKey.name}_new`, false),
		exports: `${quote(schema)}.signalwire_paginate_exports`,
	};
};

/** The statement that adds columns. */
export const addColumns = ({sql}: SqlTable, columns: readonly SqlColumn[]): string =>
	`ALTER TABLE ${sql} ${columns.map(column => `ADD COLUMN ${definitionOf(column)}`).join(', ')}`;
