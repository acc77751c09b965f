import * as t from 'io-ts';
import {isExactTime} from '../../core/date-time.ts';
import {isPlainObject} from '../../core/plain-object.ts';
import {integer, timestamp} from '../../core/scalars.ts';
import {type ColumnType, type Field, merge} from './fields.ts';

/** What the fields of items hold, by their names: for lists with a foreign schema, which tells nothing of it. */
export type FirstFields = Readonly<Record<string, ColumnType>>;

const isNumber = (field: Field): boolean => field === 'integer' || field === 'number';

/** A column of numbers takes whole ones as they are. */
const mergeValues = (one: Field, other: Field): Field =>
	one !== other && isNumber(one) && isNumber(other) ? 'number' : merge(one, other);

const fieldOfValue = (value: unknown): Field => {
	if (value === null || value === undefined) return undefined;
	if (typeof value === 'string') return isExactTime(value) ? 'timestamp' : 'string';
	if (typeof value === 'number') return Number.isSafeInteger(value) ? 'integer' : 'number';
	return typeof value === 'boolean' ? 'boolean' : 'json';
};

/** What the fields of these items hold. What is an object or an array, or now this and now that, is JSON. */
export const fieldsOfItems = (items: readonly unknown[]): FirstFields => {
	const fields = new Map<string, Field>();
	for (const item of items) {
		if (!isPlainObject(item)) continue;
		for (const [name, value] of Object.entries(item)) {
			fields.set(name, mergeValues(fields.get(name), fieldOfValue(value)));
		}
	}
	return Object.fromEntries([...fields].map(([name, field]) => [name, typeof field === 'string' ? field : 'json']));
};

const codecs: Readonly<Partial<Record<ColumnType, t.Mixed>>> = {
	string: t.string,
	timestamp,
	boolean: t.boolean,
	integer,
	number: t.number,
};

/** A codec that tells of such fields. */
export const codecOfFields = (fields: FirstFields): t.Mixed =>
	t.partial(Object.fromEntries(Object.entries(fields).map(([name, type]) => [name, codecs[type] ?? t.unknown])));
