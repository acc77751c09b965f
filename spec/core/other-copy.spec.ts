import {describe, expect, it, jest} from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import * as own from 'io-ts';
import {reasonsOf} from '../../lib/core/decode-reasons.ts';
import {fastGuard} from '../../lib/core/fast-guard.ts';
import {columnsOf} from '../../lib/export/formats/columns.ts';
import {fieldsOf} from '../../lib/simulator/lists/blueprint.ts';

type IoTs = typeof own;

const otherCopy = async (): Promise<IoTs> => {
	let other: IoTs | undefined;
	await jest.isolateModulesAsync(async () => {
		other = await import('io-ts');
	});
	return other as IoTs;
};

const itemOf = (t: IoTs) =>
	t.intersection([
		t.type({id: t.string, kind: t.keyof({small: null, large: null}), size: t.union([t.number, t.null])}),
		t.partial({on: t.boolean, tags: t.array(t.string), owner: t.type({name: t.string}), rest: t.UnknownRecord}),
	]);

const formsOf = (t: IoTs) =>
	t.union([t.type({kind: t.literal('a'), one: t.string}), t.type({kind: t.literal('b'), two: t.string})]);

const refusalOf = (t: IoTs) => {
	const decoded = formsOf(t).decode({kind: 'b', two: 2});
	return E.isLeft(decoded) ? reasonsOf(decoded.left) : [];
};

describe('a codec of another copy of io-ts', () => {
	it('is none of this copy’s classes', async () => {
		const t = await otherCopy();
		expect(t.string).not.toBe(own.string);
		expect(t.type({})).not.toBeInstanceOf(own.InterfaceType);
	});

	it('is compiled whole', async () => {
		const guard = fastGuard(itemOf(await otherCopy()));
		expect(guard.fallbacks).toEqual([]);
		expect(guard({id: '1', kind: 'small', size: null, on: true})).toBe(true);
		expect(guard({id: '1', kind: 'medium', size: null})).toBe(false);
	});

	it('is left to its own decode where its class is derived', async () => {
		const t = await otherCopy();
		class Trimmed extends t.StringType {}
		expect(fastGuard(t.type({id: new Trimmed()})).fallbacks).toEqual(['string']);
	});

	it('has the same columns and simulated fields', async () => {
		const t = await otherCopy();
		expect(columnsOf(itemOf(t), ['id'])).toEqual(columnsOf(itemOf(own), ['id']));
		expect(fieldsOf(itemOf(t)).map(([name]) => name)).toEqual(fieldsOf(itemOf(own)).map(([name]) => name));
	});

	it('says the same of what it refuses', async () => {
		const reasons = refusalOf(await otherCopy());
		expect(reasons).toEqual(refusalOf(own));
		expect(reasons).not.toEqual([]);
	});
});
