import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import {KnownNumber, KnownText} from './scalars.ts';

type Predicate = (value: unknown) => boolean;

/** A codec, compiled. */
export interface FastGuard<A> {
	(value: unknown): value is A;
	/** Names of the parts that could not be compiled and are decided by their codec's `decode`; empty at best. */
	readonly fallbacks: readonly string[];
}

/** The kinds of primitive values, as bits: a set of them is one number, and a check is one `&`. */
const kinds = {string: 1, number: 2, boolean: 4, null: 8, undefined: 16, other: 32} as const;
const anything = 63;

const kindOf = (value: unknown): number => {
	switch (typeof value) {
		case 'string':
			return kinds.string;
		case 'number':
			return kinds.number;
		case 'boolean':
			return kinds.boolean;
		case 'undefined':
			return kinds.undefined;
		default:
			return value === null ? kinds.null : kinds.other;
	}
};

/** A compiled part: a set of kinds where that says it all, and a predicate for the rest. */
type Part = number | Predicate;

const accept = (part: Part, value: unknown): boolean =>
	typeof part === 'number' ? (part & kindOf(value)) !== 0 : part(value);

const predicateOf = (part: Part): Predicate =>
	typeof part === 'number' ? value => (part & kindOf(value)) !== 0 : part;

/** Of this copy of io-ts; a bundler may have renamed them. */
const ownClasses: ReadonlySet<unknown> = new Set([
	...[t.string, t.number, t.boolean, t.null, t.undefined, t.void, t.unknown, t.UnknownRecord, t.UnknownArray].map(
		codec => codec.constructor,
	),
	t.InterfaceType,
	t.PartialType,
	t.IntersectionType,
	t.UnionType,
	t.TaggedUnionType,
	t.ArrayType,
	t.ReadonlyArrayType,
	t.ReadonlyType,
	t.ExactType,
	t.LiteralType,
	t.KeyofType,
]);

/**
 * The tag of a codec that is of io-ts's own class, whichever copy of io-ts made it: those of other copies are known by
 * their names. A class derived from one may decide in its own way, and a codec of somebody else may transform what it
 * decodes.
 */
const ownTagOf = (codec: unknown): string | undefined => {
	const {_tag, constructor: made} = Object(codec);
	const isOwn =
		ownClasses.has(made) || made?.name === _tag || (made?.name === 'TaggedUnionType' && _tag === 'UnionType');
	return isOwn ? _tag : undefined;
};

const primitives: ReadonlyMap<string | undefined, Part> = new Map<string | undefined, Part>([
	['StringType', kinds.string],
	['NumberType', kinds.number],
	['BooleanType', kinds.boolean],
	['NullType', kinds.null],
	['UndefinedType', kinds.undefined],
	['VoidType', kinds.undefined],
	['UnknownType', anything],
	['AnyDictionaryType', t.UnknownRecord.is],
	['AnyArrayType', Array.isArray],
]);

const primitiveOf = (codec: t.Mixed): Part | undefined => {
	if (codec.constructor === KnownText) return kinds.string;
	return codec.constructor === KnownNumber ? kinds.number : primitives.get(ownTagOf(codec));
};

/** A field as it is documented. */
interface Field<Checked> {
	readonly name: string;
	readonly checked: Checked;
}

/**
 * Fields are met in the order in which the value has them, which costs less than to look each of them up; those that are
 * not found where they are documented are looked up.
 *
 * @param decides the verdict for objects that JSON cannot make: `decode` copies an object on the way when a field is
 * missing, and what was inherited is then gone
 */
const everyField = (fields: ReadonlyArray<Field<Part>>, decides: Predicate): Predicate => {
	const count = fields.length;
	const names = fields.map(({name}) => name);
	// Two arrays rather than one of mixed parts: the loop over primitives then never leaves this function.
	const sets = fields.map(({checked}) => (typeof checked === 'number' ? checked : anything));
	const checks = fields.flatMap(({name, checked}) => (typeof checked === 'number' ? [] : [{name, check: checked}]));
	const lookUp = (value: Readonly<Record<string, unknown>>, place: number): boolean =>
		((sets[place] as number) & kindOf(value[names[place] as string])) !== 0;
	return value => {
		if (!t.UnknownRecord.is(value)) return false;
		if (Object.getPrototypeOf(value) !== Object.prototype) return decides(value);
		let place = 0;
		for (const name in value) {
			while (place < count && name !== names[place]) if (!lookUp(value, place++)) return false;
			if (place === count) break;
			if (((sets[place++] as number) & kindOf(value[name])) === 0) return false;
		}
		while (place < count) if (!lookUp(value, place++)) return false;
		for (const {name, check} of checks) if (!check(value[name])) return false;
		return true;
	};
};

const everyEntry =
	(part: Part): Predicate =>
	value => {
		if (!Array.isArray(value)) return false;
		// By index, as decode does it: a hole counts as undefined.
		for (let index = 0; index < value.length; index++) if (!accept(part, value[index])) return false;
		return true;
	};

