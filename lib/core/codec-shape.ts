import type * as t from 'io-ts';

/**
 * What a codec of io-ts says of itself. By this it is known, not by its class: the codecs of a list of one's own come from
 * another copy of io-ts than this library's.
 */
export type CodecShape =
	| {readonly _tag: 'InterfaceType' | 'PartialType'; readonly props: t.Props}
	| {readonly _tag: 'IntersectionType' | 'UnionType'; readonly types: readonly t.Mixed[]}
	| {readonly _tag: 'ReadonlyType' | 'ExactType'; readonly type: t.Mixed}
	| {readonly _tag: 'LiteralType'; readonly value: unknown}
	| {readonly _tag: 'KeyofType' | 'StringType' | 'NumberType' | 'BooleanType' | 'NullType' | 'UndefinedType'}
	| {readonly _tag?: undefined};

/** `_tag` is undefined, or another, where a codec is none of these. */
export const shapeOf = (codec: unknown): CodecShape => Object(codec);
