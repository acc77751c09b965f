import {printable} from '../../core/printable.ts';
import {differencesOf, type FoundColumn, missingIn} from '../database/made-otherwise.ts';
import {createTable} from '../database/marked-table.ts';
import {DestinationFailure} from '../destination-failure.ts';
import type {RunSql} from './session.ts';
import {addColumns, type SqlTable} from './table.ts';

/** What is there of a table. */
interface Found {
	readonly kind: unknown;
	readonly columns: readonly FoundColumn[];
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
	if (there === undefined) return undefined;
	const columns = await query(columnsThere, [there.oid]);
	return {
		kind: there.kind,
		columns: columns.map(({name, type, is_key, is_needed}) => ({
			name: String(name),
			type: String(type),
			isKey: is_key === true,
			isNeeded: is_needed === true,
		})),
	};
};

/** Within a transaction: who makes tables is alone at it. */
export const makingTables = 'SELECT pg_advisory_xact_lock(7239847239)';

/** How what is there differs from what is needed. */
const flawsOf = ({columns}: SqlTable, found: Found): readonly string[] =>
	found.kind === 'r' || found.kind === 'p' ? differencesOf({columns, found: found.columns}) : ['it is no table'];

/** Refuses a table that was made otherwise; nothing is changed. */
export const checkTable = async (query: RunSql, table: SqlTable): Promise<void> => {
	const found = await find(query, table);
	if (found === undefined) return;
	const differences = flawsOf(table, found);
	if (differences.length === 0) return;
	throw new DestinationFailure(
		`The table ${table.schema}.${table.name} was made otherwise: ${printable(differences.join('; '))}. Choose another table (--table), or rename that one.`,
	);
};

/** Within a transaction: makes what is not there yet, a table or columns of it. What is there already may need no right to make tables. */
export const prepareTable = async (query: RunSql, table: SqlTable): Promise<void> => {
	const missing = async () => {
		const found = await find(query, table);
		return found && missingIn({columns: table.columns, found: found.columns});
	};
	if ((await missing())?.length === 0) return;
	await query(makingTables);
	// Somebody else may have been at it.
	const columns = await missing();
	if (columns === undefined) await query(createTable(table.sql, table));
	else if (columns.length > 0) await query(addColumns(table, columns));
};

export const isThere = async (query: RunSql, table: SqlTable): Promise<boolean> =>
	(await find(query, table)) !== undefined;
