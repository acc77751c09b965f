import {parseExactly, setField, sourcesIn} from '../../core/exact-json.ts';
import {isObject} from '../../core/plain-object.ts';
import {holdsLoneHalves} from '../../core/well-formed.ts';
import {toJson} from './to-json.ts';

/** Once more as a JSON text where readers would refuse it; and what is a text itself, so that the two are told apart. */
export const otherCellOf = (other: unknown): string => {
	const json = toJson(other);
	return typeof other === 'string' || holdsLoneHalves(json) ? JSON.stringify(json) : json;
};

/** The fields in such a cell; none where there is something else in it. */
export const fieldsIn = (cell: unknown): Record<string, unknown> => {
	if (typeof cell !== 'string') return {};
	try {
		const value = parseExactly(cell);
		const other = typeof value === 'string' ? parseExactly(value) : value;
		return isObject(other) ? other : {};
	} catch {
		return {};
	}
};

/** What becomes of a cell that is brought up to date: what is new, and of the fields that are kept what was there. */
export const keepFields = (was: unknown, is: string | null, kept: readonly string[]): string | null => {
	const before = fieldsIn(was);
	const there = kept.filter(field => Object.hasOwn(before, field));
	if (there.length === 0) return is;
	const now = fieldsIn(is);
	for (const field of there) setField(now, field, before[field], sourcesIn(before)?.get(field));
	return otherCellOf(now);
};
