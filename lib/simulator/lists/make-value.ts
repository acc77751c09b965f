import type * as t from 'io-ts';
import {shapeOf} from '../../core/codec-shape.ts';
import {KnownNumber, KnownText} from '../../core/scalars.ts';
import {hashText, mix, pick} from '../seed/hash.ts';
import {sampleMeta} from '../seed/sample-meta.ts';
import type {Make} from './make.ts';
import {makeText} from './make-text.ts';

type Properties = Readonly<Record<string, t.Mixed>>;

/** The codecs of io-ts of which the simulator knows what they accept. */
type Known =
	| {readonly _tag: 'InterfaceType' | 'PartialType'; readonly props: Properties}
	| {readonly _tag: 'IntersectionType' | 'UnionType'; readonly types: readonly t.Mixed[]}
	| {readonly _tag: 'ArrayType' | 'ReadonlyArrayType' | 'ReadonlyType' | 'ExactType'; readonly type: t.Mixed}
	| {readonly _tag: 'DictionaryType'; readonly codomain: t.Mixed}
	| {readonly _tag: 'LiteralType'; readonly value: unknown}
	| {readonly _tag: 'KeyofType'; readonly keys: Readonly<Record<string, unknown>>}
	| {
			readonly _tag:
				| 'StringType'
				| 'NumberType'
				| 'BooleanType'
				| 'NullType'
				| 'UndefinedType'
				| 'UnknownType'
				| 'AnyDictionaryType'
				| 'AnyArrayType';
	  };

/** Undefined is a field that is left out. */
const makeObject = (properties: Properties, isPartial: boolean): Make => {
	const fields = Object.entries(properties).map(([name, codec]) => {
		return {name, salt: hashText(name), make: makeValue(codec, name)};
	});
	return (hash, time) => {
		const item: Record<string, unknown> = {};
		for (const {name, salt, make} of fields) {
			const own = mix(hash ^ salt);
			const value = isPartial && (own & 3) === 0 ? undefined : make(mix(own + 1), time);
			if (value !== undefined) item[name] = value;
		}
		return item;
	};
};

const makeSeveral =
	(make: Make, most: number): ((hash: number, time: number) => readonly unknown[]) =>
	(hash, time) =>
		Array.from({length: (hash >>> 0) % (most + 1)}, (_, index) => make(mix(hash + index), time));

/** One of a union's; what says that there is nothing comes seldom beside others. */
const makeOneOf = (codecs: readonly t.Mixed[], name: string): Make => {
	const isNothing = (codec: t.Mixed): boolean => ['NullType', 'UndefinedType'].includes(shapeOf(codec)._tag ?? '');
	const nothing = codecs.filter(isNothing).map(codec => makeValue(codec, name));
	const something = codecs.filter(codec => !isNothing(codec)).map(codec => makeValue(codec, name));
	return (hash, time) => {
		const isEmpty = nothing.length > 0 && (something.length === 0 || (hash & 7) === 0);
		return pick(isEmpty ? nothing : something, hash >>> 3)(mix(hash + 2), time);
	};
};

const recordKeys: readonly string[] = ['en', 'x-custom', 'with space', 'übung'];

const makeRecord = (codomain: t.Mixed, name: string): Make => {
	const makeEntries = makeSeveral(makeValue(codomain, name), recordKeys.length);
	return (hash, time) =>
		Object.fromEntries(makeEntries(hash, time).map((value, index) => [recordKeys[index] as string, value]));
};

/** Whole in part, as sums of money are, with no more digits than a double holds. */
const makeNumber: Make = hash => ((hash >>> 0) % 100_000) / 10_000;

const makeWhole = (name: string): Make =>
	/duration|seconds/.test(name) ? hash => (hash >>> 0) % 7200 : hash => (hash >>> 0) % 1000;

/**
 * How the values that a codec accepts are made.
 * @param name the field's name, by which a text is more than any text
 * @throws Error that names a codec which says nothing of what it accepts
 */
export const makeValue = (mixed: t.Mixed, name: string): Make => {
	if (mixed instanceof KnownText) return makeText(mixed.kind, name, mixed.known);
	if (mixed instanceof KnownNumber) {
		const {known} = mixed;
		return known.length > 0 ? hash => pick(known, hash) : makeWhole(name);
	}
	const codec = mixed as unknown as Known;
	switch (codec._tag) {
		case 'StringType':
			return makeText('text', name);
		case 'NumberType':
			return makeNumber;
		case 'BooleanType':
			return hash => (hash & 1) === 0;
		case 'NullType':
			return () => null;
		case 'UndefinedType':
			return () => undefined;
		case 'LiteralType':
			return () => codec.value;
		case 'KeyofType':
			return hash => pick(Object.keys(codec.keys), hash);
		case 'UnknownType':
			return hash => sampleMeta(hash >>> 0);
		case 'AnyDictionaryType':
			return hash => sampleMeta(hash >>> 0) ?? {};
		case 'AnyArrayType':
			return makeSeveral(hash => sampleMeta(hash >>> 0), 3);
		case 'InterfaceType':
			return makeObject(codec.props, false);
		case 'PartialType':
			return makeObject(codec.props, true);
		case 'IntersectionType': {
			const parts = codec.types.map(part => makeValue(part, name));
			return (hash, time) => Object.assign({}, ...parts.map(make => make(hash, time)));
		}
		case 'UnionType':
			return makeOneOf(codec.types, name);
		case 'ArrayType':
		case 'ReadonlyArrayType':
			return makeSeveral(makeValue(codec.type, name), 3);
		case 'DictionaryType':
			return makeRecord(codec.codomain, name);
		case 'ReadonlyType':
		case 'ExactType':
			return makeValue(codec.type, name);
		default:
			throw new Error(`the codec of ${name === '' ? 'its items' : name} says nothing of what it accepts`);
	}
};
