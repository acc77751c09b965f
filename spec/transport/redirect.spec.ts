import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {createSecrets} from '../../lib/redact/secrets.ts';
import {followRedirect, isRedirect, mostRedirects} from '../../lib/transport/redirect.ts';
import {adversarialLink} from '../support/arbitraries.ts';
import {leftOf, rightOf} from '../support/either.ts';

const from = 'https://example.signalwire.com/api/video/rooms?page=2';
const request = {method: 'GET', path: '/api/video/rooms', query: 'page=2'} as const;
const apiToken = 'PT0123456789abcdef';
const {leaks} = createSecrets('project', apiToken);
const follow = (location: string | null, hops = 0, at = from) =>
	followRedirect(at, location, hops, {request, status: 302, leaks});

describe('a redirect', () => {
	it('is 301, 302, 303, 307 or 308', () => {
		const statuses = Array.from({length: 500}, (_, index) => 100 + index).filter(isRedirect);
		expect(statuses).toEqual([301, 302, 303, 307, 308]);
	});

	it.each([
		['https://example.signalwire.com/other?page=2', 'https://example.signalwire.com/other?page=2'],
		['https://EXAMPLE.signalwire.com:443/other', 'https://example.signalwire.com/other'],
		['//example.signalwire.com/other', 'https://example.signalwire.com/other'],
		['/other', 'https://example.signalwire.com/other'],
		['other', 'https://example.signalwire.com/api/video/other'],
		['?page=3', 'https://example.signalwire.com/api/video/rooms?page=3'],
	])('to %s is followed', (location, url) => {
		expect(rightOf(follow(location))).toBe(url);
	});

	it.each([
		[null, 'without a usable Location'],
		['https://', 'without a usable Location'],
		['https://evil.test/api/video/rooms', 'to another origin than https://example.signalwire.com, https://evil.test.'],
		['//evil.test/', 'to another origin'],
		['\\\\evil.test/', 'to another origin'],
		['http://example.signalwire.com/api/video/rooms', 'to another origin'],
		['https://example.signalwire.com:8443/api/video/rooms', 'to another origin'],
		['https://sub.example.signalwire.com/', 'to another origin'],
		['javascript:alert(1)', 'to another origin than https://example.signalwire.com, javascript:.'],
		['data:application/json,{}', 'to another origin'],
		['blob:https://example.signalwire.com/7a1c', 'to another origin'],
		['https://user:secret@example.signalwire.com/', 'to an address that holds credentials'],
		['https://user@example.signalwire.com/', 'to an address that holds credentials'],
		['https://:secret@example.signalwire.com/', 'to an address that holds credentials'],
	])('to %s is refused, with a reason and without quoting it', (location, reason) => {
		const error = leftOf(follow(location));
		expect(error).toMatchObject({kind: 'unsafe-redirect', status: 302, request});
		expect(error.message).toContain(`GET /api/video/rooms?page=2 was answered with a 302 redirect ${reason}`);
		expect(error.message).toMatch(/It was not followed, .* Check the space or the base address\.$/);
		expect(error.message).not.toMatch(/secret/);
	});

	it.each([
		'/other?token=PT0123456789abcdef',
		'/pt0123456789ABCDEF',
		`https://evil.test/?${btoa(`project:${apiToken}`)}`,
	])('to %s, which holds our credentials, is refused without quoting it', location => {
		expect(leftOf(follow(location)).message).toBe(
			"GET /api/video/rooms?page=2 was answered with a 302 redirect to an address that holds this client's credentials. " +
				"It was not followed. Replace the API token, as it may be in the server's logs, and tell the server's operator.",
		);
	});

	it('is followed five times, and no more', () => {
		expect(mostRedirects).toBe(5);
		expect(follow('/other', 4)._tag).toBe('Right');
		expect(leftOf(follow('/other', 5)).message).toContain('after 5 redirects already');
	});

	it('never leads to another origin, nor to another kind of address, whatever the Location', () => {
		const origins = fc.constantFrom('https://example.signalwire.com', 'http://127.0.0.1:4010', 'http://[::1]:4010');
		fc.assert(
			fc.property(origins, adversarialLink, (origin, location) => {
				const followed = follow(location, 0, `${origin}/api/video/rooms`);
				if (followed._tag === 'Right') expect(followed.right.startsWith(`${origin}/`)).toBe(true);
			}),
			{numRuns: 2000},
		);
	});
});
