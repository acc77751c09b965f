import {describe, expect, it} from '@jest/globals';
import * as t from 'io-ts';
import {reasonsOf} from '../../lib/core/decode-reasons.ts';
import {leftOf} from '../support/either.ts';

const call = t.type({type: t.keyof({call: null, leg: null}), from: t.string, to: t.string});
const fax = t.type({type: t.literal('fax'), pages: t.number, to: t.string});
const deleted = t.type({deleted_at: t.string});
const log = t.union([call, fax, deleted], 'Log');
const reasons = (codec: t.Mixed, value: unknown) => reasonsOf(leftOf(codec.decode(value)));

describe('the reasons why a union of objects refuses a value', () => {
	it('are those of the form that its literal fields name', () => {
		expect(reasons(log, {type: 'leg', from: 1, to: 2})).toEqual([
			'from: expected string, got 1',
			'to: expected string, got 2',
		]);
		expect(reasons(t.type({log: t.array(log)}), {log: [{type: 'fax', pages: 'x', to: ''}]})).toEqual([
			'log[0].pages: expected number, got "x"',
		]);
	});

	it('name all literals that are known where the value has another', () => {
		const expected = ['type: expected "call" | "leg" | "fax", got "new"'];
		expect(reasons(log, {type: 'new', from: '', to: ''})).toEqual(expected);
		// io-ts looks no further where each form has one literal of its own.
		expect(reasons(t.union([fax, t.type({type: t.literal('sms')})]), {type: 'new'})).toEqual([
			'type: expected "fax" | "sms", got "new"',
		]);
	});

	it('are those of the nearest forms where no literal tells', () => {
		expect(reasons(log, {deleted_at: 5})).toEqual(['deleted_at: expected string, got 5']);
		const a = t.type({id: t.string, a: t.string});
		const b = t.type({id: t.string, b: t.string});
		expect(reasons(t.union([a, b]), {id: 1, b: ''})).toEqual(['id: expected string, got 1']);
		expect(reasons(t.union([a, b, t.null]), {id: ''})).toEqual([
			'a: expected string, got nothing',
			'b: expected string, got nothing',
		]);
	});

	it('say what the union is where the value is no object', () => {
		expect(reasons(log, 5)).toEqual(['expected Log, got 5']);
	});
});
