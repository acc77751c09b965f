import {createHash} from 'node:crypto';
import type {Column} from '../formats/columns.ts';
import type {ColumnType} from '../formats/fields.ts';
import type {Asked} from '../target.ts';

/** A column of a table in a database, with what it is there. */
export interface SqlColumn {
	/** As it is called there. */
	readonly name: string;
	readonly type: string;
	readonly isKey: boolean;
}

/** Whose row it is. */
export const projectName = '_project';

/** Which listing has brought it, and in which export. */
export const [listingName, runName] = ['_listing', '_run'] as const;

/** The host of the space that it is of. Rows of earlier versions tell none. */
export const spaceName = '_space';

export const markNames: readonly string[] = [projectName, listingName, runName, spaceName];

/** A name as SQL, whatever is in it. */
export const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

export const namesOf = (columns: readonly SqlColumn[]): string => columns.map(({name}) => quote(name)).join(', ');

export const keyOf = ({columns}: {readonly columns: readonly SqlColumn[]}): readonly SqlColumn[] =>
	columns.filter(({isKey}) => isKey);

/** Whether no row can be without it. */
export const isNeeded = ({name, isKey}: SqlColumn): boolean =>
	isKey || (markNames.includes(name) && name !== spaceName);

/** Names for columns that are beside those of every table; of two that a database takes for one, the later gets a number. */
export const namesBeside = (
	columns: readonly Column[],
	{
		taken = [],
		fitted = name => name,
	}: {readonly taken?: readonly string[]; readonly fitted?: (name: string) => string} = {},
): readonly string[] => {
	const others = new Set([...markNames, ...taken]);
	return columns.map(({name}) => {
		let own = fitted(name);
		for (let number = 2; others.has(own.toLowerCase()); number++) own = fitted(`${name}_${number}`);
		others.add(own.toLowerCase());
		return own;
	});
};

/** What columns of rows are in a database. */
export const sqlColumnsOf = (
	columns: readonly Column[],
	names: readonly string[],
	types: Readonly<Record<ColumnType, string>>,
): readonly SqlColumn[] =>
	columns.map(({type, key}, place) => ({name: names[place] as string, type: types[type], isKey: key === true}));

/** Those between the project and the marks. */
export const ownColumns = ({columns}: {readonly columns: readonly SqlColumn[]}): readonly SqlColumn[] =>
	columns.slice(1, -3);

/** A column, as it is made. */
export const definitionOf = (column: SqlColumn): string =>
	`${quote(column.name)} ${column.type}${isNeeded(column) ? ' NOT NULL' : ''}`;

/**
 * The statement that makes a table.
 * @param name as SQL
 */
export const createTable = (name: string, table: {readonly columns: readonly SqlColumn[]}): string => {
	const key = keyOf(table);
	const primary = key.length > 0 ? [`PRIMARY KEY (${namesOf(key)})`] : [];
	return `CREATE TABLE ${name} (${[...table.columns.map(definitionOf), ...primary].join(', ')})`;
};

/** Which listing it is, whatever the size of its pages: rows are marked with it. */
export const listingOf = ({listed: {baseUrl, endpoint, query}}: Pick<Asked, 'listed'>): string =>
	createHash('sha256')
		.update(JSON.stringify([baseUrl, endpoint, query]))
		.digest('hex')
		.slice(0, 32);
