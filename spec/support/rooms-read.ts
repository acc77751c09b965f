import {DuckDBInstance} from '@duckdb/node-api';
import type sqlite from 'node-sqlite3-wasm';
import {columnsOf} from '../../lib/export/formats/columns.ts';
import {roomCodec} from '../../lib/lists/video/rooms.ts';

const columns = columnsOf(roomCodec, ['id']);

export type Json = null | boolean | string | Json[] | {[key: string]: Json};

/** JSON whose numbers stand there as they were written, after a sign that no text begins with. */
export const read = (json: string): Json =>
	JSON.parse(json.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, token => (/^"/.test(token) ? token : `"#${token}"`)));

export const isObject = (value: unknown): value is {[key: string]: Json} =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const set = (to: {[key: string]: Json}, key: string, value: Json): void => {
	Object.defineProperty(to, key, {value, enumerable: true, configurable: true, writable: true});
};

/** A time of which Parquet has the milliseconds, in one spelling; others as they are. */
const timeText = (text: string): string => {
	const date = new Date(/^-?\d+$/.test(text) ? Number(text) : text);
	const iso = Number.isNaN(date.getTime()) ? '' : date.toISOString();
	return /^-?\d+$/.test(text) || (/^.{19}(\.\d{3})?Z$/.test(text) && iso.startsWith(text.slice(0, 19))) ? iso : text;
};

/** What a tabular format tells: nulls of fields that have columns are not told apart from fields that are absent. */
export const told = (value: {[key: string]: Json}, path: readonly string[] = []): {[key: string]: Json} => {
	const result = {};
	for (const [key, field] of Object.entries(value)) {
		const here = [...path, key];
		const below = columns.filter(column => here.every((part, depth) => column.path[depth] === part));
		if (field === null && below.length > 0) continue;
		const isNested = below.some(column => column.path.length > here.length);
		const isTime = below.some(({type}) => type === 'timestamp');
		if (isObject(field) && isNested) set(result, key, told(field, here));
		else set(result, key, isTime && typeof field === 'string' ? timeText(field) : field);
	}
	return result;
};

const merge = (to: {[key: string]: Json}, from: {[key: string]: Json}): void => {
	for (const [key, value] of Object.entries(from)) {
		const present = Object.hasOwn(to, key) ? to[key] : undefined;
		if (isObject(present) && isObject(value)) merge(present, value);
		else set(to, key, value);
	}
};

/** A room as the README says that a row is to be read. */
export const itemOf = (row: Readonly<Record<string, unknown>>): {[key: string]: Json} => {
	const item: {[key: string]: Json} = {};
	for (const {name, type, path} of columns) {
		const cell = row[name];
		if (cell === null || cell === undefined) continue;
		let value: Json;
		if (type === 'json') value = read(String(cell));
		else if (type === 'boolean') value = [true, 1, 1n, 'true', '1'].includes(cell as string);
		else if (type === 'integer') value = `#${String(cell)}`;
		else value = String(cell);
		if (name === 'id' && String(cell).startsWith('"')) value = JSON.parse(String(cell));
		if (path.length === 0) {
			if (typeof value === 'string') value = read(value);
			merge(item, value as {[key: string]: Json});
			continue;
		}
		let holder = item;
		for (const key of path.slice(0, -1)) {
			if (!Object.hasOwn(holder, key)) set(holder, key, {});
			holder = holder[key] as {[key: string]: Json};
		}
		set(holder, path.at(-1) ?? '', value);
	}
	return told(item);
};

export const query = async (sql: string): Promise<Array<Record<string, unknown>>> => {
	const connection = await (await DuckDBInstance.create(':memory:')).connect();
	return (await connection.runAndReadAll(sql)).getRowObjectsJson() as Array<Record<string, unknown>>;
};

/** The rows of a CSV file, as texts. */
export const csvRows = (path: string): string =>
	`SELECT * FROM read_csv('${path}', header = true, all_varchar = true, allow_quoted_nulls = false)`;

/** The rows of a Parquet file; times in milliseconds. */
export const parquetRows = (path: string): string => {
	const times = columns.filter(({type}) => type === 'timestamp').map(({name}) => `epoch_ms(${name}) AS ${name}`);
	return `SELECT * REPLACE (${times.join(', ')}) FROM '${path}'`;
};

/** The rows of a table, with whole texts, in the order in which they were written. */
export const rowsOf = (database: sqlite.Database, table: string): ReadonlyArray<Readonly<Record<string, unknown>>> => {
	const texts = columns.map(({name}) => `CAST("${name}" AS BLOB) AS "${name}"`);
	const rows = database.all(`SELECT ${texts.join(', ')} FROM ${table} ORDER BY rowid`);
	return rows.map(row =>
		Object.fromEntries(
			Object.entries(row).map(([name, cell]) => [
				name,
				cell instanceof Uint8Array ? new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(cell) : cell,
			]),
		),
	);
};
