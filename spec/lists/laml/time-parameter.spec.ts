import {describe, expect, it} from '@jest/globals';
import {lamlTimeParameter} from '../../../lib/lists/laml/time-parameter.ts';
import {leftOf, rightOf} from '../../support/either.ts';

const parameter = lamlTimeParameter();
const encoded = (value: unknown): string => parameter.encode(rightOf(parameter.decode(value)));

describe('a time of LaML', () => {
	it('is written as LaML writes it', () => {
		expect(encoded(new Date('2018-09-19T20:00:00.999Z'))).toBe('Wed, 19 Sep 2018 20:00:00 +0000');
		expect(encoded('2018-09-19T20:00:00Z')).toBe('Wed, 19 Sep 2018 20:00:00 +0000');
		expect(encoded('2018-09-19t22:00:00.5+02:00')).toBe('Wed, 19 Sep 2018 20:00:00 +0000');
	});

	it.each(['2018-09-19', 'Wed, 19 Sep 2018 20:00:00 +0000', '9 Sep 2018 20:00 -0800', 'Wed, 19 Sep 2018 20:00:00 GMT'])(
		'is sent as it is where it is a day or has the form: %s',
		text => {
			expect(encoded(text)).toBe(text);
		},
	);

	it.each([
		'',
		'yesterday',
		'2018-02-30',
		'2018-09-19T20:00:00',
		'2018-09-19 20:00',
		'19 Foo 2018 20:00:00 +0000',
		'Wed, 19 Sep 2018 25:00:00 +0000',
		'Wed, 19 Sep 2018 20:00:00 +0000&Status=busy',
		new Date(Number.NaN),
		new Date('+010000-01-01T00:00:00Z'),
		new Date('-000001-01-01T00:00:00Z'),
		5,
		null,
	])('is not %p', value => {
		expect(leftOf(parameter.decode(value))[0]?.message).toMatch(/^must be a date \("2026-01-31"\), an RFC 3339 /);
	});
});
