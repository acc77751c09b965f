import {keyOf, namesOf, ownColumns, quote, type SqlColumn} from '../database/marked-table.ts';
import {hasBegun} from './session.ts';
import type {SqlTable, Tables} from './table.ts';

/** Arrays of these columns as parameters, from `$first` on, as rows. */
const unnest = (columns: readonly SqlColumn[], first: number): string =>
	`unnest(${columns.map(({type}, index) => `$${first + index}::${type}[]`).join(', ')}) WITH ORDINALITY AS n(${namesOf(columns)}, ordinal)`;

/** Those of them that are parts of the key. */
const ownKey = (table: SqlTable): readonly SqlColumn[] => ownColumns(table).filter(({isKey}) => isKey);

/** Whose values are not given have none. */
const select = (columns: readonly SqlColumn[], given: ReadonlySet<SqlColumn> = new Set(columns)): string => {
	const values = columns.map(column => (given.has(column) ? `n.${quote(column.name)}` : `NULL::${column.type}`));
	return `$1::text, ${values.join(', ')}, $2::text, $3::uuid, $4::text`;
};

/** How many rows a statement returned that is called so. */
const countOf = (name: string): string => `(SELECT count(*)::int FROM ${name})`;

/** Adds rows; resolves to how many. Parameters: project, listing, run, space, and an array for each column. */
export const insert = (table: SqlTable): string => {
	const own = ownColumns(table);
	return (
		`WITH written AS (INSERT INTO ${table.sql} (${namesOf(table.columns)}) SELECT ${select(own)} FROM ${unnest(own, 5)} ` +
		`WHERE ${hasBegun} ORDER BY n.ordinal RETURNING 1) SELECT ${countOf('written')} AS rows`
	);
};

/** Of the columns of a table, those that rows have values for, and those that stay as they are. */
export interface Upserted {
	readonly given: readonly SqlColumn[];
	readonly kept: ReadonlySet<SqlColumn>;
	/** Whether to overlook rows that are there with something left over. */
	readonly spareLeftOver: boolean;
}

const otherColumn = (table: SqlTable): string => `t.${quote((ownColumns(table).at(-1) as SqlColumn).name)}`;

/**
 * Adds rows, or brings those of their key up to date, no key twice; resolves to how many that were. Those that this run
 * has written already stay as they are. Parameters: project, listing, run, space, and an array for each column that is given.
 */
export const upsert = (table: SqlTable, {given, kept, spareLeftOver}: Upserted): string => {
	const updates = table.columns
		.filter(column => !(column.isKey || kept.has(column)))
		.map(({name}) => `${quote(name)} = excluded.${quote(name)}`);
	const spared = spareLeftOver ? ` AND ${otherColumn(table)} IS NULL` : '';
	return (
		`WITH written AS (INSERT INTO ${table.sql} AS t (${namesOf(table.columns)}) ` +
		`SELECT ${select(ownColumns(table), new Set(given))} FROM ${unnest(given, 5)} ` +
		`WHERE ${hasBegun} ON CONFLICT (${namesOf(keyOf(table))}) DO UPDATE SET ${updates.join(', ')} ` +
		`WHERE t.${quote('_run')} <> excluded.${quote('_run')}${spared} RETURNING 1) SELECT ${countOf('written')} AS rows`
	);
};

/**
 * Looks the rows of some keys up, each with the place of its key; one by one, so that the primary key is used, whatever the
 * database believes of a table that grows. Parameters: project, run, and an array for each part of the key.
 */
const lookUp = (table: SqlTable, found: string, rest: string): string => {
	const key = ownKey(table);
	const same = key.map(({name}) => `t.${quote(name)} = n.${quote(name)}`);
	const where = [`t.${quote('_project')} = $1`, ...same].join(' AND ');
	return (
		`SELECT n.ordinal::int AS place, f.found FROM ${unnest(key, 3)} CROSS JOIN LATERAL ` +
		`(SELECT ${found} AS found FROM ${table.sql} t WHERE ${where} AND ${rest}) f`
	);
};

/**
 * Which keys this run has written, letter by letter: the collation of a column may take two for one. Parameters: project,
 * run, keys.
 */
export const writtenKeys = (table: SqlTable): string => {
	const texts = ownKey(table).filter(({type}) => type === 'text');
	const same = texts.map(({name}) => `t.${quote(name)} COLLATE "C" = n.${quote(name)} COLLATE "C"`);
	return lookUp(table, 'true', `${[`t.${quote('_run')} = $2::uuid`, ...same].join(' AND ')} LIMIT 1`);
};

/**
 * What is left over in the rows of these keys that others have written; nobody changes it until the transaction ends.
 * Parameters: project, run, keys.
 */
export const leftOver = (table: SqlTable): string => {
	const other = otherColumn(table);
	const rest = `t.${quote('_run')} <> $2::uuid AND ${other} IS NOT NULL LIMIT 1 FOR UPDATE`;
	return lookUp(table, `${other}::text`, rest);
};

/**
 * How many rows of a project a run has written, with those of other listings: among them may be rows that it wrote and
 * they have brought since. Parameters: project, listing, run.
 */
export const countOfRun = ({sql}: SqlTable): string =>
	`SELECT count(*) AS rows FROM ${sql} WHERE ${quote('_project')} = $1 AND (${quote('_run')} = $3::uuid OR ${quote('_listing')} <> $2)`;

/** How many rows of a run wait. Parameters: project, listing, run. */
export const countOfWaiting = ({sql}: SqlTable): string =>
	`SELECT count(*) AS rows FROM ${sql} WHERE ${quote('_project')} = $1 AND ${quote('_listing')} = $2 AND ${quote('_run')} = $3::uuid`;

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

/** Moves rows of this run from where they waited; resolves to how many left, and how many came. Parameters: project, listing, run. */
export const moveIncoming = ({incoming, withoutKey}: Tables): string => {
	const names = namesOf(withoutKey.columns);
	const ofRun = `${quote('_project')} = $1 AND ${quote('_listing')} = $2 AND ${quote('_run')} = $3::uuid`;
	return (
		`WITH moved AS (DELETE FROM ${incoming.sql} WHERE ${ofRun} RETURNING ${names}), ` +
		`written AS (INSERT INTO ${withoutKey.sql} (${names}) SELECT ${names} FROM moved RETURNING 1) ` +
		`SELECT ${countOf('moved')} AS moved, ${countOf('written')} AS rows`
	);
};
