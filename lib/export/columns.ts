import * as t from 'io-ts';
import {integer, timestamp} from '../core/scalars.ts';
import {asWellFormed} from '../core/well-formed.ts';

export type ColumnType = 'string' | 'boolean' | 'integer' | 'number' | 'timestamp' | 'json';

/** A column of a tabular format. Nested fields are joined with `_`: `active_session.status` is `active_session_status`. */
export interface Column {
	readonly name: string;
	readonly type: ColumnType;
	/** The field's path in an item; empty for the last column, `other_fields`. */
	readonly path: readonly string[];
}

/** Fields that no column knows, as JSON: what the API adds tomorrow is in today's export. */
export const otherFields: Column = {name: 'other_fields', type: 'json', path: []};

const scalars: ReadonlyMap<unknown, ColumnType> = new Map<unknown, ColumnType>([
	[t.string, 'string'],
	[timestamp, 'timestamp'],
	[t.boolean, 'boolean'],
	[integer, 'integer'],
	[t.number, 'number'],
]);

/** `T | null` and `T | undefined` as `T`: every column takes null. */
const withoutNull = (codec: t.Mixed): t.Mixed => {
	if (!(codec instanceof t.UnionType)) return codec;
	const members = (codec.types as readonly t.Mixed[]).filter(member => member !== t.null && member !== t.undefined);
	return members.length === 1 ? withoutNull(members[0] as t.Mixed) : codec;
};

/** The fields of an object codec; undefined for anything else. */
const propertiesOf = (codec: t.Mixed): Readonly<Record<string, t.Mixed>> | undefined => {
	if (codec instanceof t.InterfaceType || codec instanceof t.PartialType) return codec.props;
	if (codec instanceof t.ReadonlyType || codec instanceof t.ExactType) return propertiesOf(codec.type);
	if (!(codec instanceof t.IntersectionType)) return undefined;
	const parts = (codec.types as readonly t.Mixed[]).map(propertiesOf);
	return parts.includes(undefined) ? undefined : Object.assign({}, ...parts);
};

const columnsBelow = (properties: Readonly<Record<string, t.Mixed>>, path: readonly string[]): readonly Column[] =>
	Object.entries(properties).flatMap(([key, nullable]): readonly Column[] => {
		const codec = withoutNull(nullable);
		const here = [...path, key];
		const nested = propertiesOf(codec);
		return nested
			? columnsBelow(nested, here)
			: [{name: asWellFormed(here.join('_')), type: scalars.get(codec) ?? 'json', path: here}];
	});

/** The columns of whatever an endpoint lists, read off its codec; `other_fields` comes last. */
export const columnsOf = (codec: t.Mixed): readonly Column[] => [
	...columnsBelow(propertiesOf(codec) ?? {}, []),
	otherFields,
];
