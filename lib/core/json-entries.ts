import type {JsonScanner, Span} from './json-scanner.ts';
import {isObject} from './plain-object.ts';

/** Of others nothing is found: they may be spelt in several ways, or be numbers, which come first whatever their places. */
const plainName = /^[A-Za-z_][\w-]{0,63}$/;

/** Between two objects of an array, before the name of the second one's first member: it is this one, or has an escape. */
const betweenObjects = (name: string): RegExp =>
	new RegExp(String.raw`\}\s*,\s*\{(?=\s*"(?:${name}"\s*:|[^"\\]{0,64}\\))`, 'g');

const firstNameIn = (value: unknown): string | undefined => {
	if (isObject(value)) for (const name in value) return name;
	return undefined;
};

/** The name of the first member of all, in their text as well; undefined where they have none in common. */
const commonFirstName = (values: readonly unknown[]): string | undefined => {
	const name = firstNameIn(values[0]);
	if (name === undefined || !plainName.test(name)) return undefined;
	return values.every(value => firstNameIn(value) === name) ? name : undefined;
};

/**
 * What stands between the objects that these values were made of, from some place on: far faster to find than by going over
 * all that is in them. All that stands between them is found, so that it is nowhere else where no more is found than stands
 * there. Empty where more is found.
 */
const gapsFrom = (start: number, json: string, values: readonly unknown[]): readonly Span[] => {
	const name = commonFirstName(values);
	if (name === undefined) return [];
	const gaps: Span[] = [];
	const between = betweenObjects(name);
	between.lastIndex = start - 1;
	while (between.test(json)) {
		const to = between.lastIndex - 1;
		// It may be this name, spelt in another way.
		if (!json.startsWith(`${name}"`, json.indexOf('"', to) + 1)) return [];
		gaps.push({from: json.lastIndexOf('}', to) + 1, to});
	}
	return gaps.length === values.length - 1 ? gaps : [];
};

/**
 * Over the rest of an array that a scanner is in; says where its entries stand. The values need not be of this array: one
 * of the same name may stand behind it, which they were made of. What is between is looked for in all that follows, so that
 * this is for one array of a text; others are gone over by `scanner.skipEntries()`.
 */
export const skipEntries = (scanner: JsonScanner, values: readonly unknown[]): readonly Span[] => {
	if (!scanner.hasMore()) return [];
	const entries = [scanner.skipValue()];
	const [first, ...others] = gapsFrom(scanner.at, scanner.json, values);
	// Else it is another array.
	if (first?.from === scanner.at) {
		let begin = first.to;
		for (const {from, to} of others) {
			entries.push({from: begin, to: from});
			scanner.at = from;
			begin = to;
		}
	}
	return [...entries, ...scanner.skipEntries()];
};
