import {readExactly} from '../../core/exact-json.ts';
import {isExact} from '../../core/exact-number.ts';
import {JsonScanner} from '../../core/json-scanner.ts';
import {joinChunks} from '../../transport/decode-chunks.ts';

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
const note = (value: unknown, bytes: ByteText | undefined): void => {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
	Object.defineProperty(value, sentBytes, {value: bytes, configurable: true});
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
	const isEnvelope = isArray && levels === mostLevels && value.length === 1;
	for (let index = 0; scanner.hasMore(); index++) {
		if (!isArray) noteEntries(scanner, Reflect.get(value, JSON.parse(textOf(scanner.name()))), noteBytes, levels - 1);
		else if (isEnvelope) noteEntries(scanner, value[index], noteBytes, levels - 1);
		else noteBytes(value[index], scanner.skipValue());
	}
};

const hasLineBreak = (text: string): boolean => text.includes('\n') || text.includes('\r');

/** Notes bytes of entries; false where a number is among all that JavaScript cannot hold. */
const noteSent = (root: object, body: ByteText): boolean => {
	let holdsAll = true;
	const scanner = new JsonScanner(body, (begin, end, isPlain) => {
		if (!isPlain && holdsAll) holdsAll = isExact(body.slice(begin, end));
	});
	const oneLine: Note = (value, bytes) => note(value, hasLineBreak(bytes) ? undefined : bytes);
	noteEntries(scanner, root, hasLineBreak(body) ? oneLine : note);
	return holdsAll;
};

/**
 * `JSON.parse`, which also notes what was sent: the bytes of each entry of a list, and the numbers that JavaScript cannot
 * hold, so that `toJson` writes them as they were. Whoever only reads the values has no use for it, and saves the time.
 */
export const parseAsSent = (json: string, chunks: readonly Uint8Array[]): unknown => {
	const value: unknown = JSON.parse(json);
	const body = bodyOf(chunks);
	if (typeof value !== 'object' || value === null || noteSent(value, body)) return value;
	const exact = readExactly(json);
	noteSent(exact, body);
	return exact;
};
