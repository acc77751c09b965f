import * as t from 'io-ts';
import {KnownNumber, KnownText, type TextKind} from '../../core/scalars.ts';

export type ColumnType = 'string' | 'boolean' | 'integer' | 'number' | 'timestamp' | 'rfc2822' | 'json';

/** What a codec says of a field: what it holds, or its own fields; undefined where it is only ever null. */
export type Field = ColumnType | Fields | undefined;

/** The fields of an object. */
export type Fields = ReadonlyMap<string, Field>;

const scalars: ReadonlyMap<unknown, ColumnType> = new Map<unknown, ColumnType>([
	[t.string, 'string'],
	[t.boolean, 'boolean'],
	[t.number, 'number'],
]);

const textTypes: Readonly<Partial<Record<TextKind, ColumnType>>> = {timestamp: 'timestamp', rfc2822: 'rfc2822'};

const scalarOf = (codec: t.Mixed): ColumnType => {
	if (codec instanceof KnownText) return textTypes[codec.kind] ?? 'string';
	if (codec instanceof t.KeyofType) return 'string';
	if (codec instanceof t.LiteralType && typeof codec.value === 'string') return 'string';
	return codec instanceof KnownNumber ? 'integer' : (scalars.get(codec) ?? 'json');
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
	if (codec === t.null || codec === t.undefined) return undefined;
	if (codec instanceof t.InterfaceType || codec instanceof t.PartialType) {
		return new Map(Object.entries(codec.props as t.Props).map(([name, field]) => [name, fieldOf(field)]));
	}
	if (codec instanceof t.ReadonlyType || codec instanceof t.ExactType) return fieldOf(codec.type);
	if (codec instanceof t.UnionType || codec instanceof t.IntersectionType) {
		return (codec.types as readonly t.Mixed[]).map(fieldOf).reduce(merge, undefined);
	}
	return scalarOf(codec);
};
