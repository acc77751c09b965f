import {describe, expect, it} from '@jest/globals';
import {holdsTooManyValues, shortestCounted} from '../../lib/transport/json-values.ts';

const long = (text: string) => text.repeat(Math.ceil((shortestCounted + 1) / text.length));

describe('the values of a JSON text', () => {
	it('are not counted in a text of an ordinary length', () => {
		expect(holdsTooManyValues(','.repeat(shortestCounted), 1)).toBe(false);
		expect(holdsTooManyValues(','.repeat(shortestCounted + 1), 1)).toBe(true);
	});

	it.each(['{},', '[],', '1,', '"a",', '[[', '{"a":{'])('are counted in a long one of %s', text => {
		const whole = long(text);
		const values = whole.match(/[,[{]/g)?.length ?? 0;
		expect(holdsTooManyValues(whole, values)).toBe(false);
		expect(holdsTooManyValues(whole, values - 1)).toBe(true);
	});

	it('are not what is between them', () => {
		expect(holdsTooManyValues(long('a}]:"\\ \n'), 0)).toBe(false);
	});
});
