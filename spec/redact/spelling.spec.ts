import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {unspell} from '../../lib/redact/spelling.ts';

const hex = (code: number, digits: number): string => code.toString(16).padStart(digits, '0');

/** Ways to spell a character of ASCII that a text may be full of. */
const ways: ReadonlyArray<(character: string) => string> = [
	character => character,
	character => character.toUpperCase(),
	character => `%${hex(character.charCodeAt(0), 2)}`,
	character => `%25${hex(character.charCodeAt(0), 2).toUpperCase()}`,
	character => `\\u${hex(character.charCodeAt(0), 4)}`,
	character => `\\\\\\u${hex(character.charCodeAt(0), 4)}`,
	character => `\\x${hex(character.charCodeAt(0), 2)}`,
	character => `&#${character.charCodeAt(0)};`,
	character => `&#x${hex(character.charCodeAt(0), 4)};`,
	character => `${character}\u200b`,
	character => `\n${character}`,
	character => `${character}\\n`,
	character => `\\u202e${character}`,
];

describe('unspelling', () => {
	it('finds what was spelt, whichever way each character was', () => {
		const character = fc.constantFrom(...'abcxyz0189-_./+=~:');
		const spelt = fc.array(fc.tuple(character, fc.constantFrom(...ways)), {maxLength: 30});
		fc.assert(
			fc.property(spelt, characters => {
				const text = characters.map(([one, way]) => way(one)).join('');
				const {bytes, starts, ends} = unspell(text);
				expect(bytes).toBe(characters.map(([one]) => one).join(''));
				let end = 0;
				for (const [index, start] of starts.entries()) {
					expect(start).toBeGreaterThanOrEqual(end);
					end = ends[index] as number;
					expect(end).toBeGreaterThan(start);
				}
				expect(end).toBeLessThanOrEqual(text.length);
			}),
		);
	});

	it.each([
		['é', 'Ã©'],
		['%c3%a9', 'Ã©'],
		['\\u00e9', 'Ã©'],
		['&#233;', 'Ã©'],
		['&quot;&amp;&lt;&gt;&apos;', '"&<>\''],
		['&nbsp;&unknown;&;&#;&#x;', '&nbsp;&unknown;&;&#;&#x;'],
		['&#1114112;', ''],
		['%', '%'],
		['%4', '%4'],
		['%zz', '%zz'],
		['a\\b', 'a'],
		['a\\\\"b', 'a"b'],
		['\\', ''],
		['\ud800', '\u00ef\u00bf\u00bd'],
		['', ''],
	])('reads %j as %j', (text, bytes) => {
		expect(unspell(text).bytes).toBe(bytes);
	});
});
