import type {OutgoingHttpHeaders} from 'node:http';
import {type Case, describeCases, done, failsAtIt} from './support/describe-cases.ts';
import {first, type Misdeed, properText} from './support/hostile-server.ts';

const answer =
	(status: number, body: unknown = {error: 'Said by the server'}, headers: OutgoingHttpHeaders = {}): Misdeed =>
	({response}) => {
		const text = typeof body === 'string' ? body : JSON.stringify(body);
		response.writeHead(status, {'content-type': 'application/json', ...headers}).end(text);
	};

const empty =
	(status: number): Misdeed =>
	({response}) =>
		response.writeHead(status).end();

/** Asked for once, and told what the server said. */
const rejected = (status: number, said = ' \\(Said by the server\\)') =>
	failsAtIt('rejected', new RegExp(`was answered with ${status}${said}\\. `), 1, {status});
const authentication = (status: number) =>
	failsAtIt('authentication', /\(Said by the server\)\. Check the project ID and the API token, .* Video scope\.$/, 1, {
		status,
	});
/** Asked for three times, as two retries allow. */
const failed = (kind: 'server' | 'rate-limited' | 'rejected', status: number) =>
	failsAtIt(kind, new RegExp(`was answered with ${status} .* It failed 3 times\\.$`), 3, {status});

describeCases('an answer that is final', [
	['203 and a page', answer(203, properText), done()],
	['206 and a whole page', answer(206, properText, {'content-range': 'bytes 0-99/100'}), done()],
	['299 and a page', answer(299, properText), done()],
	['304', empty(304), rejected(304, '')],
	['400', answer(400), rejected(400)],
	['400 and a page', answer(400, properText), rejected(400, '')],
	['400 without a body', empty(400), rejected(400, '')],
	['401', answer(401), authentication(401)],
	['403', answer(403), authentication(403)],
	['402', answer(402), rejected(402)],
	['404', answer(404), failsAtIt('rejected', /404 .* Check the space or the base address\.$/, 1, {status: 404})],
	['404 and HTML', answer(404, '<html><h1>Not Found</h1></html>'), rejected(404, '')],
	['405', answer(405), rejected(405)],
	['409', answer(409), rejected(409)],
	['410', answer(410), rejected(410)],
	['412', answer(412), rejected(412)],
	['418', answer(418), rejected(418)],
	['451', answer(451), rejected(451)],
	['499', answer(499), rejected(499)],
]);

const complaint = {
	type: 'validation_error',
	code: 'too_large',
	message: 'must be less than 1001',
	attribute: 'page_size',
	url: 'https://example.com/',
};

describeCases('a 422', [
	[
		'in the current shape',
		answer(422, {errors: [complaint, {code: 'odd'}]}),
		failsAtIt(
			'rejected',
			/422 \(page_size: must be less than 1001; odd\)\. Check the query; after a resume, start without the cursor\.$/,
			1,
			{
				status: 422,
				details: [
					{message: 'must be less than 1001', attribute: 'page_size', code: 'too_large'},
					{message: 'odd', code: 'odd'},
				],
			},
		),
	],
	[
		'in the older shape',
		answer(422, {errors: [{detail: 'is no cursor', status: '422', title: 'Invalid', code: '422'}]}),
		failsAtIt('rejected', /422 \(is no cursor\)\./, 1, {
			details: [{message: 'is no cursor', code: '422'}],
		}),
	],
	[
		'in the shape of other errors',
		answer(422),
		failsAtIt('rejected', /422 \(Said by the server\)\./, 1, {details: [{message: 'Said by the server'}]}),
	],
	[
		'with 10,000 complaints',
		answer(422, {errors: Array(10_000).fill({message: 'no'})}),
		failsAtIt('rejected', /422 \((no; ){19}no\)\./, 1, {details: Array(20).fill({message: 'no'})}),
	],
	[
		'with a complaint of 1 MB',
		answer(422, {errors: [{message: 'x'.repeat(1_000_000)}]}),
		failsAtIt('rejected', /422 \(x{500}…\)\./),
	],
	[
		'with a complaint that a terminal would obey',
		answer(422, {errors: [{message: '\u001b[2J\r\n\u202e'}]}),
		failsAtIt('rejected', /422 \(\\u001b\[2J\\u000d\\u000a\\u202e\)\./),
	],
	[
		'with complaints that are no texts',
		answer(422, {errors: [{message: {a: 1}, attribute: 7}]}),
		failsAtIt('rejected', /422 \(no message\)\./, 1, {details: [{message: 'no message'}]}),
	],
	['with complaints that are no list', answer(422, {errors: {message: 'no'}}), rejected(422, '')],
	['with complaints that are null', answer(422, {errors: [null]}), rejected(422, '')],
	[
		'that echoes the credentials',
		({response, request}) => {
			const said = String(request.headers.authorization);
			answer(422, {errors: [{message: said, attribute: said, code: said}], error: said})({
				response,
			} as Parameters<Misdeed>[0]);
		},
		failsAtIt('rejected', /422 \(Basic \[redacted\]: Basic \[redacted\]\)\./),
	],
]);

describeCases('an answer that is asked for again', [
	...[408, 425].map((status): Case => [`${status} for ever`, answer(status), failed('rejected', status)]),
	...[408, 425].map((status): Case => [`${status} twice`, first(2, answer(status)), done(3)]),
	['429 for ever', answer(429), failed('rate-limited', 429)],
	['429 twice', first(2, answer(429)), done(3)],
	// Beyond 599 there are no statuses, but servers that send them: as servers that fail.
	...[500, 501, 502, 503, 504, 505, 520, 599, 600, 700, 999].flatMap((status): readonly Case[] => [
		[`${status} for ever`, answer(status), failed('server', status)],
		[`${status} twice`, first(2, answer(status)), done(3)],
	]),
	['503 and HTML', first(1, answer(503, '<html>Down for maintenance</html>')), done(2)],
	['503 and a page', first(1, answer(503, properText)), done(2)],
	// Fetch itself takes this for the word of a proxy, and gives no answer.
	['407', answer(407), failsAtIt('network', /failed on the network \(\S.*\)/, 3)],
	['204', empty(204), failsAtIt('invalid-body', /204 and something else than whole JSON: an empty body/, 3)],
	['204 once', first(1, empty(204)), done(2)],
	['205', empty(205), failsAtIt('invalid-body', /205 and something else than whole JSON: an empty body/, 3)],
	['206 and half a page', first(1, answer(206, properText.slice(0, 99))), done(2)],
	[
		'503 with retries switched off',
		answer(503),
		failsAtIt('server', /503 .* resume later from the cursor\.$/),
		{retry: {retries: 0}},
	],
	[
		'503 until the time is up',
		answer(503),
		failsAtIt('server', /retry\.maxElapsed \(0 ms\) is used up after 1 attempts\.$/),
		{retry: {maxElapsed: 0, minDelay: 1000}},
	],
]);
