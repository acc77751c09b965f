import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {parseBaseUrl, parseSpace, requestUrl} from '../../lib/core/base-address.ts';
import {requestDescriptor} from '../support/arbitraries.ts';
import {leftOf, rightOf} from '../support/either.ts';

describe('a base URL', () => {
	it.each([
		['https://example.signalwire.com', 'https://example.signalwire.com', ''],
		['https://example.signalwire.com/', 'https://example.signalwire.com', ''],
		['HTTPS://Example.SignalWire.com:443//', 'https://example.signalwire.com', ''],
		['https://gate.test:8443/signal/wire', 'https://gate.test:8443', '/signal/wire'],
		['https://gate.test/signal/wire//', 'https://gate.test', '/signal/wire'],
		['http://localhost:4010', 'http://localhost:4010', ''],
		['http://127.0.0.1:4010/prefix', 'http://127.0.0.1:4010', '/prefix'],
		['http://127.8.9.10', 'http://127.8.9.10', ''],
		['http://[::1]:4010', 'http://[::1]:4010', ''],
	])('%s is read', (baseUrl, origin, prefix) => {
		expect(rightOf(parseBaseUrl(baseUrl))).toEqual({origin, prefix});
	});

	it.each([
		[undefined, 'must be a URL string, got nothing'],
		[null, 'must be a URL string, got null'],
		[new URL('https://example.signalwire.com'), 'must be a URL string, got an object'],
		['', 'is not a URL'],
		['example.signalwire.com', 'is not a URL'],
		['https://user:secret@example.signalwire.com', 'must not hold credentials; pass projectId and apiToken'],
		['https://user@example.signalwire.com', 'must not hold credentials'],
		['https://:secret@example.signalwire.com', 'must not hold credentials'],
		['https://example.signalwire.com?token=secret', 'must not hold a query or a fragment'],
		['https://example.signalwire.com#secret', 'must not hold a query or a fragment'],
		['"https://example.signalwire.com"', 'stands in quotes'],
		['ftp://example.signalwire.com', 'must be an https address'],
		['http://example.signalwire.com', 'must use https'],
		['http://localhost.evil.test', 'must use https'],
		['http://127.0.0.1.evil.test', 'must use https'],
		['http://evil.test/127.0.0.1', 'must use https'],
		['http://[::2]', 'must use https'],
		['http://128.0.0.1', 'must use https'],
	])('%j is refused, with an example and no secret', (baseUrl, reason) => {
		const {kind, message} = leftOf(parseBaseUrl(baseUrl));
		expect(kind).toBe('invalid-input');
		expect(message).toContain(`baseUrl ${reason}`);
		expect(message).toMatch(/, for example "https:\/\/example\.signalwire\.com"\.$/);
		expect(message).not.toContain('secret');
	});

	it('is put before path and query as it is, so that the address reads back', () => {
		const address = fc.constantFrom('https://example.signalwire.com', 'https://gate.test:8443/signal/wire');
		fc.assert(
			fc.property(address, requestDescriptor, (baseUrl, request) => {
				const target = request.query === '' ? request.path : `${request.path}?${request.query}`;
				expect(requestUrl(rightOf(parseBaseUrl(baseUrl)), request)).toBe(`${baseUrl}${target}`);
			}),
		);
	});
});

