import {characters, utf8} from './bytes.ts';

/** A text reduced to what it says, and where in it each byte of that was said. */
export interface Unspelt {
	/** UTF-8, a character for each byte; small letters, nothing that cannot be seen, nothing escaped. */
	readonly bytes: string;
	/** For each byte, where its spelling begins. */
	readonly starts: Uint32Array;
	/** For each byte, where its spelling has ended. */
	readonly ends: Uint32Array;
}

/** Control and format characters, line and paragraph separators. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

const entities: Readonly<Record<string, string>> = {quot: '"', amp: '&', lt: '<', gt: '>', apos: "'"};

/** One way to spell characters, tried at a place: what it says there, and how long it is. */
type Reading = {readonly says: Uint8Array | string; readonly length: number} | undefined;

const inUrl = /%(?:25)*([0-9a-f]{2})/iy;
const inJson = /\\+(?:u([0-9a-f]{4})|x([0-9a-f]{2})|[bfnrt])?/iy;
const inHtml = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,4}));/iy;

/** What was cut off before `…`: the rest of it nobody knows. */
const inPart =
	/(?:%(?:25)*[0-9a-f]?|\\+(?:u[0-9a-f]{0,3}|x[0-9a-f]?)?|&(?:#\d{0,7}|#x[0-9a-f]{0,6}|[a-z]{0,4}))(?=…)/iy;

const matchAt = (pattern: RegExp, text: string, place: number): RegExpExecArray | null => {
	pattern.lastIndex = place;
	return pattern.exec(text);
};

const ofCode = (code: number): string => (code <= 0x10ffff ? String.fromCodePoint(code) : '');

const readUrl = (text: string, place: number): Reading => {
	const match = matchAt(inUrl, text, place);
	return match === null
		? undefined
		: {says: Uint8Array.of(Number.parseInt(match[1] ?? '', 16)), length: match[0].length};
};

/** However often it is quoted. Backslashes themselves say nothing: how many of them belong to a text, nobody can tell. */
const readJson = (text: string, place: number): Reading => {
	const match = matchAt(inJson, text, place);
	if (match === null) return undefined;
	const [{length}, unit, code] = match;
	const digits = unit ?? code;
	return {says: digits === undefined ? '' : ofCode(Number.parseInt(digits, 16)), length};
};

const readHtml = (text: string, place: number): Reading => {
	const match = matchAt(inHtml, text, place);
	if (match === null) return undefined;
	const [{length}, decimal, hexadecimal, name] = match;
	if (name !== undefined) {
		const says = entities[name.toLowerCase()];
		return says === undefined ? undefined : {says, length};
	}
	return {says: ofCode(decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal)), length};
};

const readers: Readonly<Record<string, (text: string, place: number) => Reading>> = {
	'%': readUrl,
	'\\': readJson,
	'&': readHtml,
};

const readEscape = (text: string, place: number): Reading => {
	const reader = readers[text[place] as string];
	if (reader === undefined) return undefined;
	const cut = matchAt(inPart, text, place);
	return cut === null ? reader(text, place) : {says: '', length: cut[0].length};
};

const plain = (text: string, place: number): {readonly says: string; readonly length: number} => {
	const says = String.fromCodePoint(text.codePointAt(place) ?? 0);
	return {says, length: says.length};
};

const encode = (says: string): Uint8Array => utf8(unseen.test(says) ? '' : says.toLowerCase());

/** Nearly all of most texts. */
const ascii = Array.from({length: 128}, (_, code) => encode(String.fromCharCode(code)));

const bytesOf = (says: Uint8Array | string): Uint8Array => {
	if (typeof says !== 'string') return says;
	return (says.length === 1 ? ascii[says.charCodeAt(0)] : undefined) ?? encode(says);
};

/** In UTF-8, no spelling says more than this for each of its characters. */
const mostBytes = 3;

/**
 * Reads a text as somebody would who looks for what it says: percent signs, escapes of JSON and JavaScript, and HTML's
 * are undone. In one pass, so that no text takes long.
 */
export const unspell = (text: string): Unspelt => {
	const bytes = new Uint8Array(text.length * mostBytes);
	const starts = new Uint32Array(bytes.length);
	const ends = new Uint32Array(bytes.length);
	let count = 0;
	for (let place = 0; place < text.length; ) {
		const {says, length} = readEscape(text, place) ?? plain(text, place);
		for (const byte of bytesOf(says)) {
			bytes[count] = byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
			starts[count] = place;
			ends[count] = place + length;
			count++;
		}
		place += length;
	}
	return {
		bytes: characters(bytes.subarray(0, count)),
		starts: starts.subarray(0, count),
		ends: ends.subarray(0, count),
	};
};
