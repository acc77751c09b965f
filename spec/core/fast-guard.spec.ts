import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import {fastGuard} from '../../lib/core/fast-guard.ts';
import {integer, timestamp} from '../../lib/core/scalars.ts';
import {roomCodec} from '../../lib/lists/video/rooms.ts';
import {examplePageText} from '../lists/video/example-page.ts';

const decodes = (codec: t.Mixed, value: unknown): boolean => E.isRight(codec.decode(value));

class Custom {
	a = 1;
}

const withGetter = Object.defineProperty({}, 'a', {get: () => 'got', enumerable: true});
const inheriting = Object.create({a: 'inherited', b: 1});
const sparse = Object.assign(Array(3), {1: 'x'});
const deep = (levels: number): unknown => {
	let value: unknown = 'bottom';
	for (let level = 0; level < levels; level++) value = {a: value};
	return value;
};

/** What JSON gives, and what it never does. */
const oddities: readonly unknown[] = [
	undefined,
	null,
	true,
	0,
	-0,
	Number.NaN,
	Number.POSITIVE_INFINITY,
	1n,
	'',
	'a',
	Symbol('a'),
	() => 1,
	[],
	[undefined],
	sparse,
	Object.assign(['x'], {a: 'x', b: 2}),
	{},
	new Custom(),
	Object.create(null),
	withGetter,
	inheriting,
	new Date(0),
	/a/,
	new Map(),
	new String('a'),
	new Number(1),
	new Boolean(false),
	JSON.parse('{"__proto__": {"a": "x"}, "a": 1}'),
	{[Symbol.toStringTag]: 'Window', a: 'x'},
	{[Symbol.toStringTag]: 'Other', a: 'x'},
];

const keys = ['a', 'b', 'c'] as const;
const leaf: fc.Arbitrary<t.Mixed> = fc.constantFrom<t.Mixed[]>(
	t.string,
	t.number,
	t.boolean,
	t.null,
	t.undefined,
	t.unknown,
	t.UnknownRecord,
	t.UnknownArray,
	timestamp,
	integer,
	t.literal('a'),
	t.literal(1),
	t.keyof({a: null, b: null}),
);

const {codec: codecs} = fc.letrec<{codec: t.Mixed}>(tie => {
	const props = fc.dictionary(fc.constantFrom(...keys), tie('codec'), {maxKeys: 3});
	const several = fc.array(tie('codec'), {minLength: 2, maxLength: 3});
	return {
		codec: fc.oneof(
			{maxDepth: 3, depthSize: 'small'},
			leaf,
			props.map(properties => t.type(properties)),
			props.map(properties => t.partial(properties)),
			props.map(properties => t.exact(t.type(properties))),
			props.map(properties => t.readonly(t.type(properties))),
			tie('codec').map(codec => t.array(codec)),
			tie('codec').map(codec => t.readonlyArray(codec)),
			tie('codec').map(codec => t.readonly(codec)),
			several.map(([a, b, ...rest]) => t.union([a as t.Mixed, b as t.Mixed, ...rest])),
			several.map(([a, b]) => t.intersection([a as t.Mixed, b as t.Mixed])),
			tie('codec').map(codec => t.record(t.string, codec)),
			tie('codec').map(codec => t.refinement(codec, value => value !== 'a', 'not a')),
		),
	};
});

const {value: values} = fc.letrec<{value: unknown}>(tie => ({
	value: fc.oneof(
		{maxDepth: 3, depthSize: 'small'},
		fc.constantFrom(...oddities),
		fc.constantFrom('a', 'b', 1, true, null, undefined),
		fc.dictionary(fc.constantFrom(...keys), tie('value'), {maxKeys: 3}),
		fc.array(tie('value'), {maxLength: 3}),
	),
}));

describe('a fast guard', () => {
	it('has the verdict of decode, for any codec and any value', () => {
		fc.assert(
			fc.property(codecs, fc.array(values, {minLength: 1, maxLength: 20}), (codec, candidates) => {
				const guard = fastGuard(codec);
				const differs = candidates.findIndex(value => guard(value) !== decodes(codec, value));
				expect(differs).toBe(-1);
			}),
			{numRuns: 2000},
		);
	});

	it('has the verdict of decode for every oddity', () => {
		const several = [
			t.string,
			t.UnknownRecord,
			t.type({a: t.string}),
			t.type({a: t.unknown}),
			t.type({a: t.undefined}),
			t.partial({a: t.string, b: t.number}),
			t.array(t.unknown),
			t.array(t.string),
			t.array(t.union([t.string, t.undefined])),
			t.union([t.type({a: t.literal('x')}), t.type({a: t.literal('y')})]),
		];
		for (const codec of several) {
			const guard = fastGuard<unknown>(codec as t.Mixed);
			for (const value of oddities) expect(guard(value)).toBe(decodes(codec, value));
			const abyss = deep(100_000);
			expect(guard(abyss)).toBe(decodes(codec, abyss));
		}
	});

	it('compiles the room codec whole', () => {
		expect(fastGuard(roomCodec).fallbacks).toEqual([]);
	});

	it('compiles a codec once, however many walks ask for it', () => {
		expect(fastGuard(roomCodec)).toBe(fastGuard(roomCodec));
		expect(fastGuard(t.type({a: t.string}))).not.toBe(fastGuard(t.type({a: t.number})));
	});

	it('judges rooms that miss by a field as decode does', () => {
		const [room] = JSON.parse(examplePageText).data as [Record<string, unknown>];
		const guard = fastGuard(roomCodec);
		expect(guard(room)).toBe(true);
		const session = room.active_session as Record<string, unknown>;
		for (const value of oddities) {
			for (const key of Object.keys(room)) {
				const near = {...room, [key]: value};
				expect(guard(near)).toBe(decodes(roomCodec, near));
			}
			for (const key of Object.keys(session)) {
				const near = {...room, active_session: {...session, [key]: value}};
				expect(guard(near)).toBe(decodes(roomCodec, near));
			}
		}
		for (const key of Object.keys(room)) {
			const {[key]: _left, ...near} = room;
			expect(guard(near)).toBe(decodes(roomCodec, near));
		}
	});

	it('leaves to its codec what it does not know, visibly', () => {
		const even = new t.Type<number, number, unknown>(
			'Even',
			(value): value is number => typeof value === 'number',
			(value, context) => (typeof value === 'number' && value % 2 === 0 ? t.success(value) : t.failure(value, context)),
			value => value,
		);
		const guard = fastGuard(t.type({a: even, b: t.string}));
		expect(guard.fallbacks).toEqual(['Even']);
		expect([guard({a: 2, b: ''}), guard({a: 1, b: ''}), guard({a: 2, b: 1})]).toEqual([true, false, false]);
	});

	it('does not take a class derived from one of io-ts for the original', () => {
		class Shouting extends t.StringType {
			override readonly name = 'Shouting';
			override validate: t.Validate<unknown, string> = (value, context) =>
				typeof value === 'string' && value === value.toUpperCase() ? t.success(value) : t.failure(value, context);
		}
		const guard = fastGuard(new Shouting());
		expect([guard('A'), guard('a')]).toEqual([true, false]);
		expect(guard.fallbacks).toEqual(['Shouting']);
	});

	it('throws what a getter throws, as decode does', () => {
		const codec = t.type({a: t.string});
		const value = Object.defineProperty({}, 'a', {
			get: () => {
				throw new Error('no');
			},
		});
		expect(() => codec.decode(value)).toThrow('no');
		expect(() => fastGuard(codec)(value)).toThrow('no');
	});
});
