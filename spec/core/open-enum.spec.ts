import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {nullable, openIntegerEnum, openStringEnum} from '../../lib/core/open-enum.ts';

describe('an open enum', () => {
	it('accepts every string, known or not, and nothing else', () => {
		const codec = openStringEnum('720p', '1080p');
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.anything()), value => {
				expect(codec.decode(value)).toEqual(
					typeof value === 'string' ? {_tag: 'Right', right: value} : expect.objectContaining({_tag: 'Left'}),
				);
			}),
		);
	});

	it('accepts every number, known or not, and no text', () => {
		const codec = openIntegerEnum(20, 30);
		expect([20, 60, 29.97].every(codec.is)).toBe(true);
		expect(['20', null, undefined].some(codec.is)).toBe(false);
	});
});

describe('a nullable codec', () => {
	it('accepts null as well, but does not make a field optional', () => {
		const codec = nullable(openStringEnum('a'));
		expect([codec.is('a'), codec.is(null), codec.is(undefined), codec.is(7)]).toEqual([true, true, false, false]);
		expect(codec.name).toBe('string | null');
	});
});
