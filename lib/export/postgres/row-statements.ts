import {keyOf, namesOf, quote, type SqlColumn} from '../database/marked-table.ts';
import type {SqlTable, Tables} from './table.ts';

/** Arrays of these columns as parameters, from `$first` on, as rows. */
const unnest = (columns: readonly SqlColumn[], first: number): string =>
	`unnest(${columns.map(({type}, index) => `$${first + index}::${type}[]`).join(', ')}) WITH ORDINALITY AS n(${namesOf(columns)}, ordinal)`;

/** Columns of rows whose values come as arrays: those between the project and the marks. */
export const ownColumns = ({columns}: SqlTable): readonly SqlColumn[] => columns.slice(1, -2);

/** Those of them that are parts of the key. */
export const ownKey = (table: SqlTable): readonly SqlColumn[] => ownColumns(table).filter(({isKey}) => isKey);

const given = '$1::text, {}, $2::text, $3::uuid';

const select = (columns: readonly SqlColumn[]): string =>
	given.replace('{}', columns.map(({name}) => `n.${quote(name)}`).join(', '));

/** Adds rows. Parameters: project, listing, run, and an array for each column. */
export const insert = (table: SqlTable): string => {
	const own = ownColumns(table);
	return `INSERT INTO ${table.sql} (${namesOf(table.columns)}) SELECT ${select(own)} FROM ${unnest(own, 4)} ORDER BY n.ordinal`;
};

/**
 * Adds rows, or brings those of their key up to date; of a key that comes twice, the last. In the order of the keys, so
 * that two exports with rows in common wait for each other, and not both of them.
 * @param kept the places of columns that stay as they are where the row is there already
 */
export const upsert = (table: SqlTable, kept: ReadonlySet<number>): string => {
	const own = ownColumns(table);
	const key = ownKey(table).map(({name}) => `n.${quote(name)}`);
	const left = new Set([...kept].map(place => own[place]));
	const updates = table.columns
		.filter(column => !(column.isKey || left.has(column)))
		.map(({name}) => `${quote(name)} = excluded.${quote(name)}`);
	return (
		`INSERT INTO ${table.sql} (${namesOf(table.columns)}) SELECT DISTINCT ON (${key.join(', ')}) ${select(own)} ` +
		`FROM ${unnest(own, 4)} ORDER BY ${key.join(', ')}, n.ordinal DESC ` +
		`ON CONFLICT (${namesOf(keyOf(table))}) DO UPDATE SET ${updates.join(', ')}`
	);
};

/**
 * Looks the rows of some keys up, each with the place of its key; one by one, so that the primary key is used, whatever the
 * database believes of a table that grows. Parameters: project, those of the rest, and an array for each part of the key.
 */
const lookUp = (table: SqlTable, found: string, rest: string, first: number): string => {
	const key = ownKey(table);
	const same = key.map(({name}) => `t.${quote(name)} = n.${quote(name)}`);
	const where = [`t.${quote('_project')} = $1`, ...same].join(' AND ');
	return (
		`SELECT n.ordinal::int AS place, f.found FROM ${unnest(key, first)} CROSS JOIN LATERAL ` +
		`(SELECT ${found} AS found FROM ${table.sql} t WHERE ${where} AND ${rest}) f`
	);
};

/** Which keys this run has written already. Parameters: project, run, keys. */
export const writtenKeys = (table: SqlTable): string =>
	lookUp(table, 'true', `t.${quote('_run')} = $2::uuid LIMIT 1`, 3);

/** What is left over in the rows of these keys; nobody changes it until the transaction ends. Parameters: project, keys. */
export const leftOver = (table: SqlTable): string => {
	const other = `t.${quote((ownColumns(table).at(-1) as SqlColumn).name)}`;
	return lookUp(table, `${other}::text`, `${other} IS NOT NULL LIMIT 1 FOR UPDATE`, 2);
};

/** Removes what this listing does not list any more. Parameters: project, listing, run. */
export const prune = ({sql}: SqlTable): string =>
	`DELETE FROM ${sql} WHERE ${quote('_project')} = $1 AND ${quote('_listing')} = $2 AND ${quote('_run')} <> $3::uuid`;

/** Removes what other runs of this listing have left half-way. Parameters: project, listing, run. */
export const clearIncoming = ({incoming}: Tables): string => prune(incoming);

/** Removes the rows of a project, below parents whose values are $2 and so on. */
export const removeBelow = ({sql}: SqlTable, parents: readonly SqlColumn[]): string => {
	const below = parents.map(({name, type}, index) => `${quote(name)} IS NOT DISTINCT FROM $${index + 2}::${type}`);
	return `DELETE FROM ${sql} WHERE ${[`${quote('_project')} = $1`, ...below].join(' AND ')}`;
};

/** Moves rows of this run from where they waited. Parameters: project, listing, run. */
export const moveIncoming = ({incoming, withoutKey}: Tables): string => {
	const names = namesOf(withoutKey.columns);
	const ofRun = `${quote('_project')} = $1 AND ${quote('_listing')} = $2 AND ${quote('_run')} = $3::uuid`;
	return `WITH moved AS (DELETE FROM ${incoming.sql} WHERE ${ofRun} RETURNING ${names}) INSERT INTO ${withoutKey.sql} (${names}) SELECT ${names} FROM moved`;
};
