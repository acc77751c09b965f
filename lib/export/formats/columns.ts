import * as t from 'io-ts';
import {KnownNumber, KnownText} from '../../core/scalars.ts';
import {asWellFormed} from '../../core/well-formed.ts';

export type ColumnType = 'string' | 'boolean' | 'integer' | 'number' | 'timestamp' | 'json';

/** A column of a tabular format. Nested fields are joined with `_`: `active_session.status` is `active_session_status`. */
export interface Column {
	readonly name: string;
	readonly type: ColumnType;
	/** The field's path in an item; empty for the last column, `other_fields`. */
	readonly path: readonly string[];
	/** Whether it is a part of the key. An item may lack its key all the same. */
	readonly key?: true;
}

/** Fields that no column knows, as JSON: what the API adds tomorrow is in today's export. */
export const otherFields: Column = {name: 'other_fields', type: 'json', path: []};

const scalars: ReadonlyMap<unknown, ColumnType> = new Map<unknown, ColumnType>([
	[t.string, 'string'],
	[t.boolean, 'boolean'],
	[t.number, 'number'],
]);

const typeOf = (codec: t.Mixed): ColumnType => {
	if (codec instanceof KnownText) return codec.kind === 'timestamp' ? 'timestamp' : 'string';
	if (codec instanceof t.KeyofType) return 'string';
	if (codec instanceof t.LiteralType && typeof codec.value === 'string') return 'string';
	return codec instanceof KnownNumber ? 'integer' : (scalars.get(codec) ?? 'json');
};

/** What of a key its column takes as it is: any text, and of numbers those that tell items apart, which are whole. */
const keyTypes: Readonly<Partial<Record<ColumnType, ColumnType>>> = {timestamp: 'string', number: 'integer'};

/** `T | null` and `T | undefined` as `T`: every column takes null. */
const withoutNull = (codec: t.Mixed): t.Mixed => {
	if (!(codec instanceof t.UnionType)) return codec;
	const members = (codec.types as readonly t.Mixed[]).filter(member => member !== t.null && member !== t.undefined);
	return members.length === 1 ? withoutNull(members[0] as t.Mixed) : codec;
};

type Properties = Readonly<Record<string, t.Mixed>>;

const optional = (properties: Properties): Properties =>
	Object.fromEntries(Object.entries(properties).map(([key, codec]) => [key, t.union([codec, t.undefined])]));

/** The fields of an object codec; undefined for anything else. */
const propertiesOf = (codec: t.Mixed): Properties | undefined => {
	if (codec instanceof t.InterfaceType) return codec.props;
	if (codec instanceof t.PartialType) return optional(codec.props);
	if (codec instanceof t.ReadonlyType || codec instanceof t.ExactType) return propertiesOf(codec.type);
	if (!(codec instanceof t.IntersectionType)) return undefined;
	const parts = (codec.types as readonly t.Mixed[]).map(propertiesOf);
	return parts.includes(undefined) ? undefined : Object.assign({}, ...parts);
};

/** One column, whatever it holds: rows are told apart by it. */
const keyColumn = (name: string, nullable: t.Mixed): Column => {
	const known = typeOf(withoutNull(nullable));
	return {name, type: keyTypes[known] ?? known, path: [name], key: true};
};

const columnsBelow = (properties: Properties, path: readonly string[]): readonly Column[] =>
	Object.entries(properties).flatMap(([key, nullable]): readonly Column[] => {
		const codec = withoutNull(nullable);
		const here = [...path, key];
		const nested = propertiesOf(codec);
		return nested ? columnsBelow(nested, here) : [{name: here.join('_'), type: typeOf(codec), path: here}];
	});

/** Readers take `Name` and `name` for one, and nested fields may be called as others are: the later one gets a number. */
const withNamesOfTheirOwn = (columns: readonly Column[]): readonly Column[] => {
	const taken = new Set<string>();
	return columns.map(column => {
		let name = asWellFormed(column.name);
		for (let number = 2; taken.has(name.toLowerCase()); number++) name = asWellFormed(`${column.name}_${number}`);
		taken.add(name.toLowerCase());
		return {...column, name};
	});
};

/**
 * The columns of whatever an endpoint lists, read off its codec; `other_fields` comes last.
 * @param needsKey whether parts of the key that the codec does not know get a column too, as JSON
 */
export const columnsOf = (codec: t.Mixed, key: readonly string[], needsKey = false): readonly Column[] => {
	const properties = propertiesOf(codec) ?? {};
	const unknown = needsKey ? key.filter(field => !Object.hasOwn(properties, field)) : [];
	const known = Object.entries(properties).flatMap(([field, nullable]) =>
		key.includes(field) ? [keyColumn(field, nullable)] : columnsBelow({[field]: nullable}, []),
	);
	return withNamesOfTheirOwn([...unknown.map(field => keyColumn(field, t.unknown)), ...known, otherFields]);
};
