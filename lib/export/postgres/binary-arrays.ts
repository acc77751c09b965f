import type {Cell} from '../formats/rows.ts';

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

const writeBytes: WriteValue = (into, at, cell) => {
	const length = into.write(cell as string, at + 4, 'utf8');
	into.writeInt32BE(length, at);
	return at + 4 + length;
};

const writeInteger = (into: Buffer, at: number, value: bigint): number => {
	into.writeInt32BE(8, at);
	return into.writeBigInt64BE(value, at + 4);
};

/** Postgres counts microseconds, from 2000 on. */
const epoch = Date.UTC(2000, 0, 1);

/** Of the types whose binary form is plain. Numbers with decimals are sent as texts. */
const arrayTypes: Readonly<Record<string, ArrayType>> = {
	text: {oid: 25, room: cell => longestUnit * (cell as string).length, write: writeBytes},
	bigint: {oid: 20, ...eight, write: (into, at, cell) => writeInteger(into, at, BigInt(cell))},
	boolean: {
		oid: 16,
		room: () => 1,
		write: (into, at, cell) => into.writeInt8(Number(cell), into.writeInt32BE(1, at)),
	},
	'timestamp with time zone': {
		oid: 1184,
		...eight,
		write: (into, at, cell) => writeInteger(into, at, BigInt(Date.parse(cell as string) - epoch) * 1000n),
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

/** An array of one dimension as a parameter, in the binary form, which costs the server less than texts that it has to read. */
export const arrayOf = (type: string, cells: readonly Cell[]): Buffer | string => {
	const arrayType = arrayTypes[type];
	if (arrayType === undefined) return `{${cells.map(cell => cell ?? 'NULL').join(',')}}`;
	const {oid, room, write} = arrayType;
	const header = [1, 1, oid, cells.length, 1];
	const most = cells.reduce<number>((sum, cell) => sum + (cell === null ? 4 : 4 + room(cell)), 4 * header.length);
	const array = Buffer.allocUnsafe(most);
	let at = 0;
	for (const number of header) at = array.writeInt32BE(number, at);
	for (const cell of cells) at = cell === null ? array.writeInt32BE(-1, at) : write(array, at, cell);
	return array.subarray(0, at);
};
