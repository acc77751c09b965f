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

type Note = (value: unknown, bytes: ByteText) => void;

/** How deep below an answer's top its list may be. */
const mostLevels = 3;

/**
 * Goes over what comes next, of which this value was made, and notes the bytes of objects in arrays. Of two members of one
 * name the last has made the value, and is noted last: whatever was noted for it before is overwritten.
 */
const noteEntries = (scanner: JsonScanner, value: unknown, noteBytes: Note, levels = mostLevels): void => {
	const isArray = Array.isArray(value);
	const isEntered = levels > 0 && scanner.next() === (isArray ? '[' : '{');
	if (!isEntered || typeof value !== 'object' || value === null) {
		scanner.skipValue();
		return;
	}
	scanner.open();
	// Some lists are an array of one envelope.
	if (isArray && !(levels === mostLevels && value.length === 1)) {
		for (const [index, text] of skipEntries(scanner, value).entries()) noteBytes(value[index], text);
		return;
	}
	for (let index = 0; scanner.hasMore(); index++) {
		const name = isArray ? index : JSON.parse(textOf(scanner.name()));
		noteEntries(scanner, Reflect.get(value, name), noteBytes, levels - 1);
	}
};

const hasLineBreak = (text: string): boolean => text.includes('\n') || text.includes('\r');

/** Notes the bytes of entries; false where some are not known, or there are none. */
const noteSent = (root: object, body: ByteText): boolean => {
	const mayBreak = hasLineBreak(body);
	let [known, unknown] = [0, 0];
	noteEntries(new JsonScanner(body), root, (value, bytes) => {
		if (note(value, mayBreak && hasLineBreak(bytes) ? undefined : bytes)) known++;
		else unknown++;
	});
	return known > 0 && unknown === 0;
};

/**
 * `JSON.parse`, which also notes what was sent: the bytes of each entry of a list, and the numbers that JavaScript cannot
 * hold, so that `toJson` writes them as they were. Whoever only reads the values has no use for it, and saves the time.
 */
export const parseAsSent: ParseJson = (json, chunks) => {
	const value = parseExactly(json);
	if (typeof value === 'object' && value !== null) noteSent(value, bodyOf(chunks));
	return value;
};

/** The same for who writes entries as they were sent, and nothing else: their numbers are looked at where bytes do not tell all. */
export const parseToCopy: ParseJson = (json, chunks) => {
	const value: unknown = JSON.parse(json);
	if (typeof value !== 'object' || value === null) return value;
	const body = bodyOf(chunks);
	if (noteSent(value, body)) return value;
	const exact = exactly(json, value);
	if (exact !== value) noteSent(exact, body);
	return exact;
};

/** The numbers of an item that JavaScript cannot hold, also where its bytes alone are known. */
export const sentSourcesIn = (item: object): Sources | undefined => {
	const sent = sentTextOf(item);
	return sent === undefined ? sourcesIn(item) : sourcesIn(exactly(sent, item));
};
