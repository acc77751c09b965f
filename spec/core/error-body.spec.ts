import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {decodeErrorBody, showDetails} from '../../lib/core/error-body.ts';

describe('the body of an error', () => {
	it('may be a single error', () => {
		expect(decodeErrorBody({error: 'Unauthorized'})).toEqual([{message: 'Unauthorized'}]);
	});

	it('may be a list of the current shape', () => {
		const url = 'https://signalwire.com/docs/apis/error-codes';
		const errors = [
			{
				type: 'validation_error',
				code: 'invalid_parameter',
				message: 'must be less than 1001',
				attribute: 'page_size',
				url,
			},
			{type: 'validation_error', code: 'missing', message: 'Something is missing', attribute: null, url},
		];
		expect(decodeErrorBody({errors})).toEqual([
			{message: 'must be less than 1001', attribute: 'page_size', code: 'invalid_parameter'},
			{message: 'Something is missing', code: 'missing'},
		]);
	});

	it('may be a list of the older shape', () => {
		const errors = [
			{detail: 'page_size is too large', status: '422', title: 'Invalid', code: '100'},
			{detail: '', status: '422', title: 'Only a title', code: '101'},
			{detail: null, title: null, code: '102'},
			{},
		];
		expect(decodeErrorBody({errors})).toEqual([
			{message: 'page_size is too large', code: '100'},
			{message: 'Only a title', code: '101'},
			{message: '102', code: '102'},
			{message: 'no message'},
		]);
	});

	it('may be a list of sentences', () => {
		expect(decodeErrorBody({errors: ['page_size is too large', '', {message: 'and so on'}]})).toEqual([
			{message: 'page_size is too large'},
			{message: 'no message'},
			{message: 'and so on'},
		]);
	});

	it('loses no message to another field of an unexpected type', () => {
		expect(
			decodeErrorBody({
				errors: [
					{detail: 'too large', code: 422},
					{message: 'wrong', attribute: ['a', 'b']},
				],
			}),
		).toEqual([{message: 'too large'}, {message: 'wrong'}]);
	});

	it.each([
		undefined,
		null,
		'',
		'<html>',
		7,
		[],
		{},
		{error: {}},
		{error: ''},
		{errors: 'many'},
		{errors: []},
		{errors: null},
	])('says nothing when it is %j', body => {
		expect(decodeErrorBody(body)).toEqual([]);
	});

	it('is cut to what a person can read', () => {
		const long = 'x'.repeat(501);
		const cut = `${'x'.repeat(500)}…`;
		expect(decodeErrorBody({errors: Array(1000).fill({message: long, attribute: long, code: long})})).toEqual(
			Array(20).fill({message: cut, attribute: cut, code: cut}),
		);
		expect(decodeErrorBody({error: long})).toEqual([{message: cut}]);
		expect(decodeErrorBody({error: 'x'.repeat(500)})).toEqual([{message: 'x'.repeat(500)}]);
	});

	it('is not looked at beyond what is shown, however long it is', () => {
		const errors: unknown[] = Array(20).fill({message: 'wrong'});
		Object.defineProperty(errors, 20, {
			get: () => {
				throw new Error('looked at');
			},
		});
		expect(decodeErrorBody({errors})).toHaveLength(20);
	});

	it('never throws, and never gives anything but text', () => {
		const field = fc.oneof(fc.string(), fc.anything());
		const entry = fc.record(
			{message: field, detail: field, title: field, attribute: field, code: field},
			{requiredKeys: []},
		);
		fc.assert(
			fc.property(fc.oneof(fc.anything(), fc.record({errors: fc.array(fc.oneof(entry, fc.anything()))})), body => {
				for (const detail of decodeErrorBody(body)) {
					expect(detail.message).not.toBe('');
					for (const text of Object.values(detail)) expect(typeof text).toBe('string');
				}
			}),
		);
	});
});

describe('the details of an error', () => {
	it('are shown in one line, each with its attribute', () => {
		expect(
			showDetails([
				{message: 'must be less than 1001', attribute: 'page_size', code: 'invalid'},
				{message: 'Bad Request'},
			]),
		).toBe('page_size: must be less than 1001; Bad Request');
	});

	it('are shown without control characters', () => {
		expect(showDetails([{message: 'a\u001b[2J\nb', attribute: '\u009b'}])).toBe('\\u009b: a\\u001b[2J\\u000ab');
	});
});
