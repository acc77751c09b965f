import {inspect} from 'node:util';
import {describe, expect, it} from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import type {ApiError} from '../../lib/core/api-error.ts';
import {createClient, paginateRooms} from '../../lib/index.ts';
import {isPaginationError, orThrow, PaginationError} from '../../lib/pagination/pagination-error.ts';
import {rejection} from '../support/simulated.ts';

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
		});
		expect(error.details?.[1]).toEqual({message: 'is wrong'});
		expect(error.stack).toMatch(/^(PaginationError|Error): Not with \[redacted\]\.\n/);
		expect(error).toBeInstanceOf(Error);
	});

	it.each<[error: Exclude<ApiError, {kind: 'aborted'}>, known: object]>([
		[
			{kind: 'network', message: '.', request, code: 'ECONNRESET'},
			{request, code: 'ECONNRESET'},
		],
		[
			{kind: 'rate-limited', message: '.', request, status: 429, retryAfter: 5},
			{request, status: 429, retryAfter: 5},
		],
		[
			{kind: 'server', message: '.', request, status: 500},
			{request, status: 500},
		],
		[
			{kind: 'invalid-page', message: '.', request, reasons: ['a secret']},
			{request, reasons: ['a [redacted]']},
		],
		[{kind: 'invalid-input', message: '.'}, {}],
		[{kind: 'destination', message: '.', code: 'ENOSPC'}, {code: 'ENOSPC'}],
	])('has the fields of %j, and no others', (error, known) => {
		expect({...new PaginationError(error, {redact})}).toEqual({kind: error.kind, ...known});
		expect(inspect(new PaginationError(error))).toMatch(/^PaginationError: \./);
		expect(inspect(new PaginationError(error))).not.toMatch(/undefined|\[\]/);
	});

	it('has the fields of its kind for certain', () => {
		const error: PaginationError = new PaginationError({kind: 'server', message: '.', request, status: 500});
		if (error.kind !== 'server') throw error;
		const {status, retryAfter}: {status: number; retryAfter?: number} = error;
		expect([status, retryAfter]).toEqual([500, undefined]);
	});

	it('keeps what made it happen, without secrets and without what else hangs on it', () => {
		const innermost = Object.assign(new Error('connect to secret\u001b'), {code: 'ECONNREFUSED', headers: ['secret']});
		const foreign = Object.assign(new AggregateError([innermost, 'a secret', {}], 'all secret'), {config: 'secret'});
		const cause = new TypeError('fetch failed', {cause: foreign});
		const error = new PaginationError({kind: 'network', message: '.', request, cause}, {redact});
		expect(error.cause).toMatchObject({
			name: 'TypeError',
			message: 'fetch failed',
			cause: {
				message: 'all [redacted]',
				errors: [{message: 'connect to [redacted]\\u001b', code: 'ECONNREFUSED'}, {message: 'a [redacted]'}],
			},
		});
		expect(inspect(error, {depth: 10, showHidden: true})).not.toMatch(/secret|[^\P{Cc}\n]/u);
		const circular = new Error('round');
		circular.cause = circular;
		expect(new PaginationError({kind: 'network', message: '.', request, cause: circular}).cause).toBeDefined();
		for (const nothing of [undefined, null, 7, {}]) {
			expect(new PaginationError({kind: 'network', message: '.', request, cause: nothing})).not.toHaveProperty('cause');
		}
	});

	it('has a stack that ends in the frames of whoever asked for the walk', async () => {
		const client = createClient({
			baseUrl: 'http://127.0.0.1:1',
			projectId: 'p',
			apiToken: 'PT0123456789',
			retry: {retries: 0},
		});
		const theirOwnFunction = async () => {
			for await (const _ of paginateRooms(client));
		};
		expect(await rejection(theirOwnFunction())).toMatchObject({stack: expect.stringMatching(/theirOwnFunction/)});
		const theirOtherFunction = () => paginateRooms(client, {page_size: 0}).next();
		expect(await rejection(theirOtherFunction())).toMatchObject({stack: expect.stringMatching(/theirOtherFunction/)});
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
