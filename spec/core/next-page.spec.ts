import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import * as O from 'fp-ts/lib/Option.js';
import {type BaseAddress, requestUrl} from '../../lib/core/base-address.ts';
import {fromCursor, toCursor} from '../../lib/core/cursor.ts';
import {followLink, nextRequest} from '../../lib/core/next-page.ts';
import {longestLink, type RequestDescriptor} from '../../lib/core/request-descriptor.ts';
import {adversarialLink, baseAddress, encodedQuery, requestDescriptor} from '../support/arbitraries.ts';
import {leftOf, rightOf} from '../support/either.ts';

const base: BaseAddress = {origin: 'https://example.signalwire.com', prefix: ''};
const behindGateway: BaseAddress = {origin: 'https://gate.test', prefix: '/signal/wire'};
const path = '/api/video/rooms';
const request = (query: string): RequestDescriptor => ({method: 'GET', path, query});
const current = request('page=1');

describe('the request after a page', () => {
	it.each([[{}], [{next: null}], [{next: ''}], [{next: undefined}]])('is none for the links %j', links => {
		expect(rightOf(nextRequest(base, current, links))).toEqual(O.none);
	});

	it('is what the next link says, and no other link', () => {
		const links = {self: '?page=8', first: '?page=7', next: '?page=2', prev: '?page=9'};
		expect(rightOf(nextRequest(base, current, links))).toEqual(O.some(request('page=2')));
	});

	it('is refused when the link is', () => {
		expect(leftOf(nextRequest(base, current, {next: 'https://evil.test/api/video/rooms'})).kind).toBe('unsafe-link');
	});
});

