import {type DuckDBConnection, DuckDBInstance} from '@duckdb/node-api';
import type sqlite from 'node-sqlite3-wasm';
import {type Column, columnsOf} from '../../lib/export/formats/columns.ts';
import {roomCodec} from '../../lib/lists/video/rooms.ts';

const roomColumns = columnsOf(roomCodec, ['id']);

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

const merge = (to: {[key: string]: Json}, from: {[key: string]: Json}): void => {
	for (const [key, value] of Object.entries(from)) {
		const present = Object.hasOwn(to, key) ? to[key] : undefined;
		if (isObject(present) && isObject(value)) merge(present, value);
		else set(to, key, value);
	}
};

/** The text of a time of LaML, of which Parquet has the milliseconds. */
const lamlText = (cell: string): string =>
	/^-?\d+$/.test(cell) ? new Date(Number(cell)).toUTCString().replace('GMT', '+0000') : cell;

const readCell = ({type, key}: Column, cell: unknown): Json => {
	// A key that begins so is a text as JSON, in whatever column.
	const keyText = (text: string) => (key && text.startsWith('"') ? JSON.parse(text) : text);
	if (type === 'json') {
		const value = read(String(cell));
		return typeof value === 'string' ? keyText(value) : value;
	}
	if (type === 'boolean') return [true, 1, 1n, 'true', '1'].includes(cell as string);
	if (type === 'integer' || type === 'number') return `#${String(cell)}`;
	if (type === 'rfc2822') return lamlText(String(cell));
	return keyText(String(cell));
};

/** Reads rows of such columns. */
export const readerOf = (columns: readonly Column[]) => {
	/** What a tabular format tells: nulls of fields that have columns are not told apart from fields that are absent. */
	const toldBelow = (value: {[key: string]: Json}, path: readonly string[]): {[key: string]: Json} => {
		const result = {};
		for (const [key, field] of Object.entries(value)) {
			const here = [...path, key];
			const below = columns.filter(column => here.every((part, depth) => column.path[depth] === part));
			if (field === null && below.length > 0) continue;
			const isNested = below.some(column => column.path.length > here.length);
			const isTime = below.some(({type}) => type === 'timestamp');
			if (isObject(field) && isNested) set(result, key, toldBelow(field, here));
			else set(result, key, isTime && typeof field === 'string' ? timeText(field) : field);
		}
		return result;
	};

	/** A parent that an item does not tell is the one that was asked for. */
	const told = (value: {[key: string]: Json}): {[key: string]: Json} => {
		const item = toldBelow(value, []);
		for (const {path, parameter} of columns) {
			const [name = ''] = path;
			if (parameter !== undefined && !Object.hasOwn(item, name)) set(item, name, parameter);
		}
		return item;
	};

	/** An item as docs/exports.md says that a row is to be read. */
	const itemOf = (row: Readonly<Record<string, unknown>>): {[key: string]: Json} => {
		const item: {[key: string]: Json} = {};
		for (const column of columns) {
			const {name, path} = column;
			const cell = row[name];
			if (cell === null || cell === undefined) continue;
			let value = readCell(column, cell);
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

	return {told, itemOf};
};

export const {told, itemOf} = readerOf(roomColumns);

let connecting: Promise<DuckDBConnection> | undefined;

export const query = async (sql: string): Promise<Array<Record<string, unknown>>> => {
	connecting ??= DuckDBInstance.create(':memory:').then(instance => instance.connect());
	return (await (await connecting).runAndReadAll(sql)).getRowObjectsJson() as Array<Record<string, unknown>>;
};

/** The rows of a CSV file, as texts. */
export const csvRows = (path: string): string =>
	`SELECT * FROM read_csv('${path}', header = true, all_varchar = true, allow_quoted_nulls = false)`;

/** The rows of a Parquet file; times in milliseconds. */
export const parquetRows = (path: string, columns = roomColumns): string => {
	const times = columns
		.filter(({type}) => type === 'timestamp' || type === 'rfc2822')
		.map(({name}) => `epoch_ms("${name}") AS "${name}"`);
	return `SELECT * ${times.length === 0 ? '' : `REPLACE (${times.join(', ')})`} FROM '${path}'`;
};

/** The rows of a table, with whole texts, in the order in which they were written. */
export const rowsOf = (
	database: sqlite.Database,
	table: string,
	columns = roomColumns,
): ReadonlyArray<Readonly<Record<string, unknown>>> => {
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
