import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {SeenTexts} from '../../lib/seen/seen-texts.ts';
import {anyCodeUnit} from '../support/arbitraries.ts';

const token = 'PAbff61159-faab-48b3-959a-3021a8f5beca';
const link = (page: number): string => `/api/video/rooms?page_number=${page}&page_size=50&page_token=${token}`;

describe('the texts that a walk has met', () => {
	it('know each link by its whole text', () => {
		const visited = new SeenTexts();
		expect(['', '/a', '/b', '/a?', '/ab', '/ba', '/A', '/a\0'].map(text => visited.add(text))).toEqual(
			Array(8).fill(true),
		);
		expect(['', '/a', '/b', '/a?', '/ab', '/ba', '/A', '/a\0'].map(text => visited.add(text))).toEqual(
			Array(8).fill(false),
		);
	});

	it('raise no false alarm among 200,000 links that differ in a number, and forget none', () => {
		const visited = new SeenTexts();
		let alarms = 0;
		let forgotten = 0;
		for (let page = 0; page < 200_000; page++) if (!visited.add(link(page))) alarms++;
		for (let page = 0; page < 200_000; page++) if (visited.add(link(page))) forgotten++;
		expect({alarms, forgotten}).toEqual({alarms: 0, forgotten: 0});
	});

	it('raise no false alarm among 200,000 links that differ in a token', () => {
		const visited = new SeenTexts();
		let alarms = 0;
		for (let page = 0; page < 200_000; page++) {
			const hex = (Math.imul(page, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0');
			if (!visited.add(`/api/video/rooms?page_token=PA${hex}-faab-48b3-959a-3021a8f5beca`)) alarms++;
		}
		expect(alarms).toBe(0);
	});

	it.each([1, 2, 3, 63, 64, 65, 1000, 40_000])(
		'find a circle of %d pages at the first repetition, after any way in',
		period => {
			for (const wayIn of [0, 1, 31, 32]) {
				const visited = new SeenTexts();
				const pageAt = (step: number): number => (step < wayIn ? step : wayIn + ((step - wayIn) % period));
				let step = 0;
				while (visited.add(link(pageAt(step)))) step++;
				expect(step).toBe(wayIn + period);
			}
		},
	);

	it('agree with a set, whatever is added in whatever order', () => {
		fc.assert(
			fc.property(fc.array(fc.string({unit: anyCodeUnit, maxLength: 3}), {maxLength: 300}), texts => {
				const visited = new SeenTexts();
				const set = new Set<string>();
				for (const text of texts) {
					if (visited.add(text) === set.has(text)) throw new Error(`wrong about ${JSON.stringify(text)}`);
					set.add(text);
				}
			}),
		);
	});
});