describe('a space', () => {
	it.each([
		['example', 'https://example.signalwire.com'],
		['Example-2', 'https://example-2.signalwire.com'],
		['x', 'https://x.signalwire.com'],
		['example.signalwire.com', 'https://example.signalwire.com'],
		['Example.SignalWire.COM', 'https://example.signalwire.com'],
		['example.eu.signalwire.com', 'https://example.eu.signalwire.com'],
		['example.signalwire.com.', 'https://example.signalwire.com'],
		['example.signalwire.com/', 'https://example.signalwire.com'],
		['https://example.signalwire.com', 'https://example.signalwire.com'],
		['HTTPS://example.signalwire.com./', 'https://example.signalwire.com'],
		[' example\r\n', 'https://example.signalwire.com'],
		['xn--exmple-cua', 'https://xn--exmple-cua.signalwire.com'],
	])('%j is read', (space, origin) => {
		expect(rightOf(parseSpace(space))).toEqual({origin, prefix: ''});
	});

	const general = 'space must be the name of a space, such as "example", or its host, such as "example.signalwire.com"';

	it.each([
		undefined,
		null,
		7,
		{},
		'',
		' ',
		'two words',
		'.example',
		'-example',
		'example-',
		'my_space',
		'exämple',
		'example?x',
		'example#x',
		'example\\x',
		'example\u3002signalwire\u3002com',
		'a'.repeat(64),
		'a'.repeat(100_000).concat('!'),
	])('%.40j is refused', space => {
		expect(leftOf(parseSpace(space))).toEqual({kind: 'invalid-input', message: `${general}.`});
	});

	const elsewhere = /; pass another address as baseUrl \(--base-url\)\.$/;
	const quoted = /; it stands in quotes, .* leave them out.*\.$/;
	const behind = /; leave out what stands behind the host\.$/;
	it.each([
		['example.com', elsewhere],
		['video.example.org', elsewhere],
		['signalwire.com', elsewhere],
		['https://example', elsewhere],
		['https://example.com/', elsewhere],
		['example.signalwire.com.evil.com', elsewhere],
		['example.signalwire.com..', elsewhere],
		['notsignalwire.com', elsewhere],
		['example.notsignalwire.com', elsewhere],
		['example.signalwire.co', elsewhere],
		['127.0.0.1', elsewhere],
		['localhost:4010', elsewhere],
		['[::1]', elsewhere],
		['ftp://example.signalwire.com', elsewhere],
		['http://example.signalwire.com', /; it is reached over https only\.$/],
		['HTTP://example.signalwire.com/', /; it is reached over https only\.$/],
		['example.signalwire.com@evil.com', /; nothing with an @ is one\.$/],
		['https://user:secret@example.signalwire.com', /; nothing with an @ is one\.$/],
		['me@example.com', /; nothing with an @ is one\.$/],
		['example.signalwire.com:8443', behind],
		['https://example.signalwire.com/dashboard', behind],
		['https://example.signalwire.com/?token=secret', behind],
		['example.signalwire.com#secret', behind],
		['"example"', quoted],
		["'example.signalwire.com'", quoted],
		['“example”', quoted],
		['„example“', quoted],
		['`example`', quoted],
		['example"', quoted],
		[' "https://example.signalwire.com"\n', quoted],
		['SIGNALWIRE_SPACE=example', /; it is a whole line of settings, .*\.$/],
		['export SIGNALWIRE_SPACE="example"', /; it (is a whole line of settings|stands in quotes), .*\.$/],
	])('%j is refused, with what to do', (space, reason) => {
		const {kind, message} = leftOf(parseSpace(space));
		expect(kind).toBe('invalid-input');
		expect(message.startsWith(general)).toBe(true);
		expect(message).toMatch(reason);
		expect(message).not.toMatch(/secret|evil/);
	});

	it("never leads to plain http, to another port, or to a host that is not SignalWire's", () => {
		const hostile = fc.string({unit: fc.constantFrom(...'axn1-.:/@#?%\\')});
		fc.assert(
			fc.property(
				fc.oneof(
					fc.string(),
					fc.domain(),
					hostile,
					hostile.map(text => `${text}.signalwire.com`),
				),
				space => {
					const read = parseSpace(space);
					if (read._tag === 'Right') {
						expect(read.right).toEqual({
							origin: expect.stringMatching(/^https:\/\/[a-z\d.-]+\.signalwire\.com$/),
							prefix: '',
						});
						expect(new URL(read.right.origin).origin).toBe(read.right.origin);
					}
				},
			),
		);
	});
});
