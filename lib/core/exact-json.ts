import {isExact} from './exact-number.ts';

type Sources = ReadonlyMap<string, string>;

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

/**
 * Where a number may stand that is not exact: with an exponent, with 16 digits, or -0. Texts that look so cost time only.
 */
const mayBeInexact = /(?:^|[:,[\s])(?:-0(?:\.0*)?(?![.\d])|-?\d[\d.]*[eE]|-?[\d.]{16})/;

const quote = 0x22;
const isNumeric = (code: number): boolean => code === 0x2d || (code >= 0x30 && code <= 0x39);
const number = /-?\d[\d.eE+-]*/y;

/** The place after a text that begins here. */
const endOfText = (json: string, begin: number): number => {
	for (let end = json.indexOf('"', begin + 1); ; end = json.indexOf('"', end + 1)) {
		let first = end;
		while (json[first - 1] === '\\') first--;
		if ((end - first) % 2 === 0) return end + 1;
	}
};

/** The numbers of a JSON text, and the text with the place of each in that list in its stead. */
const takeNumbers = (json: string): {readonly numbers: readonly string[]; readonly rest: string} => {
	const numbers: string[] = [];
	const pieces: string[] = [];
	let taken = 0;
	for (let at = 0; at < json.length; ) {
		const code = json.charCodeAt(at);
		if (code === quote) at = endOfText(json, at);
		else if (isNumeric(code)) {
			number.lastIndex = at;
			const source = number.exec(json)?.[0] ?? '';
			pieces.push(json.slice(taken, at), String(numbers.length));
			numbers.push(source);
			at += source.length;
			taken = at;
		} else at++;
	}
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

/**
 * `JSON.parse`, which also notes the numbers that JavaScript cannot hold, so that `toJson` writes them as they were sent.
 * Whoever only reads the values has no use for it, and saves the time.
 */
export const parseExactly = (json: string): unknown => {
	const value: unknown = JSON.parse(json);
	if (typeof value !== 'object' || value === null || !mayBeInexact.test(json)) return value;
	const {numbers, rest} = takeNumbers(json);
	if (numbers.every(isExact)) return value;
	const root: object = JSON.parse(rest);
	putNumbers(root, numbers);
	return root;
};
