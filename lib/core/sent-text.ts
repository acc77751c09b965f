import {readExactly} from './exact-json.ts';
import {isExact} from './exact-number.ts';
import {JsonScanner} from './json-scanner.ts';

const sentText = Symbol('sent text');

/**
 * In the object, but neither printed, nor copied, nor stored with it. (A `WeakMap` beside it would keep whole bodies, of
 * which the texts are parts, longer than they are used: engines look into one late.)
 */
const note = (value: unknown, text: string | undefined): void => {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
	Object.defineProperty(value, sentText, {value: text, configurable: true});
};

/** The text that an entry was sent as, on one line; undefined where it is not known. */
export const sentTextOf = (value: object): string | undefined => (value as {readonly [sentText]?: string})[sentText];

type NoteText = (value: unknown, text: string) => void;

/** How deep below an answer's top its list may be. */
const mostLevels = 3;

/**
 * Goes over what comes next, of which this value was made, and notes the text of objects in arrays. Of two members of one
 * name the last has made the value, and is noted last: whatever was noted for it before is overwritten.
 */
const noteEntries = (scanner: JsonScanner, value: unknown, noteText: NoteText, levels = mostLevels): void => {
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
		if (!isArray) noteEntries(scanner, Reflect.get(value, scanner.name()), noteText, levels - 1);
		else if (isEnvelope) noteEntries(scanner, value[index], noteText, levels - 1);
		else noteText(value[index], scanner.skipValue());
	}
};

const hasLineBreak = (text: string): boolean => text.includes('\n') || text.includes('\r');

/** Notes texts of entries; false where a number is among all that JavaScript cannot hold. */
const noteTexts = (root: object, json: string): boolean => {
	let holdsAll = true;
	const scanner = new JsonScanner(json, (begin, end, isPlain) => {
		if (!isPlain && holdsAll) holdsAll = isExact(json.slice(begin, end));
	});
	const oneLine: NoteText = (value, text) => note(value, hasLineBreak(text) ? undefined : text);
	noteEntries(scanner, root, hasLineBreak(json) ? oneLine : note);
	return holdsAll;
};

/**
 * `JSON.parse`, which also notes what was sent: the text of each entry of a list, and the numbers that JavaScript cannot
 * hold, so that `toJson` writes them as they were. Whoever only reads the values has no use for it, and saves the time.
 */
export const parseAsSent = (json: string): unknown => {
	const value: unknown = JSON.parse(json);
	if (typeof value !== 'object' || value === null || noteTexts(value, json)) return value;
	const exact = readExactly(json);
	noteTexts(exact, json);
	return exact;
};
