import {parseExactTime} from '../../core/date-time.ts';
import type {MadeRow} from './made-rows.ts';

/** Writes a value, its length before it; resolves to the place after it. */
type WriteValue = (into: Buffer, at: number, cell: string | number | boolean) => number;

/** How an array of a type is sent. */
interface ArrayType {
	/** What the system catalog of every Postgres calls the type. */
	readonly oid: number;
	/** Bytes that a value takes at most, without its length. */
	readonly room: (cell: string | number | boolean) => number;
	readonly write: WriteValue;
}

const eight = {room: () => 8};
/** Bytes of UTF-8 that stand for one code unit at most. */
const longestUnit = 3;

/** Most texts are short and have one byte a code unit, which are put down sooner than the engine is called. */
const longestShort = 64;

/** How many of the first code units of a text were written that are one byte each. */
const writeShort = (into: Buffer, at: number, text: string): number => {
	const most = Math.min(text.length, longestShort);
	let length = 0;
	for (; length < most; length++) {
		const unit = text.charCodeAt(length);
		if (unit > 0x7f) break;
		into[at + length] = unit;
	}
	return length;
};

const writeBytes: WriteValue = (into, at, cell) => {
	const text = cell as string;
	const begin = at + 4;
	const short = writeShort(into, begin, text);
	const length = short === text.length ? short : into.write(text, begin, 'utf8');
	into.writeInt32BE(length, at);
	return begin + length;
};

const half = 2 ** 32;

/** Writes a whole number of eight bytes, which is a product. By halves: a BigInt costs several times as much. */
const writeInteger = (into: Buffer, at: number, value: number, factor = 1): number => {
	const high = Math.floor(value / half);
	const low = (value - high * half) * factor;
	into.writeInt32BE(8, at);
	into.writeInt32BE(high * factor + Math.floor(low / half), at + 4);
	return into.writeUInt32BE(low % half, at + 8);
};

/** Postgres counts microseconds, from 2000 on. */
const epoch = Date.UTC(2000, 0, 1);

/** Of the types whose binary form is plain. Numbers with decimals are sent as texts. */
const arrayTypes: Readonly<Record<string, ArrayType>> = {
	text: {oid: 25, room: cell => longestUnit * (cell as string).length, write: writeBytes},
	bigint: {oid: 20, ...eight, write: (into, at, cell) => writeInteger(into, at, cell as number)},
	boolean: {
		oid: 16,
		room: () => 1,
		write: (into, at, cell) => into.writeInt8(Number(cell), into.writeInt32BE(1, at)),
	},
	'timestamp with time zone': {
		oid: 1184,
		...eight,
		write: (into, at, cell) => writeInteger(into, at, parseExactTime(cell as string) - epoch, 1000),
	},
	jsonb: {
		oid: 3802,
		room: cell => 1 + longestUnit * (cell as string).length,
		write: (into, at, cell) => {
			// A version, and the text.
			const end = writeBytes(into, at + 1, cell);
			into.writeInt32BE(end - at - 4, at);
			into[at + 4] = 1;
			return end;
		},
	},
};

/**
 * What the rows have in a column, as one parameter: an array in the binary form, which costs the server less than texts
 * that it has to read.
 */
export const arrayOf = (type: string, rows: readonly MadeRow[], place: number): Buffer | string => {
	const arrayType = arrayTypes[type];
	if (arrayType === undefined) return `{${rows.map(({cells}) => cells[place] ?? 'NULL').join(',')}}`;
	const {oid, room, write} = arrayType;
	const header = [1, 1, oid, rows.length, 1];
	let most = 4 * (header.length + rows.length);
	for (const {cells} of rows) {
		const cell = cells[place] ?? null;
		if (cell !== null) most += room(cell);
	}
	const array = Buffer.allocUnsafe(most);
	let at = 0;
	for (const number of header) at = array.writeInt32BE(number, at);
	for (const {cells} of rows) {
		const cell = cells[place] ?? null;
		at = cell === null ? array.writeInt32BE(-1, at) : write(array, at, cell);
	}
	return array.subarray(0, at);
};
