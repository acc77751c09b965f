import type {Database} from 'node-sqlite3-wasm';
import type {Column, ColumnType} from './columns.ts';
import type {Cell} from './rows.ts';

const sqlTypes: Readonly<Record<ColumnType, string>> = {
	string: 'TEXT',
	boolean: 'BOOLEAN',
	integer: 'INTEGER',
	number: 'REAL',
	timestamp: 'TEXT',
	json: 'TEXT',
};

/** A name as SQL, whatever is in it. */
export const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

const columnDefinition = ({name, type}: Column): string =>
	`${quote(name)} ${sqlTypes[type]}${name === 'id' ? ' PRIMARY KEY NOT NULL' : ''}`;

/** A parameter for a text, whether it is bound as a text or as its bytes. */
export const textParameter = 'CAST(? AS TEXT)';

/** A value as it can be bound: the library ends a text at its first NUL, so one that has any is bound as its bytes. */
export const toBindable = (cell: Cell): Cell | Buffer =>
	typeof cell === 'string' && cell.includes('\0') ? Buffer.from(cell, 'utf8') : cell;

/** The statement that writes a row. */
export const upsert = (name: string, columns: readonly Column[]): string => {
	const names = columns.map(({name}) => quote(name));
	const values = columns.map(({type}) => (sqlTypes[type] === 'TEXT' ? textParameter : '?'));
	const updates = names.filter(name => name !== '"id"').map(name => `${name} = excluded.${name}`);
	return (
		`INSERT INTO ${quote(name)} (${names.join(', ')}) VALUES (${values.join(', ')}) ` +
		`ON CONFLICT ("id") DO UPDATE SET ${updates.join(', ')}`
	);
};

/** Makes the table, or the columns that it has not got yet. */
export const prepareTable = (database: Database, name: string, columns: readonly Column[]): void => {
	const table = quote(name);
	database.exec(`CREATE TABLE IF NOT EXISTS ${table} (${columns.map(columnDefinition).join(', ')})`);
	const present = new Set(database.all('SELECT name FROM pragma_table_info(?)', [name]).map(row => row.name));
	for (const column of columns) {
		if (!present.has(column.name)) database.exec(`ALTER TABLE ${table} ADD COLUMN ${columnDefinition(column)}`);
	}
};

export const hasTable = (database: Database, name: string): boolean =>
	database.get("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?", [name]) !== null;
