import type {JsonScanner} from './json-scanner.ts';
import {isObject} from './plain-object.ts';

/** Of longer names nothing is found: expressions run out of memory for very long ones. */
const longestName = 64;

/** Between two objects of an array, before the name of the second one's first member, of which a character is up to three bytes. */
const between = /\}\s*,\s*\{(?=\s*("(?:[^"\\]|\\.){0,192}")\s*:)/g;

const firstNameIn = (value: unknown): string | undefined => {
	if (isObject(value)) for (const name in value) return name;
	return undefined;
};

/** The name of the first member of all, in their text as well; undefined where they have none in common. */
const commonFirstName = (values: readonly unknown[]): string | undefined => {
	const name = firstNameIn(values[0]);
	// Names that are numbers come first whatever their places.
	if (name === undefined || name.length > longestName || /^\d/.test(name)) return undefined;
	return values.every(value => firstNameIn(value) === name) ? name : undefined;
};

interface Gap {
	/** Where the object before it ends. */
	readonly from: number;
	/** Where the one behind it begins. */
	readonly to: number;
}

/**
 * What stands between the objects that these values were made of, from some place on: far faster to find than by going over
 * all that is in them. All that stands between them is found, so that it is nowhere else where no more is found than stands
 * there. Empty where more is found.
 */
const gapsFrom = (start: number, json: string, values: readonly unknown[]): readonly Gap[] => {
	const name = commonFirstName(values);
	if (name === undefined) return [];
	const gaps: Gap[] = [];
	for (const {0: braces, 1: found = '', index} of json.matchAll(between)) {
		// It may be spelt in other ways then.
		if (found.includes('\\')) return [];
		const from = index + 1;
		if (from >= start && found === `"${name}"`) gaps.push({from, to: index + braces.length - 1});
	}
	return gaps.length === values.length - 1 ? gaps : [];
};

/**
 * Over the rest of an array that a scanner is in; gives the text of each entry. The values need not be of this array: one
 * of the same name may stand behind it, which they were made of. What is between is looked for in all that follows, so that
 * this is for one array of a text; others are gone over by `scanner.skipEntries()`.
 */
export const skipEntries = (scanner: JsonScanner, values: readonly unknown[]): readonly string[] => {
	if (!scanner.hasMore()) return [];
	const {json} = scanner;
	const texts = [scanner.skipValue()];
	const [first, ...others] = gapsFrom(scanner.at, json, values);
	// Else it is another array.
	if (first?.from === scanner.at) {
		let begin = first.to;
		for (const {from, to} of others) {
			texts.push(json.slice(begin, from));
			scanner.at = from;
			begin = to;
		}
	}
	return [...texts, ...scanner.skipEntries()];
};
