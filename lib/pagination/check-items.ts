import * as E from 'fp-ts/lib/Either.js';
import type {InvalidItemError} from '../core/api-error.ts';
import type {Position} from '../core/cursor.ts';
import {type Mismatch, mismatchesOf, sentencesOf, showValue} from '../core/decode-reasons.ts';
import {isKeyValue} from '../core/item-id.ts';
import type {CheckedTraits} from '../core/list.ts';
import {isPlainObject} from '../core/plain-object.ts';
import {type RequestDescriptor, requestTarget} from '../core/request-descriptor.ts';
import {PageDifferences} from './differences.ts';
import type {WalkPlan} from './plan-walk.ts';
import type {InvalidItem} from './walk-options.ts';

/** What became of the entries of a page. */
export interface CheckedItems<Item> {
	readonly items: readonly Item[];
	/** Where each item stands in `data`; undefined when they all stand one after the other from `skip`. */
	readonly places: readonly number[] | undefined;
	/** Entries that were left out, in their order. */
	readonly invalid: readonly InvalidItem[];
	/** How items that were kept differ from the documentation; undefined where none does. */
	readonly differences: PageDifferences | undefined;
}

const nothingAmiss = {places: undefined, invalid: [], differences: undefined};

/** What an entry is known by, as far as it has that. */
const knownBy = (key: readonly string[], raw: unknown): string => {
	const known = key.flatMap(field => {
		const value: unknown = Reflect.get(Object(raw), field);
		return isKeyValue(value) ? [`${field} ${showValue(value)}`] : [];
	});
	return known.length === 0 ? '' : ` (${known.join(', ')})`;
};

const adviceOn = (raw: unknown): string =>
	isPlainObject(raw)
		? 'Set onInvalidItem (--on-invalid skip) to leave such entries out, or (--on-invalid keep) to have them as they were sent.'
		: 'It is no object, so it cannot be kept: set onInvalidItem (--on-invalid skip) to leave such entries out and go on.';

const invalidItemError = (
	{name, key}: CheckedTraits,
	request: RequestDescriptor,
	{raw, reasons, page, index}: InvalidItem,
): InvalidItemError => ({
	kind: 'invalid-item',
	message:
		`Entry ${index}${knownBy(key, raw)} of page ${page} of ${name}, GET ${requestTarget(request)}, is not as documented: ` +
		`${reasons.join('; ')}. ${adviceOn(raw)}`,
	request,
	reasons,
});

/** Checks the entries of a page; those that differ from the documentation are explained, and told of by an event each. */
export const createCheckItems = <Item>(
	{client, list, settings: {onInvalidItem}}: Pick<WalkPlan<Item>, 'client' | 'list' | 'settings'>,
	accepts: (value: unknown) => value is Item,
) => {
	const explain = (raw: unknown): readonly Mismatch[] => {
		const decoded = list.item.decode(raw);
		return E.isLeft(decoded) ? mismatchesOf(decoded.left) : [];
	};

	return (
		{request, skip}: Position,
		page: number,
		data: readonly unknown[],
	): E.Either<InvalidItemError, CheckedItems<Item>> => {
		const entries = skip === 0 ? data : data.slice(skip);
		if (entries.every(accepts)) return E.right({items: entries, ...nothingAmiss});
		const items: Item[] = [];
		const places: number[] = [];
		const leftOut: InvalidItem[] = [];
		const differences = new PageDifferences(page, client.redact);
		const take = (item: Item, index: number) => {
			items.push(item);
			places.push(index);
		};
		for (const [offset, raw] of entries.entries()) {
			const index = skip + offset;
			if (accepts(raw)) {
				take(raw, index);
				continue;
			}
			const kept = onInvalidItem === 'keep' && isPlainObject(raw);
			if (kept) take(raw as Item, index);
			if (kept && !differences.explainsMore) {
				differences.note(index, []);
				continue;
			}
			const mismatches = explain(raw);
			const reasons = sentencesOf(mismatches).map(client.redact);
			const invalid: InvalidItem = {raw, reasons, page, index};
			client.onEvent({type: 'invalid-item', request, page, index, reasons, kept});
			if (kept) differences.note(index, mismatches);
			else if (onInvalidItem === 'throw' || onInvalidItem === 'keep') {
				return E.left(invalidItemError(list, request, invalid));
			} else leftOut.push(invalid);
		}
		return E.right({items, places, invalid: leftOut, differences});
	};
};
