import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {
	belongsTo,
	day,
	FilterUnheeded,
	isOfSlice,
	queryOfSlice,
	type Slicing,
	slicesOf,
} from '../../lib/sync/slices.ts';

const filter = {field: 'created_at', after: 'created_after', before: 'created_before'};
const slicing = (unit: Slicing['unit'], since: string): Slicing => ({
	unit,
	since: Date.parse(since),
	lookback: 0,
	filter,
});

const times = fc.integer({min: Date.UTC(2020, 0), max: Date.UTC(2026, 11, 31)});
const units = fc.constantFrom<Slicing['unit']>('day', 'month');
const rowAt = (time: number) => ({id: 'x', created_at: new Date(time).toISOString()});

describe('slices of time', () => {
	it('are days, or months of which the first may be a part', () => {
		const labels = (unit: Slicing['unit'], since: string, now: string) =>
			slicesOf(slicing(unit, since), Date.parse(now)).map(({label}) => label);
		expect(labels('day', '2024-02-28', '2024-03-01T00:00:00Z')).toEqual(['2024-02-28', '2024-02-29', '2024-03-01']);
		expect(labels('month', '2025-12-15', '2026-02-01T10:00:00Z')).toEqual(['2025-12', '2026-01', '2026-02']);
		expect(labels('day', '2026-01-02', '2026-01-01T00:00:00Z')).toEqual([]);
	});

	it('have each time from the first day until now in one of them, and in no other', () => {
		fc.assert(
			fc.property(units, times, times, (unit, time, now) => {
				const since = '2020-01-01';
				const holding = slicesOf(slicing(unit, since), now).filter(slice => isOfSlice(rowAt(time), slice));
				expect(holding).toHaveLength(time <= now || holding.length > 0 ? 1 : 0);
			}),
		);
	});

	it('are asked for so that no filter of whole days hides a row of theirs, in any zone, with its own days or without', () => {
		const zones = fc.integer({min: -14, max: 14});
		fc.assert(
			fc.property(units, times, zones, fc.boolean(), (unit, time, hours, isInclusive) => {
				const slice = slicesOf(slicing(unit, '2020-01-01'), time).at(-1);
				if (slice === undefined) return;
				const query = queryOfSlice(slice);
				const begins = (date = '') => Date.parse(date) + hours * 3_600_000;
				const own = isInclusive ? 0 : day;
				expect(time).toBeGreaterThanOrEqual(begins(query.created_after) + own);
				expect(time).toBeLessThan(begins(query.created_before) + day - own);
				// And what such a filter lets through beside them is no sign that it was not heeded.
				for (const shown of [begins(query.created_after) + own, begins(query.created_before) + day - own - 1]) {
					expect(() => belongsTo(slice)(rowAt(shown))).not.toThrow();
				}
			}),
		);
	});

	it('are not heeded where a row is shown that they do not ask for, or one without a time', () => {
		const [slice] = slicesOf(slicing('day', '2026-01-10'), Date.parse('2026-01-10'));
		for (const created_at of ['2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z', 'soon', null, undefined]) {
			expect(() => slice && belongsTo(slice)({id: 'x', created_at})).toThrow(FilterUnheeded);
		}
	});

	it('know times with offsets, of LaML, and leap seconds', () => {
		const [slice] = slicesOf(slicing('month', '2016-12-01'), Date.parse('2016-12-31'));
		for (const created_at of ['2016-12-31T23:59:60Z', '2017-01-01T01:30:00+02:00', 'Sat, 31 Dec 2016 23:59:59 +0000']) {
			expect(slice && isOfSlice({created_at}, slice)).toBe(true);
		}
	});
});
