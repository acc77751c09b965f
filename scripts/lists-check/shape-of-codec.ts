import * as t from 'io-ts';
import {KnownNumber, KnownText} from '../../lib/core/scalars.ts';
import {allOf, oneOf, plain, type Shape, scalar} from './shape.ts';

const objectOf = (props: t.Props, required: boolean): Shape => ({
	kind: 'object',
	nullable: false,
	fields: Object.fromEntries(
		Object.entries(props).map(([name, codec]) => [name, {required, shape: shapeOfCodec(codec)}]),
	),
});

const scalarOf = (codec: t.Mixed): Shape | undefined => {
	if (codec instanceof KnownText) return scalar('text', codec.known, codec.kind === 'text' ? '' : codec.kind);
	if (codec instanceof KnownNumber) return scalar('integer', codec.known);
	if (codec instanceof t.LiteralType) return scalar('text', [codec.value]);
	if (codec instanceof t.KeyofType) return scalar('text', Object.keys(codec.keys));
	if (codec === t.string) return scalar('text');
	if (codec === t.number) return scalar('number');
	return codec === t.boolean ? scalar('boolean') : undefined;
};

/** What an io-ts codec says of a value. */
export const shapeOfCodec = (codec: t.Mixed): Shape => {
	const found = scalarOf(codec);
	if (found !== undefined) return found;
	if (codec instanceof t.InterfaceType) return objectOf(codec.props, true);
	if (codec instanceof t.PartialType) return objectOf(codec.props, false);
	if (codec instanceof t.IntersectionType) return allOf(codec.types.map(shapeOfCodec));
	if (codec instanceof t.UnionType) return oneOf(codec.types.map(shapeOfCodec));
	if (codec instanceof t.ArrayType) return {kind: 'array', nullable: false, of: shapeOfCodec(codec.type)};
	if (codec === t.null) return plain('null');
	return plain(codec === t.UnknownRecord ? 'record' : 'anything');
};
