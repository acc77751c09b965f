import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import {
	allOf,
	anyOf,
	anything,
	everyEntry,
	everyField,
	type Field,
	kinds,
	type Part,
	type Predicate,
	predicateOf,
} from './guard-parts.ts';
import {ownTagOf} from './own-tag.ts';
import {KnownNumber, KnownText} from './scalars.ts';

/** A codec, compiled. */
export interface FastGuard<A> {
	(value: unknown): value is A;
	/** Names of the parts that could not be compiled and are decided by their codec's `decode`; empty at best. */
	readonly fallbacks: readonly string[];
}

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

/** Kept as long as their codecs: engines make a function fast once, for all walks, rather than one made for each of them. */
const guards = new WeakMap<object, FastGuard<unknown>>();

/**
 * Compiles an io-ts codec, once, into a guard with the verdict of its `decode` and near the speed of a hand-written
 * one. Nothing is evaluated as code, so it also works under a strict content security policy.
 *
 * Objects, partials, intersections, unions, arrays, literals and primitives are compiled; any other part is decided by
 * its `decode` and named in `fallbacks`.
 */
export const fastGuard = <A>(codec: t.Type<A, unknown, unknown>): FastGuard<A> => {
	const known = guards.get(codec);
	if (known !== undefined) return known as FastGuard<A>;
	const fallbacks: string[] = [];
	const accepts = predicateOf(compileTo(fallbacks)(codec as unknown as t.Mixed));
	const guard = Object.assign((value: unknown): value is A => accepts(value), {fallbacks});
	guards.set(codec, guard as FastGuard<unknown>);
	return guard;
};