describe('a link', () => {
	it.each([
		['absolute', 'https://example.signalwire.com/api/video/rooms?page=3'],
		['to http:// of the same host, as behind a TLS proxy', 'http://example.signalwire.com/api/video/rooms?page=3'],
		["with the scheme's own port", 'https://example.signalwire.com:443/api/video/rooms?page=3'],
		['in another case', 'HTTPS://Example.SignalWire.COM/api/video/rooms?page=3'],
		['without a scheme', '//example.signalwire.com/api/video/rooms?page=3'],
		['a path', '/api/video/rooms?page=3'],
		['a relative path', 'rooms?page=3'],
		['only a query', '?page=3'],
		['with a fragment', '?page=3#top'],
	])('may be %s', (_form, link) => {
		const followed = rightOf(followLink(base, current, link));
		expect(followed).toEqual(request('page=3'));
		expect(requestUrl(base, followed)).toBe('https://example.signalwire.com/api/video/rooms?page=3');
	});

	it.each([
		'https://gate.test/signal/wire/api/video/rooms?page=3',
		'https://gate.test/api/video/rooms?page=3',
		'/signal/wire/api/video/rooms?page=3',
		'/api/video/rooms?page=3',
		'rooms?page=3',
		'?page=3',
	])('behind a path prefix, %s does not double it', link => {
		const followed = rightOf(followLink(behindGateway, current, link));
		expect(requestUrl(behindGateway, followed)).toBe('https://gate.test/signal/wire/api/video/rooms?page=3');
	});

	it('keeps unknown parameters, their order, repetitions and encoding to the letter', () => {
		const query = 'z=1&a=%2f%2F&z=2&q=a+b%20c&raw=%FF&empty=&bare&x[]=1&sig=a/b:c@d!$(~)*,;|`{}^';
		expect(rightOf(followLink(base, current, `/api/video/rooms?${query}`)).query).toBe(query);
	});

	it('keeps any query to the letter, and gives the same request when it is followed again', () => {
		fc.assert(
			fc.property(baseAddress, requestDescriptor, encodedQuery, (anyBase, from, query) => {
				const wanted: RequestDescriptor = {...from, query};
				const followed = rightOf(followLink(anyBase, from, requestUrl(anyBase, wanted)));
				expect(followed).toEqual(wanted);
				expect(rightOf(followLink(anyBase, followed, requestUrl(anyBase, followed)))).toEqual(followed);
			}),
		);
	});

	it('never leads to another scheme, host, port, user or path, whatever the text', () => {
		fc.assert(
			fc.property(baseAddress, requestDescriptor, adversarialLink, (anyBase, from, link) => {
				const result = followLink(anyBase, from, link);
				if (result._tag === 'Left') {
					expect(result.left.kind).toBe('unsafe-link');
					return;
				}
				const sent = new URL(requestUrl(anyBase, result.right));
				expect({origin: sent.origin, path: sent.pathname, user: sent.username, password: sent.password}).toEqual({
					origin: anyBase.origin,
					path: `${anyBase.prefix}${from.path}`,
					user: '',
					password: '',
				});
				// And it meant this place to begin with: nothing foreign was bent into shape.
				const meant = new URL(link, requestUrl(anyBase, from));
				expect(meant.host).toBe(new URL(anyBase.origin).host);
			}),
			{numRuns: 2000},
		);
	});

	it('that was followed can always be stored as a cursor and read back', () => {
		const awkward = fc.oneof(
			encodedQuery,
			fc.constantFrom('é'.repeat(4000), '界'.repeat(4000), 'x'.repeat(8186), "'".repeat(8000)),
		);
		fc.assert(
			fc.property(awkward, fc.integer({min: 0, max: 1000}), (query, skip) => {
				const result = followLink(base, current, `?q=${query}`);
				if (result._tag === 'Right') {
					const position = {request: result.right, skip};
					expect(rightOf(fromCursor(path, toCursor(position)))).toEqual(position);
				}
			}),
		);
	});

	it.each([
		['https://evil.test/api/video/rooms?page=2', 'leads away from https://example.signalwire.com'],
		['//evil.test/api/video/rooms?page=2', 'leads away from'],
		['https://example.signalwire.com.evil.test/api/video/rooms', 'leads away from'],
		['https://example.signalwire.com./api/video/rooms', 'leads away from'],
		['https://example.signalwire.com:8443/api/video/rooms', 'leads away from'],
		['https://example.signalwire.com:80/api/video/rooms', 'leads away from'],
		['https://user:secret@example.signalwire.com/api/video/rooms', 'holds credentials'],
		['https://user@example.signalwire.com/api/video/rooms', 'holds credentials'],
		['https://:secret@example.signalwire.com/api/video/rooms', 'holds credentials'],
		['https://example.signalwire.com/api/video/room_sessions', 'leads off /api/video/rooms'],
		['/api/video/rooms/?page=2', 'leads off'],
		['/api/video/rooms/../logs?page=2', 'leads off'],
		['/api/video/%72ooms?page=2', 'leads off'],
		['/API/video/rooms?page=2', 'leads off'],
		['/signal/wire/api/video/rooms?page=2', 'leads off'],
		['javascript:alert(1)', 'has the scheme "javascript:"'],
		['file:///api/video/rooms', 'has the scheme "file:"'],
		['ftp://example.signalwire.com/api/video/rooms', 'has the scheme "ftp:"'],
		['blob:https://example.signalwire.com/api/video/rooms', 'has the scheme "blob:"'],
		['https://', 'is not a URL'],
		['https://[::1/api/video/rooms', 'is not a URL'],
		['?page=2\r\nHost: evil.test', 'holds white space, a control character or a backslash'],
		['/api\\video/rooms', 'holds white space, a control character or a backslash'],
		['\\\\evil.test/api/video/rooms', 'holds white space, a control character or a backslash'],
		[' https://example.signalwire.com/api/video/rooms', 'holds white space, a control character or a backslash'],
	])('%j is refused', (link, reason) => {
		const error = leftOf(followLink(base, current, link));
		expect(error).toMatchObject({kind: 'unsafe-link', request: current});
		expect(error.message).toContain(`The next link ${JSON.stringify(link)} ${reason}`);
		expect(error.message).toMatch(/no credentials were sent to it\. Check that the base address is the one/);
	});

	it.each([
		['10 million characters', `?page=${'2'.repeat(10_000_000)}`],
		['one character too many', `?${'2'.repeat(longestLink)}`],
		['too many once encoded', `?${'界'.repeat(longestLink / 9 + 1)}`],
	])('of %s is refused, with a short message', (_length, link) => {
		const {message} = leftOf(followLink(base, current, link));
		expect(message).toMatch(/is \d+ characters long/);
		expect(message.length).toBeLessThan(600);
	});

	it('may be as long as a link can be', () => {
		expect(longestLink).toBe(8192);
		const query = '2'.repeat(longestLink - path.length - 1);
		expect(rightOf(followLink(base, current, `?${query}`)).query).toBe(query);
		const absolute = `${base.origin}${path}?`.padEnd(longestLink, '2');
		expect(rightOf(followLink(base, current, absolute)).query).toMatch(/^2+$/);
	});

	it('is quoted up to 200 characters', () => {
		const short = `//evil.test/${'x'.repeat(188)}`;
		expect(leftOf(followLink(base, current, short)).message).toContain(`The next link "${short}" leads`);
		expect(leftOf(followLink(base, current, `${short}y`)).message).toContain(`The next link "${short}…" leads`);
	});

	it.each(['\u001b[2J', '\u009b2J', '\u007f', '\u202e', '\u2066', '\u2028'])(
		'that holds %j is quoted without it',
		control => {
			const {message} = leftOf(followLink(base, current, `//evil.test/${control}`));
			expect(message).not.toContain(control.charAt(0));
			expect(message).toContain('evil.test/\\u');
		},
	);
});

