import {describe, expect, it} from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import type {ApiError} from '../../lib/core/api-error.ts';
import {isPaginationError, orThrow, PaginationError} from '../../lib/pagination/pagination-error.ts';

const request = {method: 'GET', path: '/list', query: 'page=2'} as const;
const redact = (text: string) => text.replaceAll('secret', '[redacted]');

const thrownBy = (result: E.Either<ApiError, unknown>, ...place: [Parameters<typeof orThrow>[1]?]): unknown => {
	try {
		orThrow(result, ...place);
	} catch (error) {
		return error;
	}
	throw new Error('it did not throw');
};

describe('a PaginationError', () => {
	it('carries all that is known, without secrets', () => {
		const error = new PaginationError(
			{
				kind: 'rejected',
				message: 'Not with secret.',
				request,
				status: 422,
				details: [{message: 'is secret', attribute: 'secret', code: 'secret'}, {message: 'is wrong'}],
			},
			{position: {request, skip: 3}, page: 2, redact},
		);
		expect(error).toMatchObject({
			name: 'PaginationError',
			message: 'Not with [redacted].',
			kind: 'rejected',
			status: 422,
			request,
			page: 2,
			cursor: '/list?page=2#skip=3',
			details: [{message: 'is [redacted]', attribute: '[redacted]', code: '[redacted]'}, {message: 'is wrong'}],
			reasons: [],
		});
		expect(error.details[1]).toEqual({message: 'is wrong'});
		expect(error.stack).toMatch(/^(PaginationError|Error): Not with \[redacted\]\.\n/);
		expect(error).toBeInstanceOf(Error);
	});

	it.each<[error: Exclude<ApiError, {kind: 'aborted'}>, known: object]>([
		[
			{kind: 'network', message: '.', request, code: 'ECONNRESET'},
			{code: 'ECONNRESET', status: undefined},
		],
		[
			{kind: 'rate-limited', message: '.', request, status: 429, retryAfter: 5},
			{status: 429, retryAfter: 5},
		],
		[
			{kind: 'server', message: '.', request, status: 500},
			{status: 500, retryAfter: undefined},
		],
		[{kind: 'invalid-page', message: '.', request, reasons: ['a secret']}, {reasons: ['a [redacted]']}],
		[
			{kind: 'invalid-item', message: '.', request, reasons: []},
			{reasons: [], details: []},
		],
		[
			{kind: 'invalid-input', message: '.'},
			{request: undefined, page: undefined, cursor: undefined},
		],
		[{kind: 'destination', message: '.', code: 'ENOSPC'}, {code: 'ENOSPC'}],
	])('has the fields of %j', (error, known) => {
		expect(new PaginationError(error, {redact})).toMatchObject({kind: error.kind, ...known});
	});

	it('is told from other errors, also when it comes from another copy of this package', () => {
		const ours = new PaginationError({kind: 'invalid-input', message: '.'});
		const copy = Object.assign(new Error('.'), {name: 'PaginationError', kind: 'network'});
		const others = [
			new Error('.'),
			new TypeError('.'),
			{name: 'PaginationError', kind: 'network'},
			null,
			undefined,
			'x',
		];
		expect([ours, copy].map(isPaginationError)).toEqual([true, true]);
		expect([...others, Object.assign(new Error('.'), {name: 'PaginationError'})].filter(isPaginationError)).toEqual([]);
	});
});

describe('a result', () => {
	it('is given when it is right', () => {
		expect(orThrow(E.right(7))).toBe(7);
	});

	it('is thrown as a PaginationError when it is left', () => {
		const error = thrownBy(E.left({kind: 'invalid-input', message: 'No.'}), {page: 4});
		expect(error).toBeInstanceOf(PaginationError);
		expect(error).toMatchObject({message: 'No.', page: 4});
	});

	it.each([new Error('mine'), 'a text', null, undefined])('throws the very reason %p of an abort', reason => {
		expect(thrownBy(E.left({kind: 'aborted', reason}))).toBe(reason);
	});
});
