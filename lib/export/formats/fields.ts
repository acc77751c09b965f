import type * as t from 'io-ts';
import {shapeOf} from '../../core/codec-shape.ts';
import {KnownNumber, KnownText, type TextKind} from '../../core/scalars.ts';

export type ColumnType = 'string' | 'boolean' | 'integer' | 'number' | 'timestamp' | 'rfc2822' | 'json';

/** What a codec says of a field: what it holds, or its own fields; undefined where it is only ever null. */
export type Field = ColumnType | Fields | undefined;

/** The fields of an object. */
export type Fields = ReadonlyMap<string, Field>;

const scalars: ReadonlyMap<string | undefined, ColumnType> = new Map([
	['StringType', 'string'],
	['KeyofType', 'string'],
	['BooleanType', 'boolean'],
	['NumberType', 'number'],
]);

const textTypes: Readonly<Partial<Record<TextKind, ColumnType>>> = {timestamp: 'timestamp', rfc2822: 'rfc2822'};

const scalarOf = (codec: t.Mixed): ColumnType => {
	if (codec instanceof KnownText) return textTypes[codec.kind] ?? 'string';
	if (codec instanceof KnownNumber) return 'integer';
	const shape = shapeOf(codec);
	if (shape._tag === 'LiteralType' && typeof shape.value === 'string') return 'string';
	return scalars.get(shape._tag) ?? 'json';
};

const isText = (field: Field): boolean => field === 'string' || field === 'timestamp' || field === 'rfc2822';

/** What holds both: in a union a field is of one form or of another. */
export const merge = (one: Field, other: Field): Field => {
	if (one === undefined || one === other) return other;
	if (other === undefined) return one;
	if (typeof one === 'object' && typeof other === 'object') {
		return new Map([...one, ...[...other].map(([name, field]) => [name, merge(one.get(name), field)] as const)]);
	}
	return isText(one) && isText(other) ? 'string' : 'json';
};

/** What a codec describes; `T | null` and `T | undefined` as `T`, for every column takes null. */
export const fieldOf = (codec: t.Mixed): Field => {
	const shape = shapeOf(codec);
	switch (shape._tag) {
		case 'NullType':
		case 'UndefinedType':
			return undefined;
		case 'InterfaceType':
		case 'PartialType':
			return new Map(Object.entries(shape.props).map(([name, field]) => [name, fieldOf(field)]));
		case 'ReadonlyType':
		case 'ExactType':
			return fieldOf(shape.type);
		case 'UnionType':
		case 'IntersectionType':
			return shape.types.map(fieldOf).reduce(merge, undefined);
		default:
			return scalarOf(codec);
	}
};
