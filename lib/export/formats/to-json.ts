import {sourcesIn} from '../../core/exact-json.ts';
import {type Piece, pieceOf, sentBytesOf, sentTextOf} from './sent-bytes.ts';

/** Text that is to be written as it is, between values that are still to be written. */
class Text {
	readonly text: string;
	constructor(text: string) {
		this.text = text;
	}
}

const partsOf = (value: object): readonly unknown[] => {
	const isArray = Array.isArray(value);
	const sources = sourcesIn(value);
	const parts: unknown[] = [new Text(isArray ? '[' : '{')];
	for (const [key, field] of Object.entries(value)) {
		if (field === undefined) continue;
		const comma = parts.length === 1 ? '' : ',';
		const source = sources?.get(key);
		parts.push(new Text(isArray ? comma : `${comma}${JSON.stringify(key)}:`));
		parts.push(source === undefined ? field : new Text(source));
	}
	parts.push(new Text(isArray ? ']' : '}'));
	return parts;
};

/** Of a number that stands alone nothing is known: what `JSON.stringify` would bend is written as what reads the same. */
const scalarToJson = (value: unknown): string => {
	if (Object.is(value, -0)) return '-0';
	if (value === Number.POSITIVE_INFINITY) return '1e999';
	return value === Number.NEGATIVE_INFINITY ? '-1e999' : JSON.stringify(value);
};

/** `JSON.stringify` for what `parseExactly` gave, however deep it is: with a list of what is to be done, no recursion. */
export const toJsonOfAnyDepth = (root: unknown): string => {
	const written: string[] = [];
	const left: unknown[] = [root];
	while (left.length > 0) {
		const next = left.pop();
		if (next instanceof Text) written.push(next.text);
		else if (typeof next === 'object' && next !== null) {
			for (const part of partsOf(next).toReversed()) left.push(part);
		} else written.push(JSON.stringify(next));
	}
	return written.join('');
};

/**
 * The JSON of what was read as JSON, with its numbers as they were sent where it was read with `parseExactly`.
 * `JSON.parse` reads any depth, while `JSON.stringify` calls itself and runs out of stack after some thousand levels: one
 * such room must not end an export of all others.
 */
export const toJson = (value: unknown): string => {
	if (typeof value !== 'object' || value === null) return scalarToJson(value);
	const sent = sentTextOf(value);
	if (sent !== undefined) return sent;
	if (sourcesIn(value) !== undefined) return toJsonOfAnyDepth(value);
	try {
		return JSON.stringify(value);
	} catch (error) {
		if (error instanceof RangeError) return toJsonOfAnyDepth(value);
		throw error;
	}
};

/** The same as bytes, which cost nothing where they were sent. */
export const toJsonBytes = (value: unknown): Piece => {
	const sent = typeof value === 'object' && value !== null ? sentBytesOf(value) : undefined;
	return sent ?? pieceOf(toJson(value));
};
