import type * as t from 'io-ts';
import type {QueryParameters} from '../../core/request-descriptor.ts';
import {asWellFormed} from '../../core/well-formed.ts';
import {type ColumnType, type Field, type Fields, fieldOf} from './fields.ts';

/** A column of a tabular format. Nested fields are joined with `_`: `active_session.status` is `active_session_status`. */
export interface Column {
	readonly name: string;
	readonly type: ColumnType;
	/** The field's path in an item; empty for the last column, `other_fields`. */
	readonly path: readonly string[];
	/** Whether it is a part of the key. An item may lack its key all the same. */
	readonly key?: true;
	/** Of a column that is named after a parameter of the path: what was asked for, which stands where an item does not tell. */
	readonly parameter?: string;
}

/** Fields that no column knows, as JSON: what the API adds tomorrow is in today's export. */
export const otherFields: Column = {name: 'other_fields', type: 'json', path: []};

/** What of a key its column takes as it is: any text, and of numbers those that tell items apart, which are whole. */
const keyTypes: Readonly<Partial<Record<ColumnType, ColumnType>>> = {
	timestamp: 'string',
	rfc2822: 'string',
	number: 'integer',
};

/** One column, whatever it holds: rows are told apart by it. */
const wholeColumn = (name: string, field: Field): Column => {
	const known = typeof field === 'string' ? field : 'json';
	return {name, type: keyTypes[known] ?? known, path: [name]};
};

const columnsBelow = (fields: Fields, path: readonly string[]): readonly Column[] =>
	[...fields].flatMap(([name, field]): readonly Column[] => {
		const here = [...path, name];
		if (typeof field === 'object') return columnsBelow(field, here);
		return [{name: here.join('_'), type: field ?? 'json', path: here}];
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
 * The columns of whatever an endpoint lists, read off its codec: those of its parents, its key, the other fields, and last
 * `other_fields`. What is told apart by its key is so below its parents, which are then a part of it.
 * @param needsKey whether parts of the key that the codec does not know get a column too, as JSON
 * @param parents the parameters of the path, as they are sent
 */
export const columnsOf = (
	codec: t.Mixed,
	key: readonly string[],
	needsKey = false,
	parents: QueryParameters = [],
): readonly Column[] => {
	const described = fieldOf(codec);
	const fields: Fields = typeof described === 'object' ? described : new Map();
	const above = new Map(parents);
	const own = key.filter(name => !above.has(name) && (needsKey || fields.has(name)));
	const isKey = key.length > 0 && {key: true as const};
	return withNamesOfTheirOwn([
		...[...above].map(([name, parameter]) => ({
			...wholeColumn(name, fields.has(name) ? fields.get(name) : 'string'),
			...isKey,
			parameter,
		})),
		...own.map(name => ({...wholeColumn(name, fields.get(name)), ...isKey})),
		...columnsBelow(new Map([...fields].filter(([name]) => !above.has(name) && !own.includes(name))), []),
		otherFields,
	]);
};
