import {printable} from '../../core/printable.ts';
import {DestinationFailure} from '../destination-failure.ts';
import type {Row, RunSql} from './session.ts';
import {addColumns, createTable, isNeeded, keyOf, type SqlColumn, type SqlTable} from './table.ts';

/** What is there of a table. */
interface Found {
	readonly kind: unknown;
	readonly columns: readonly Row[];
}

const kinds = `SELECT c.oid, c.relkind::text AS kind FROM pg_catalog.pg_class c
	JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relname = $2`;

/** Each column with its place in the primary key, where it has one, and whether a row can do without it. */
const columnsThere = `SELECT a.attname::text AS name, pg_catalog.format_type(a.atttypid, a.atttypmod) AS type,
	array_position(i.indkey::int2[], a.attnum) IS NOT NULL AS is_key,
	a.attnotnull AND NOT a.atthasdef AND a.attidentity = '' AS is_needed
	FROM pg_catalog.pg_attribute a LEFT JOIN pg_catalog.pg_index i ON i.indrelid = a.attrelid AND i.indisprimary
	WHERE a.attrelid = $1 AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`;

const find = async (query: RunSql, {schema, name}: SqlTable): Promise<Found | undefined> => {
	const [there] = await query(kinds, [schema, name]);
	return there && {kind: there.kind, columns: await query(columnsThere, [there.oid])};
};

/** Within a transaction: who makes tables is alone at it. */
export const makingTables = 'SELECT pg_advisory_xact_lock(7239847239)';

const keyText = (names: readonly string[]): string =>
	names.length === 0 ? 'no primary key' : `the primary key ${names.join(', ')}`;

/** How what is there differs from what is needed, each as a part of a sentence. */
const differencesOf = (table: SqlTable, {kind, columns}: Found): readonly string[] => {
	if (kind !== 'r' && kind !== 'p') return ['it is no table'];
	const there = new Map(columns.map(column => [String(column.name), column]));
	const own = new Set(table.columns.map(({name}) => name));
	const key = keyOf(table).map(({name}) => name);
	const keyThere = columns.filter(({is_key}) => is_key === true).map(({name}) => String(name));
	return [
		...table.columns.flatMap(({name, type}) => {
			const found = there.get(name)?.type;
			return found === undefined || found === type ? [] : [`its column ${name} is ${found}, not ${type}`];
		}),
		// Rows that are there would have none of their own.
		...table.columns.flatMap(column =>
			isNeeded(column) && !there.has(column.name) ? [`it has no column ${column.name}`] : [],
		),
		...([...keyThere].sort().join('\0') === [...key].sort().join('\0')
			? []
			: [`it has ${keyText(keyThere)}, not ${keyText(key)}`]),
		...columns.flatMap(({name, is_needed}) =>
			is_needed === true && !own.has(String(name)) ? [`its column ${name} takes no row without it`] : [],
		),
	];
};

const missingIn = (table: SqlTable, {columns}: Found): readonly SqlColumn[] => {
	const there = new Set(columns.map(({name}) => name));
	return table.columns.filter(({name}) => !there.has(name));
};

/** Refuses a table that was made otherwise; nothing is changed. */
export const checkTable = async (query: RunSql, table: SqlTable): Promise<void> => {
	const found = await find(query, table);
	if (found === undefined) return;
	const differences = differencesOf(table, found);
	if (differences.length === 0) return;
	throw new DestinationFailure(
		`The table ${table.schema}.${table.name} was made otherwise: ${printable(differences.join('; '))}. Choose another table (--table), or rename that one.`,
	);
};

/** Within a transaction: makes what is not there yet, a table or columns of it. What is there already may need no right to make tables. */
export const prepareTable = async (query: RunSql, table: SqlTable): Promise<void> => {
	let found = await find(query, table);
	if (found === undefined) {
		await query(makingTables);
		// Somebody else may have been at it.
		found = await find(query, table);
	}
	if (found === undefined) {
		await query(createTable(table));
		return;
	}
	const missing = missingIn(table, found);
	if (missing.length > 0) await query(addColumns(table, missing));
};

export const isThere = async (query: RunSql, table: SqlTable): Promise<boolean> =>
	(await find(query, table)) !== undefined;
