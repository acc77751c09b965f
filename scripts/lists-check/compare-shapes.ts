import {merged, type ObjectShape, type Shape} from './shape.ts';

/** A difference, and where. */
export interface Difference {
	readonly at: string;
	readonly what: string;
}

const nameOf = (shape: Shape): string => ('format' in shape && shape.format !== '' ? shape.format : shape.kind);

/** Of these nothing is said here on purpose, whatever the description says: only that they are objects, or not even that. */
const isLeftOpen = (own: Shape, described: Shape): boolean =>
	own.kind === 'anything' || (own.kind === 'record' && ['object', 'record', 'union'].includes(described.kind));

const onlyIn = (some: readonly string[], others: readonly string[]): readonly string[] =>
	some.filter(name => !others.includes(name));

/** Values that one side knows and the other does not. */
export const compareKnown = (
	own: readonly string[],
	described: readonly string[],
	at: string,
): readonly Difference[] => [
	...onlyIn(described, own).map(value => ({at, what: `the value "${value}" is new`})),
	...onlyIn(own, described).map(value => ({at, what: `the value "${value}" is not in the description`})),
];

const compareObjects = (own: ObjectShape, described: ObjectShape, at: string): readonly Difference[] => {
	const names = [...new Set([...Object.keys(own.fields), ...Object.keys(described.fields)])];
	return names.flatMap((name): readonly Difference[] => {
		const [here, there] = [own.fields[name], described.fields[name]];
		const inside = `${at}.${name}`;
		if (here === undefined) return [{at: inside, what: 'is new'}];
		if (there === undefined) return [{at: inside, what: 'is not in the description'}];
		const required =
			here.required === there.required
				? []
				: [{at: inside, what: `is ${there.required ? 'required' : 'optional'} in the description, and not here`}];
		return [...required, ...compareShapes(here.shape, there.shape, inside)];
	});
};

/** More may be known of a text than is described, but not something else, and no less. */
const compareScalars = (own: Shape, described: Shape, at: string): readonly Difference[] => {
	if (!('known' in own && 'known' in described)) return [];
	const format =
		described.format === '' || own.format === described.format
			? []
			: [{at, what: `is ${nameOf(described)} in the description, ${nameOf(own)} here`}];
	// Values that are known without being described are told only where some are described.
	return [...format, ...(described.known.length > 0 ? compareKnown(own.known, described.known, at) : [])];
};

const compareForms = (own: readonly Shape[], described: readonly Shape[], at: string): readonly Difference[] =>
	own.flatMap((form, index) => compareShapes(form, described[index] as Shape, `${at}|${index + 1}`));

/** What a list says of a value against what a description says of it; in words for people. */
export const compareShapes = (own: Shape, described: Shape, at: string): readonly Difference[] => {
	if (isLeftOpen(own, described)) return compareNull(own, described, at);
	const both = [own, described];
	if (own.kind === 'union' && described.kind === 'union' && own.forms.length === described.forms.length) {
		return [...compareNull(own, described, at), ...compareForms(own.forms, described.forms, at)];
	}
	const counts = both.every(({kind}) => kind === 'union')
		? [{at, what: `has ${formsOf(described)} forms in the description, ${formsOf(own)} here`}]
		: [];
	return [...counts, ...compareNull(own, described, at), ...compareMerged(merged(own), merged(described), at)];
};

const formsOf = (shape: Shape): number => (shape.kind === 'union' ? shape.forms.length : 1);

const compareNull = (own: Shape, described: Shape, at: string): readonly Difference[] =>
	own.nullable === described.nullable || own.kind === 'anything'
		? []
		: [
				{
					at,
					what: described.nullable
						? 'may be null in the description, never here'
						: 'may be null here, never in the description',
				},
			];

const compareMerged = (own: Shape, described: Shape, at: string): readonly Difference[] => {
	if (own.kind !== described.kind) {
		return [{at, what: `is ${nameOf(described)} in the description, ${nameOf(own)} here`}];
	}
	if (own.kind === 'object' && described.kind === 'object') return compareObjects(own, described, at);
	if (own.kind === 'array' && described.kind === 'array') return compareShapes(own.of, described.of, `${at}[]`);
	return compareScalars(own, described, at);
};
