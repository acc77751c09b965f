import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {progressLines} from '../../lib/cli/sync-progress.ts';
import {SyncTally} from '../../lib/cli/sync-tally.ts';
import {anyCodeUnit} from '../support/arbitraries.ts';
import {fuzzing} from '../support/fuzz.ts';

const tallyOf = (labels: readonly string[]): SyncTally => {
	const tally = new SyncTally();
	for (const walk of labels) tally.take({type: 'progress', walk, rows: 1500, resumedFrom: 0});
	return tally;
};

describe('the progress of many walks', () => {
	it('has a line for the whole, and one for each walk that is being read', () => {
		const tally = tallyOf(['emea / video rooms', 'emea / voice logs / 2026-01', 'emea / video room-sessions']);
		tally.take({type: 'end', walk: 'emea / voice logs / 2026-01', rows: 2000, resumedFrom: 0, complete: true});
		expect(progressLines(tally, {columns: 80, rows: 24}).split('\n')).toEqual([
			expect.stringMatching(/^1 walk done · 5,000 rows · [\d,]+ rows\/s · \d+\.\d s$/),
			'  emea / video rooms · 1,500 rows',
			'  emea / video room-sessions · 1,500 rows',
		]);
	});

	it('counts those that ended before their end, with what they have written', () => {
		const tally = tallyOf(['emea / video rooms']);
		tally.take({type: 'end', walk: 'emea / video rooms', rows: 100, resumedFrom: 0, complete: false});
		expect(progressLines(tally, {})).toMatch(/^0 walks done · 1 unfinished · 100 rows · /);
	});

	it('counts rows of interrupted runs, but not among those of a second', () => {
		const tally = new SyncTally();
		tally.take({type: 'progress', walk: 'emea / video rooms', rows: 9000, resumedFrom: 9000});
		expect(progressLines(tally, {})).toMatch(/^0 walks done · 9,000 rows · 0 rows\/s/);
	});

	it('tells which projects wait, and for how long', () => {
		const tally = tallyOf([]);
		for (const delay of [3000, 1000]) {
			tally.onEvent('emea', {type: 'pause', delay} as Parameters<SyncTally['onEvent']>[1]);
		}
		expect(progressLines(tally, {columns: 200})).toMatch(/ · emea waits 3 s for the rate limit$/);
	});

	it('says of walks for which a terminal has no room how many they are', () => {
		const labels = Array.from({length: 30}, (_, index) => `emea / voice logs / ${index}`);
		const lines = progressLines(tallyOf(labels), {columns: 80, rows: 6}).split('\n');
		expect(lines).toHaveLength(5);
		expect(lines.at(-1)).toBe('  and 27 more');
	});

	it('stays within a terminal of any size, with nothing in it that is obeyed', () => {
		const label = fc.string({unit: anyCodeUnit, maxLength: 200});
		const size = fc.record({columns: fc.integer({min: 30, max: 120}), rows: fc.integer({min: 2, max: 12})});
		fc.assert(
			fc.property(fc.uniqueArray(label, {maxLength: 20}), size, (labels, {columns, rows}) => {
				const lines = progressLines(tallyOf(labels), {columns, rows}).split('\n');
				expect(lines.length).toBeLessThan(Math.max(rows, 2));
				for (const line of lines) {
					expect([...line].length).toBeLessThan(columns);
					expect(line).not.toMatch(/[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/u);
				}
			}),
			fuzzing(),
		);
	});
});
