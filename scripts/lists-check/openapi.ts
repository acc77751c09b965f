/** JSON of which nothing is known. */
export type Json = {readonly [name: string]: unknown};

export const isObject = (value: unknown): value is Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

export const objectAt = (value: unknown, ...names: readonly string[]): Json =>
	names.reduce<Json>((inside, name) => (isObject(inside[name]) ? inside[name] : {}), isObject(value) ? value : {});

export const arrayAt = (value: unknown, name: string): readonly unknown[] => {
	const found = objectAt(value)[name];
	return Array.isArray(found) ? found : [];
};

const nameOf = (segment: string): string => segment.replaceAll('~1', '/').replaceAll('~0', '~');

/** What stands where a `$ref` leads, however often it leads on. */
export const resolve = (document: Json, value: unknown): Json => {
	let found = objectAt(value);
	// As often as a description may sensibly refer on; one that goes round is left.
	for (let steps = 0; typeof found.$ref === 'string' && steps < 20; steps++) {
		found = objectAt(document, ...found.$ref.split('/').slice(1).map(nameOf));
	}
	return found;
};
