import * as t from 'io-ts';

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
export const ownTagOf = (codec: unknown): string | undefined => {
	const {_tag, constructor: made} = Object(codec);
	const isOwn =
		ownClasses.has(made) || made?.name === _tag || (made?.name === 'TaggedUnionType' && _tag === 'UnionType');
	return isOwn ? _tag : undefined;
};
