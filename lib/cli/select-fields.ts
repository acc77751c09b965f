import * as E from 'fp-ts/lib/Either.js';
import {showName} from '../core/decode-reasons.ts';
import {setField, sourcesIn} from '../core/exact-json.ts';
import {type AnyList, keyOf} from '../core/list.ts';
import type {Noun} from '../core/noun.ts';
import {type Column, columnsOf} from '../export/formats/columns.ts';

/** Two fields of a list, as far as they are known, as `--fields` takes them. */
export const exampleFields = (list: AnyList): string => {
	const key = keyOf(list);
	const names = columnsOf(list.item, key).flatMap(({path}) => (path.length === 1 ? path : []));
	return [...new Set([...key, ...names])].slice(0, 2).join(',');
};

/** `id,name,active_session.status` */
export const fieldList =
	(example: string) =>
	(text: string): E.Either<string, readonly string[]> => {
		const fields = text.split(',').map(field => field.trim());
		return fields.every(field => /^[^.\s]+(\.[^.\s]+)*$/.test(field))
			? E.right(fields)
			: E.left(`It must be names separated by commas, such as ${example}`);
	};

/** A dotted path such as `active_session.status`, split. */
type FieldPath = readonly string[];

/** What holds the field of a path; `undefined` where the item has no such field. */
const holderOf = (item: unknown, path: FieldPath): object | undefined => {
	let holder: unknown;
	let value = item;
	for (const key of path) {
		if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
		holder = value;
		value = Reflect.get(value, key);
	}
	return holder as object | undefined;
};

export interface FieldSelection {
	/** Keeps the named fields, in the order and under the names asked for; one that an item lacks is left out. */
	readonly select: (item: object) => object;
	/** What is to be said of fields that no item has had; empty when each had one. */
	readonly remark: () => string;
}

const list = (fields: readonly string[]): string =>
	`${fields.length === 1 ? 'field' : 'fields'} ${fields.map(showName).join(', ')}`;

const startsWith = (path: FieldPath, start: FieldPath): boolean => start.every((key, depth) => path[depth] === key);

/** Said before the first item: a field may be newer than this version, so that it is no error to ask for it. */
export const remarkOnUnknown = (fields: readonly string[], columns: readonly Column[], {many}: Noun): string => {
	const known = columns.filter(({path}) => path.length > 0);
	// Of a schema of somebody else nothing is known.
	if (known.length === 0) return '';
	const unknown = fields.filter(field => {
		const path = field.split('.');
		// A part of JSON is known as far as its column goes.
		return !known.some(
			column => startsWith(column.path, path) || (column.type === 'json' && startsWith(path, column.path)),
		);
	});
	if (unknown.length === 0) return '';
	const names = new Set(known.map(({path}) => path[0]));
	return `${many} are not documented to have the ${list(unknown)}; they have ${[...names].join(', ')}`;
};

/** Said before the first item: `absent` are fields that come only with a flag, which was not given. */
export const remarksOnUnasked = (
	fields: readonly string[],
	absent: ReadonlyMap<string, string>,
	{many}: Noun,
): readonly string[] =>
	[...new Set(absent.values())].flatMap(flag => {
		const unasked = fields.filter(field => absent.get(field.split('.')[0] ?? '') === flag);
		return unasked.length === 0 ? [] : [`${many} have the ${list(unasked)} only with ${flag}`];
	});

export const selectFields = (fields: readonly string[], {one}: Noun): FieldSelection => {
	const paths = fields.map(field => [field, field.split('.')] as const);
	const missing = new Set(fields);
	const select = (item: object): object => {
		const selected = {};
		for (const [field, path] of paths) {
			const holder = holderOf(item, path);
			const key = path.at(-1) ?? '';
			if (holder === undefined) continue;
			missing.delete(field);
			setField(selected, field, Reflect.get(holder, key), sourcesIn(holder)?.get(key));
		}
		return selected;
	};
	return {select, remark: () => (missing.size === 0 ? '' : `no ${one} had the ${list([...missing])}`)};
};

/** All of an item. */
export const everyField: FieldSelection = {select: item => item, remark: () => ''};
