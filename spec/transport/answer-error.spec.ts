import {describe, expect, it} from '@jest/globals';
import type {ApiError} from '../../lib/core/api-error.ts';
import {type Answer, parseAnswer} from '../../lib/transport/answer-error.ts';

const request = {method: 'GET', path: '/api/video/rooms', query: 'page_size=5000'} as const;

const limit = 2 ** 26;

const answer = (status: number, text: string | undefined, rest: Partial<Answer> = {}): Answer => ({
	status,
	contentType: 'application/json',
	retryAfter: undefined,
	text,
	...rest,
});

const errorOf = (given: Answer): ApiError => {
	const parsed = parseAnswer(request, given, limit);
	if ('error' in parsed) return parsed.error;
	throw new Error('an error was expected');
};

const answered = 'GET /api/video/rooms?page_size=5000 was answered with';

describe('an answer', () => {
	it.each([200, 201, 299])('of %d is its JSON', status => {
		expect(parseAnswer(request, answer(status, '{"links": {}, "data": [1]}'), limit)).toEqual({
			json: {links: {}, data: [1]},
		});
	});

	it.each([
		['null', null],
		['false', false],
		['""', ''],
		[' 0\n', 0],
	])('may be any JSON, such as %s', (text, json) => {
		expect(parseAnswer(request, answer(200, text), limit)).toEqual({json});
	});

	it.each([
		['', 'an empty body'],
		['{"links": {}, "data": [', '"{\\"links\\": {}, \\"data\\": ["'],
		['<html>\u001b[2J', '"<html>\\u001b[2J"'],
	])('of 200 that is not whole JSON, such as %j, is an error', (text, shown) => {
		expect(errorOf(answer(200, text))).toEqual({
			kind: 'invalid-body',
			message:
				`${answered} 200 and something else than whole JSON: ${shown} (content type "application/json"). ` +
				"Check that no proxy answers in SignalWire's place.",
			request,
			status: 200,
			cause: expect.objectContaining({name: 'SyntaxError'}),
		});
	});

	it('of HTML is shown by its beginning only, with its content type', () => {
		const html = `<!DOCTYPE html><html>${'<p>Sign in</p>'.repeat(1000)}`;
		const error = errorOf(answer(200, html, {contentType: 'text/html'}));
		expect(error).toMatchObject({kind: 'invalid-body', message: expect.stringContaining('"<!DOCTYPE html><html>')});
		expect(error).toMatchObject({message: expect.stringContaining('(content type "text/html")')});
		expect(JSON.stringify(error).length).toBeLessThan(500);
	});

	it.each([
		[400, 'Check the query; after a resume, start without the cursor.'],
		[408, 'The server wants it sent again: resume later from the cursor.'],
		[425, 'The server wants it sent again: resume later from the cursor.'],
		[304, "Check the base address, and that no proxy answers in SignalWire's place."],
		[418, "Check the base address, and that no proxy answers in SignalWire's place."],
	])('of %d says what to do', (status, advice) => {
		expect(errorOf(answer(status, ''))).toMatchObject({kind: 'rejected', message: `${answered} ${status}. ${advice}`});
	});

	it('of far more values than its bytes are worth is refused before it is read', () => {
		const text = `{"links":{},"data":[${'{},'.repeat(1_500_000)}0]}`;
		expect(parseAnswer(request, answer(200, text), 2 ** 24)).toEqual({
			error: {
				kind: 'response-too-large',
				message:
					`${answered} 200 and more than 1048576 JSON values, which take far more memory than their bytes. ` +
					'Ask for a smaller page_size, or raise maxResponseBytes, of which they may be a 16th.',
				request,
				status: 200,
			},
		});
		expect(parseAnswer(request, answer(200, text), 2 ** 26)).toHaveProperty('json');
	});

	it('without a content type says so', () => {
		expect(errorOf(answer(204, '', {contentType: null}))).toMatchObject({
			message: expect.stringContaining('an empty body (no content type)'),
		});
	});
});

