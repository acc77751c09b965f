import {exactly, parseExactly, type Sources, sourcesIn} from '../../core/exact-json.ts';
import {skipEntries} from '../../core/json-entries.ts';
import {JsonScanner, type Span} from '../../core/json-scanner.ts';
import {isObject} from '../../core/plain-object.ts';
import {joinChunks} from '../../transport/decode-chunks.ts';
import type {ParseJson} from '../../transport/transport.ts';

/** Some of the bytes of a body. */
export interface Piece extends Span {
	readonly body: Buffer;
}

/** All bytes of a text, as UTF-8. */
export const pieceOf = (text: string): Piece => {
	const body = Buffer.from(text, 'utf8');
	return {body, from: 0, to: body.length};
};

/** In UTF-8. */
const byteOrderMark = [0xef, 0xbb, 0xbf];

/** A copy: chunks are joined in memory that is used again. */
const bodyOf = (chunks: readonly Uint8Array[]): Buffer => {
	const body = Buffer.from(joinChunks(chunks));
	return byteOrderMark.every((byte, place) => body[place] === byte) ? body.subarray(byteOrderMark.length) : body;
};

const sentBytes = Symbol('sent bytes');

/**
 * In the object, but neither printed, nor copied, nor stored with it. (A `WeakMap` beside it would keep whole bodies, of
 * which these are parts, longer than they are used: engines look into one late.)
 */
const note = (value: unknown, bytes: Piece | undefined): boolean => {
	if (!isObject(value)) return false;
	Object.defineProperty(value, sentBytes, {value: bytes, configurable: true});
	return bytes !== undefined;
};

/** The JSON that an entry was sent as, on one line; undefined where it is not known. */
export const sentBytesOf = (value: object): Piece | undefined => (value as {readonly [sentBytes]?: Piece})[sentBytes];

/** The same as a text. */
export const sentTextOf = (value: object): string | undefined => {
	const sent = sentBytesOf(value);
	return sent?.body.toString('utf8', sent.from, sent.to);
};

/** A body as text, and as it came. */
interface Sent {
	readonly json: string;
	readonly body: Buffer;
}

const hasLineBreak = (text: string): boolean => text.includes('\n') || text.includes('\r');

/**
 * Notes the bytes of the entries of a body; false where those of some are not known. Of two members of one name the last has
 * made the value, and is noted last: whatever was noted for it before is overwritten.
 */
const noteEntries = (root: object, {json, body}: Sent, field: string): boolean => {
	// A code unit for each byte, as in the text itself where all are ASCII.
	const units = json.length === body.length ? json : body.toString('latin1');
	const scanner = new JsonScanner(units);
	// Some lists are an array of one envelope.
	const envelope: unknown = Array.isArray(root) && root.length === 1 ? root[0] : root;
	if (!isObject(envelope)) return false;
	if (scanner.next() === '[') scanner.open();
	scanner.next();
	scanner.open();
	const values = envelope[field];
	const mayBreak = hasLineBreak(units);
	let [arrays, isKnown] = [0, true];
	while (scanner.hasMore()) {
		const isField = JSON.parse(Buffer.from(scanner.name(), 'latin1').toString('utf8')) === field;
		if (!isField || !Array.isArray(values) || scanner.next() !== '[') {
			scanner.skipValue();
			continue;
		}
		scanner.open();
		const entries = arrays++ === 0 ? skipEntries(scanner, values) : scanner.skipEntries();
		const noted = entries.map(({from, to}, index) =>
			note(values[index], mayBreak && hasLineBreak(units.slice(from, to)) ? undefined : {body, from, to}),
		);
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
		if (field !== undefined && typeof value === 'object' && value !== null) {
			noteEntries(value, {json, body: bodyOf(chunks)}, field);
		}
		return value;
	};

/** The same for who writes entries as they were sent, and nothing else: numbers are looked at where bytes do not tell all. */
export const parseToCopy =
	(field: string | undefined): ParseJson =>
	(json, chunks) => {
		if (field === undefined) return parseExactly(json);
		const value: unknown = JSON.parse(json);
		if (typeof value !== 'object' || value === null) return value;
		const sent = {json, body: bodyOf(chunks)};
		if (noteEntries(value, sent, field)) return value;
		const exact = exactly(json, value);
		if (exact !== value) noteEntries(exact, sent, field);
		return exact;
	};

/** The numbers of an item that JavaScript cannot hold, also where its bytes alone are known. */
export const sentSourcesIn = (item: object): Sources | undefined => {
	const sent = sentTextOf(item);
	return sent === undefined ? sourcesIn(item) : sourcesIn(exactly(sent, item));
};