const anyOf = (parts: readonly Part[]): Part => {
	const set = parts.reduce<number>((union, part) => (typeof part === 'number' ? union | part : union), 0);
	const predicates = parts.filter(part => typeof part !== 'number');
	if (predicates.length === 0) return set;
	const [only] = predicates;
	if (only !== undefined && predicates.length === 1) return value => (set & kindOf(value)) !== 0 || only(value);
	return value => (set & kindOf(value)) !== 0 || predicates.some(predicate => predicate(value));
};

const allOf = (parts: readonly Part[]): Part => {
	const predicates = parts.map(predicateOf);
	return value => {
		for (const predicate of predicates) if (!predicate(value)) return false;
		return true;
	};
};

type Properties = Readonly<Record<string, t.Mixed>>;

/** The combinators that are compiled. */
type Compilable =
	| {readonly _tag: 'InterfaceType' | 'PartialType'; readonly props: Properties}
	| {readonly _tag: 'IntersectionType' | 'UnionType'; readonly types: readonly t.Mixed[]}
	| {readonly _tag: 'ArrayType' | 'ReadonlyArrayType' | 'ReadonlyType' | 'ExactType'; readonly type: t.Mixed}
	| {readonly _tag: 'LiteralType'; readonly value: string | number | boolean}
	| {readonly _tag: 'KeyofType'; readonly is: Predicate};

const compilable: ReadonlySet<string | undefined> = new Set([
	'InterfaceType',
	'PartialType',
	'IntersectionType',
	'UnionType',
	'ArrayType',
	'ReadonlyArrayType',
	'ReadonlyType',
	'ExactType',
	'LiteralType',
	'KeyofType',
] satisfies Compilable['_tag'][]);

const isCompilable = (codec: unknown): codec is Compilable => compilable.has(ownTagOf(codec));

const decodes =
	(codec: t.Mixed): Predicate =>
	value =>
		E.isRight(codec.decode(value));

interface Documented extends Field<t.Mixed> {
	readonly optional: boolean;
}

const fieldsOf = ({_tag, props}: Extract<Compilable, {readonly props: Properties}>): Documented[] =>
	Object.entries(props).map(([name, checked]) => ({name, checked, optional: _tag === 'PartialType'}));

/** The fields that several codecs document together; undefined where one of them documents something else. */
const fieldsOfAll = (codecs: readonly unknown[]): Documented[] | undefined => {
	const fields = codecs.map(codec => {
		if (!isCompilable(codec)) return undefined;
		if ('props' in codec) return fieldsOf(codec);
		return codec._tag === 'IntersectionType' ? fieldsOfAll(codec.types) : undefined;
	});
	return fields.every(some => some !== undefined) ? fields.flat() : undefined;
};

const compileTo = (fallbacks: string[]): ((codec: t.Mixed) => Part) => {
	const compile = (mixed: t.Mixed): Part => {
		const codec: unknown = mixed;
		const primitive = primitiveOf(mixed);
		if (primitive !== undefined) return primitive;
		if (!isCompilable(codec)) {
			fallbacks.push(mixed.name);
			return decodes(mixed);
		}
		const everyOf = (fields: readonly Documented[]): Part =>
			everyField(
				fields.map(({name, checked, optional}) => {
					const part = compile(checked);
					return {name, checked: optional ? anyOf([kinds.undefined, part]) : part};
				}),
				decodes(mixed),
			);
		switch (codec._tag) {
			case 'InterfaceType':
			case 'PartialType':
				return everyOf(fieldsOf(codec));
			case 'IntersectionType': {
				const fields = fieldsOfAll(codec.types);
				return fields === undefined ? allOf(codec.types.map(compile)) : everyOf(fields);
			}
			case 'UnionType':
				return anyOf(codec.types.map(compile));
			case 'ArrayType':
			case 'ReadonlyArrayType':
				return everyEntry(compile(codec.type));
			case 'ReadonlyType':
				return compile(codec.type);
			case 'ExactType':
				return allOf([t.UnknownRecord.is, compile(codec.type)]);
			case 'LiteralType':
				return value => value === codec.value;
			case 'KeyofType':
				return codec.is;
		}
	};
	return compile;
};

/**
 * Compiles an io-ts codec, once, into a guard with the verdict of its `decode` and near the speed of a hand-written
 * one. Nothing is evaluated as code, so it also works under a strict content security policy.
 *
 * Objects, partials, intersections, unions, arrays, literals and primitives are compiled; any other part is decided by
 * its `decode` and named in `fallbacks`.
 */
export const fastGuard = <A>(codec: t.Type<A, unknown, unknown>): FastGuard<A> => {
	const fallbacks: string[] = [];
	const accepts = predicateOf(compileTo(fallbacks)(codec as unknown as t.Mixed));
	return Object.assign((value: unknown): value is A => accepts(value), {fallbacks});
};