describe('an answer outside 2xx', () => {
	it.each([401, 403])('of %d explains the credentials', status => {
		expect(errorOf(answer(status, '{"error": "Unauthorized"}'))).toEqual({
			kind: 'authentication',
			message: `${answered} ${status} (Unauthorized). Check the project ID and the API token, and that both belong to this space.`,
			request,
			status,
		});
	});

	it('of 422 lists each attribute and message of the current shape', () => {
		const url = 'https://signalwire.com/docs/apis/error-codes';
		const errors = [
			{
				type: 'validation_error',
				code: 'invalid_parameter',
				message: 'must be less than 1001',
				attribute: 'page_size',
				url,
			},
			{type: 'validation_error', code: 'invalid_parameter', message: 'is not a date', attribute: 'starts_after', url},
		];
		expect(errorOf(answer(422, JSON.stringify({errors})))).toEqual({
			kind: 'rejected',
			message:
				`${answered} 422 (page_size: must be less than 1001; starts_after: is not a date). ` +
				'Check the query; after a resume, start without the cursor.',
			request,
			status: 422,
			details: [
				{message: 'must be less than 1001', attribute: 'page_size', code: 'invalid_parameter'},
				{message: 'is not a date', attribute: 'starts_after', code: 'invalid_parameter'},
			],
		});
	});

	it('of 422 lists each message of the older shape', () => {
		const errors = [{detail: 'page_size is too large', status: '422', title: 'Invalid', code: '100'}];
		expect(errorOf(answer(422, JSON.stringify({errors})))).toMatchObject({
			kind: 'rejected',
			message: `${answered} 422 (page_size is too large). Check the query; after a resume, start without the cursor.`,
			details: [{message: 'page_size is too large', code: '100'}],
		});
	});

	it('of 404 points at the address', () => {
		expect(errorOf(answer(404, '{"error": "Not Found"}'))).toMatchObject({
			kind: 'rejected',
			message: `${answered} 404 (Not Found). Check the space or the base address.`,
			details: [{message: 'Not Found'}],
		});
	});

	it('of 429 tells to wait, and carries Retry-After', () => {
		expect(errorOf(answer(429, '', {retryAfter: 5000}))).toEqual({
			kind: 'rate-limited',
			message: `${answered} 429. The rate limit is used up: wait, or lower the client's throttle.`,
			request,
			status: 429,
			retryAfter: 5000,
		});
	});

	it.each([500, 502, 503, 599])('of %d tells to resume later, and carries Retry-After', status => {
		expect(errorOf(answer(status, '{"error": "Internal Server Error"}', {retryAfter: 0}))).toEqual({
			kind: 'server',
			message: `${answered} ${status} (Internal Server Error). The server failed: resume later from the cursor.`,
			request,
			status,
			retryAfter: 0,
		});
	});

	it.each([429, 503])('of %d without Retry-After carries none', status => {
		expect(errorOf(answer(status, ''))).not.toHaveProperty('retryAfter');
	});

	it.each([100, 199, 300, 304, 400, 408, 499])('of %d is rejected', status => {
		expect(errorOf(answer(status, '{"data": []}'))).toMatchObject({kind: 'rejected', status, details: []});
	});

	it.each(['<html><body>Bad gateway</body></html>', '', undefined, '{"error": '])(
		'with the body %j quotes none of it',
		text => {
			expect(errorOf(answer(502, text, {contentType: 'text/html'}))).toMatchObject({
				kind: 'server',
				message: `${answered} 502. The server failed: resume later from the cursor.`,
			});
		},
	);

	it('never passes control characters on to the terminal', () => {
		const error = errorOf(answer(400, JSON.stringify({error: 'Bad\u001b[2J\r\nRequest\u009b'})));
		expect(error).toMatchObject({message: expect.stringContaining('(Bad\\u001b[2J\\u000d\\u000aRequest\\u009b)')});
	});
});
