import {isExact} from './exact-number.ts';
import {JsonScanner} from './json-scanner.ts';

/** The numbers of an object or array by their keys, as they were sent. */
export type Sources = ReadonlyMap<string, string>;

/**
 * Of objects and arrays, the numbers in them that JavaScript cannot hold, by key, as they were sent. Whatever has one
 * below itself is in here too. Beside the values rather than in them, for they are given as JavaScript reads them.
 */
const known = new WeakMap<object, Map<string, string>>();

/** The numbers in an object or array that were sent otherwise than they are; undefined when none is in it or below. */
export const sourcesIn = (container: object): Sources | undefined => known.get(container);

/** What is known of one; from now on something is, even if it is about what is below. */
const noted = (container: object): Map<string, string> => {
	const sources = known.get(container) ?? new Map<string, string>();
	known.set(container, sources);
	return sources;
};

/** Sets a field, which may be called `__proto__`; with what is known of its numbers, so that `toJson` knows it too. */
export const setField = (to: object, key: string, value: unknown, source: string | undefined): void => {
	Object.defineProperty(to, key, {value, enumerable: true, configurable: true, writable: true});
	if (source !== undefined) noted(to).set(key, source);
	else if (typeof value === 'object' && value !== null && known.has(value)) noted(to);
};

/** The numbers of a JSON text, and the text with the place of each in that list in its stead. */
const takeNumbers = (json: string): {readonly numbers: readonly string[]; readonly rest: string} => {
	const numbers: string[] = [];
	const pieces: string[] = [];
	let taken = 0;
	new JsonScanner(json, (begin, end) => {
		pieces.push(json.slice(taken, begin), String(numbers.length));
		numbers.push(json.slice(begin, end));
		taken = end;
	}).skipValue();
	return {numbers, rest: pieces.join('') + json.slice(taken)};
};

/** Puts numbers back into their places, and notes those that are not exact, with all that they are in. */
const putNumbers = (root: object, numbers: readonly string[]): void => {
	const parents = new Map<object, object>();
	const left = [root];
	for (let container = left.pop(); container !== undefined; container = left.pop()) {
		for (const [key, value] of Object.entries(container)) {
			if (typeof value === 'object' && value !== null) {
				parents.set(value, container);
				left.push(value);
			}
			if (typeof value !== 'number') continue;
			const source = numbers[value] ?? '';
			Reflect.set(container, key, Number(source));
			if (isExact(source)) continue;
			for (let up = parents.get(container); up && !known.has(up); up = parents.get(up)) noted(up);
			noted(container).set(key, source);
		}
	}
};

/** A JSON text of an object or array in which numbers are that JavaScript cannot hold, which are noted. */
const readExactly = (json: string): object => {
	const {numbers, rest} = takeNumbers(json);
	const root: object = JSON.parse(rest);
	putNumbers(root, numbers);
	return root;
};

/**
 * What looks like a number that JavaScript may not hold: it has an exponent, more than 15 digits, or a sign before a zero.
 * All that are numbers are found, and what looks the same in texts.
 */
const doubtful = /[:,[\s](-0[\d.eE+-]*|-?\d[\d.]{15}[\d.eE+-]*|-?\d[\d.]*[eE][\d.eE+-]*)/g;

/** The value that was made of a JSON text; where numbers are in it that JavaScript cannot hold, another one, of which they are noted. */
export const exactly = (json: string, value: object): object => {
	for (const [, source = ''] of json.matchAll(doubtful)) if (!isExact(source)) return readExactly(json);
	return value;
};

/**
 * `JSON.parse`, which also notes the numbers that JavaScript cannot hold, so that `toJson` writes them as they were sent.
 * Whoever only reads the values has no use for it, and saves the time.
 */
export const parseExactly = (json: string): unknown => {
	const value: unknown = JSON.parse(json);
	return typeof value === 'object' && value !== null ? exactly(json, value) : value;
};
