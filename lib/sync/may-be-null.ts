import type * as t from 'io-ts';
import {shapeOf} from '../core/codec-shape.ts';

/** The codecs of a field in all forms that an item may have; undefined in a form that lacks it. */
const formsOfField = (codec: unknown, field: string): ReadonlyArray<t.Mixed | undefined> => {
	const shape = shapeOf(codec);
	switch (shape._tag) {
		case 'InterfaceType':
			return [shape.props[field]];
		case 'PartialType':
			return [undefined];
		case 'ReadonlyType':
		case 'ExactType':
			return formsOfField(shape.type, field);
		case 'UnionType':
			return shape.types.flatMap(type => formsOfField(type, field));
		case 'IntersectionType': {
			const found = shape.types.flatMap(type => formsOfField(type, field)).filter(form => form !== undefined);
			return found.length > 0 ? found : [undefined];
		}
		default:
			return [undefined];
	}
};

/** Whether a field of an item may be null or absent, by its codec. */
export const mayBeNull = (item: t.Mixed, field: string): boolean =>
	formsOfField(item, field).some(form => form === undefined || form.is(null) || form.is(undefined));
