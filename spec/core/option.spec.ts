import {describe, expect, it} from '@jest/globals';
import * as option from '../../lib/core/option.ts';
import {leftOf, rightOf} from '../support/either.ts';

const table = {
	/** How many. Default: 3. */
	count: option.wholeNumber({range: [1, 9], unit: 'things', default: 3, flag: ['--count <number>', 'how many']}),
	most: option.limit(),
	lazy: option.truth({default: false}),
	eager: option.truth(),
	colour: option.oneOf(['red', 'green'], {default: 'red'}),
	mood: option.oneOf(['calm', 'wild'], {typed: {wild: 'wild', mad: 'wild', calm: 'calm'}}),
	listener: option.callback<(count: number) => void>(),
	place: option.required(option.unchecked<string>()),
	pause: option.group<{readonly length?: number | undefined}, {readonly length: number}>({
		length: option.wholeNumber({range: [0, 5], default: 2}),
	}),
};
type Options = option.OptionsOf<typeof table>;
type Settings = option.SettingsOf<typeof table>;

const wording: option.Wording = {
	subject: 'The options of a test',
	unknown: (name, names) => `${name} is none of ${names}`,
};
const read = (options: Options) => rightOf(option.readOptions(table, options, wording));
const refusal = (options: unknown) => leftOf(option.readOptions(table, options, wording));

describe('options that are read off a table', () => {
	it('have its defaults, and are undefined where it has none', () => {
		expect(read({place: 'here'})).toEqual({
			count: 3,
			most: Number.POSITIVE_INFINITY,
			lazy: false,
			eager: undefined,
			colour: 'red',
			mood: undefined,
			listener: undefined,
			place: 'here',
			pause: {length: 2},
		});
	});

	it('come through as given', () => {
		const listener = () => {};
		const given = {count: 9, most: 0, lazy: true, eager: false, colour: 'green', mood: 'wild', listener} as const;
		expect(read({...given, place: '', pause: {length: 0}})).toEqual({...given, place: '', pause: {length: 0}});
		expect(read({place: '', pause: {}}).pause).toEqual({length: 2});
	});

	it.each<[options: unknown, message: string]>([
		[5, 'The options of a test must be an object, got 5'],
		[{cuont: 1}, 'cuont is none of count, most, lazy, eager, colour, mood, listener, place, pause'],
		[{'\u001b[2J': 1}, '\\u001b[2J is none of'],
		[{count: 0}, 'count must be a whole number of things from 1 to 9, got 0'],
		[{count: '3'}, 'count must be a whole number of things from 1 to 9, got "3"'],
		[{most: -1}, 'most must be a whole number from 0, got -1'],
		[{lazy: 1}, 'lazy must be true or false, got 1'],
		[{eager: null}, 'eager must be true or false, got null'],
		[{colour: 'blue'}, 'colour must be one of red, green, got "blue"'],
		[{mood: 'mad'}, 'mood must be one of calm, wild, got "mad"'],
		[{listener: 'x'}, 'listener must be a function, got "x"'],
		[{pause: 5}, 'pause must be an object, got 5'],
		[{pause: {size: 5}}, 'pause.size is not an option; pause takes length'],
		[{pause: {length: 6}}, 'pause.length must be a whole number from 0 to 5, got 6'],
	])('are refused when they are %p', (options, message) => {
		expect(refusal(options)).toContain(message);
	});

	it('are read from text as they are typed', () => {
		const {count, most, colour, mood} = table;
		const typed = (described: option.Option<unknown, unknown>, text: string) => described.fromText?.(text, undefined);
		expect(rightOf(typed(count, '7') as never)).toBe(7);
		expect(leftOf(typed(count, '10') as never)).toBe('It must be a whole number from 1 to 9');
		expect(leftOf(typed(count, '1e0') as never)).toBe('It must be a whole number from 1 to 9');
		expect(leftOf(typed(most, '9007199254740993') as never)).toBe('It must be a whole number from 0');
		expect(leftOf(typed(colour, 'constructor') as never)).toBe('Allowed choices are red, green');
		expect(rightOf(typed(mood, 'mad') as never)).toBe('wild');
		expect(leftOf(typed(mood, 'glad') as never)).toBe('Allowed choices are wild, mad, calm');
	});

	it('have types: a wrong or a forgotten one does not compile', () => {
		// @ts-expect-error -- place is required
		const forgotten: Options = {};
		// @ts-expect-error -- there is no such option
		const misspelt: Options = {place: 'x', cuont: 1};
		// @ts-expect-error -- a word that is none of the choices
		const wrong: Options = {place: 'x', colour: 'blue'};
		const settings: Settings = read({place: 'x', count: undefined});
		const sum: number = settings.count + settings.most + settings.pause.length;
		const colour: 'red' | 'green' = settings.colour;
		// @ts-expect-error -- without a default it may be undefined
		const eager: boolean = settings.eager;
		expect([forgotten, misspelt, wrong, sum, colour, eager]).toHaveLength(6);
	});
});
