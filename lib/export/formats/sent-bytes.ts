import {exactly, parseExactly, type Sources, sourcesIn} from '../../core/exact-json.ts';
import {skipEntries} from '../../core/json-entries.ts';
import {JsonScanner} from '../../core/json-scanner.ts';
import {isObject} from '../../core/plain-object.ts';
import {joinChunks} from '../../transport/decode-chunks.ts';
import type {ParseJson} from '../../transport/transport.ts';

/**
 * Bytes of UTF-8 as a text with a code unit for each. What is looked through, cut and put together as such costs a
 * fraction of what texts do that are decoded before and encoded after.
 */
export type ByteText = string;

const toBytes = (text: ByteText): Buffer => Buffer.from(text, 'latin1');
export const byteTextOf = (text: string): ByteText => Buffer.from(text, 'utf8').toString('latin1');
const textOf = (bytes: ByteText): string => toBytes(bytes).toString('utf8');

/** Of a body, each byte as a code unit. Written out, for this file is also loaded where there is no `Buffer`. */
const byteOrderMark = '\u00ef\u00bb\u00bf';

const bodyOf = (chunks: readonly Uint8Array[]): ByteText => {
	const {buffer, byteOffset, byteLength} = joinChunks(chunks);
	const body = Buffer.from(buffer, byteOffset, byteLength).toString('latin1');
	return body.startsWith(byteOrderMark) ? body.slice(byteOrderMark.length) : body;
};

const sentBytes = Symbol('sent bytes');

/**
 * In the object, but neither printed, nor copied, nor stored with it. (A `WeakMap` beside it would keep whole bodies, of
 * which the texts are parts, longer than they are used: engines look into one late.)
 */
const note = (value: unknown, bytes: ByteText | undefined): boolean => {
	if (!isObject(value)) return false;
	Object.defineProperty(value, sentBytes, {value: bytes, configurable: true});
	return bytes !== undefined;
};

/** The JSON that an entry was sent as, on one line; undefined where it is not known. */
export const sentBytesOf = (value: object): ByteText | undefined =>
	(value as {readonly [sentBytes]?: ByteText})[sentBytes];

/** The same as a text. */
export const sentTextOf = (value: object): string | undefined => {
	const bytes = sentBytesOf(value);
	return bytes === undefined ? undefined : textOf(bytes);
};

const hasLineBreak = (text: string): boolean => text.includes('\n') || text.includes('\r');

/**
 * Notes the bytes of the entries of a body; false where those of some are not known. Of two members of one name the last has
 * made the value, and is noted last: whatever was noted for it before is overwritten.
 */
const noteEntries = (root: object, body: ByteText, field: string): boolean => {
	const scanner = new JsonScanner(body);
	// Some lists are an array of one envelope.
	const envelope: unknown = Array.isArray(root) && root.length === 1 ? root[0] : root;
	if (!isObject(envelope)) return false;
	if (scanner.next() === '[') scanner.open();
	scanner.next();
	scanner.open();
	const values = envelope[field];
	const mayBreak = hasLineBreak(body);
	let [arrays, isKnown] = [0, true];
	while (scanner.hasMore()) {
		const isField = JSON.parse(textOf(scanner.name())) === field;
		if (!isField || !Array.isArray(values) || scanner.next() !== '[') {
			scanner.skipValue();
			continue;
		}
		scanner.open();
		const texts = arrays++ === 0 ? skipEntries(scanner, values) : scanner.skipEntries();
		const noted = texts.map((text, index) => note(values[index], mayBreak && hasLineBreak(text) ? undefined : text));
		isKnown = noted.every(Boolean);
	}
	return isKnown;
};

/**
 * `JSON.parse`, which also notes what was sent: the numbers that JavaScript cannot hold, and the bytes of each entry where
 * it is known which field holds them. So `toJson` writes both as they were. Whoever only reads the values has no use for
 * it, and saves the time.
 */
export const parseAsSent =
	(field: string | undefined): ParseJson =>
	(json, chunks) => {
		const value = parseExactly(json);
		if (field !== undefined && typeof value === 'object' && value !== null) noteEntries(value, bodyOf(chunks), field);
		return value;
	};

/** The same for who writes entries as they were sent, and nothing else: numbers are looked at where bytes do not tell all. */
export const parseToCopy =
	(field: string | undefined): ParseJson =>
	(json, chunks) => {
		if (field === undefined) return parseExactly(json);
		const value: unknown = JSON.parse(json);
		if (typeof value !== 'object' || value === null) return value;
		const body = bodyOf(chunks);
		if (noteEntries(value, body, field)) return value;
		const exact = exactly(json, value);
		if (exact !== value) noteEntries(exact, body, field);
		return exact;
	};

/** The numbers of an item that JavaScript cannot hold, also where its bytes alone are known. */
export const sentSourcesIn = (item: object): Sources | undefined => {
	const sent = sentTextOf(item);
	return sent === undefined ? sourcesIn(item) : sourcesIn(exactly(sent, item));
};
