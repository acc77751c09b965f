import {type Sources, sourcesIn} from './exact-json.ts';

/** What tells items apart: a text, or a whole number that is read as it was sent. Larger ones are read as others are. */
export const isKeyValue = (value: unknown): value is string | number =>
	typeof value === 'string' || Number.isSafeInteger(value);

/** What an item is known by, as a text: the same for two of them only when they have the same key. */
export type IdOf = (item: unknown) => string | undefined;

/**
 * Undefined where a part of the key is missing or no key value: nothing tells such items apart.
 *
 * @param sourcesOf the numbers of an item that JavaScript cannot hold; asked only where one is in its key
 */
export const createIdOf =
	(key: readonly string[], sourcesOf: (item: object) => Sources | undefined = sourcesIn): IdOf =>
	item => {
		if (key.length === 0 || typeof item !== 'object' || item === null) return undefined;
		// Most are a text alone. All others are written so that none of those can be taken for them.
		const [first = ''] = key;
		const text: unknown = key.length === 1 ? Reflect.get(item, first) : undefined;
		if (typeof text === 'string' && !text.startsWith('[')) return text;
		const values: readonly unknown[] = key.map(field => Reflect.get(item, field));
		if (!values.every(isKeyValue)) return undefined;
		if (values.some(value => typeof value === 'number')) {
			// What was sent is another number than is read.
			const sources = sourcesOf(item);
			if (sources !== undefined && key.some(field => sources.has(field))) return undefined;
		}
		return JSON.stringify(values);
	};