describe('a link that may be rebased', () => {
	const lenient: BaseAddress = {...behindGateway, rebaseLinks: true};

	it.each([
		'https://internal.invalid/api/video/rooms?page=3',
		'http://10.0.0.5:8080/api/video/rooms?page=3',
		'https://gate.test:8443/signal/wire/api/video/rooms?page=3',
		'//internal.invalid/signal/wire/api/video/rooms?page=3',
		'https://internal.invalid./api/video/rooms?page=3',
		'/api/video/rooms?page=3',
	])('is followed on the own origin: %s', link => {
		const followed = rightOf(followLink(lenient, current, link));
		expect(requestUrl(lenient, followed)).toBe('https://gate.test/signal/wire/api/video/rooms?page=3');
	});

	it.each([
		['https://user:secret@internal.invalid/api/video/rooms', 'holds credentials'],
		['https://internal.invalid/api/video/room_sessions', 'leads off /api/video/rooms'],
		['https://internal.invalid/other/api/video/rooms', 'leads off /api/video/rooms'],
		['https://internal.invalid/api/video/rooms/../logs', 'leads off /api/video/rooms'],
		['ftp://internal.invalid/api/video/rooms', 'has the scheme "ftp:"'],
		['blob:https://internal.invalid/api/video/rooms', 'has the scheme "blob:"'],
	])('is refused as before for what else is wrong: %s', (link, reason) => {
		expect(leftOf(followLink(lenient, current, link)).message).toContain(reason);
	});

	it('leads to the own origin and the same path, whatever the text', () => {
		fc.assert(
			fc.property(baseAddress, requestDescriptor, adversarialLink, (anyBase, from, link) => {
				const result = followLink({...anyBase, rebaseLinks: true}, from, link);
				if (result._tag === 'Left') return;
				const sent = new URL(requestUrl(anyBase, result.right));
				expect(`${sent.origin}${sent.pathname}`).toBe(`${anyBase.origin}${anyBase.prefix}${from.path}`);
			}),
		);
	});

	it('is named where one is refused', () => {
		const {message} = leftOf(followLink(base, current, 'https://internal.invalid/api/video/rooms'));
		expect(message).toMatch(/gateway.*rebaseLinks \(--rebase-links\)/);
		expect(leftOf(followLink(base, current, '/api/video/logs')).message).not.toContain('rebaseLinks');
	});
});
