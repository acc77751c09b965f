import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {networkError} from '../../lib/transport/network-error.ts';

const origin = 'https://example.signalwire.com';
const request = {method: 'GET', path: '/api/video/rooms', query: 'page=2'} as const;
const failed = (thrown: unknown) => networkError(origin, request, thrown);
const where = `GET /api/video/rooms?page=2 from ${origin} failed on the network`;

const noTls =
	'What answers there does not speak TLS as it should: check the address and its port, and any proxy between.';

const withCode = (message: string, code: string): Error => Object.assign(new Error(message), {code});

describe('a network error', () => {
	it('tells what the innermost cause says, and its code', () => {
		const thrown = new TypeError('fetch failed', {
			cause: withCode('connect ECONNREFUSED 127.0.0.1:4010', 'ECONNREFUSED'),
		});
		expect(failed(thrown)).toEqual({
			kind: 'network',
			message: `${where} (connect ECONNREFUSED 127.0.0.1:4010). Check the base address: nothing listens there.`,
			request,
			cause: thrown,
			code: 'ECONNREFUSED',
		});
	});

	it('says the code when the cause itself does not', () => {
		const thrown = new TypeError('terminated', {cause: withCode('other side closed', 'UND_ERR_SOCKET')});
		expect(failed(thrown)).toMatchObject({
			message: `${where} (UND_ERR_SOCKET: other side closed). Check the network; resume from the cursor.`,
			code: 'UND_ERR_SOCKET',
		});
	});

	it('leaves out the line break behind what OpenSSL says', () => {
		expect(failed(withCode('error:0A00010B:wrong version number\n', 'EPROTO')).message).toBe(
			`${where} (EPROTO: error:0A00010B:wrong version number). ${noTls}`,
		);
	});

	it('says only the code when several addresses were tried in vain, and no message is left', () => {
		const cause = Object.assign(new AggregateError([], ''), {code: 'ECONNREFUSED'});
		expect(failed(new TypeError('fetch failed', {cause})).message).toBe(
			`${where} (ECONNREFUSED). Check the base address: nothing listens there.`,
		);
	});

	it('names every address that was tried in vain, each with its code', () => {
		const refused = (address: string) => withCode(`connect ECONNREFUSED ${address}`, 'ECONNREFUSED');
		const tried = [
			refused('::1:4010'),
			withCode('', 'ETIMEDOUT'),
			new TypeError('', {cause: refused('127.0.0.1:4010')}),
		];
		const {message, code} = failed(new TypeError('fetch failed', {cause: new AggregateError(tried, '')}));
		expect(message).toContain('(connect ECONNREFUSED ::1:4010; ETIMEDOUT; connect ECONNREFUSED 127.0.0.1:4010). ');
		expect(code).toBe('ECONNREFUSED');
	});

	it('names four of many addresses, and says how many more there were', () => {
		const tried = Array.from({length: 9}, (_, index) => withCode(`connect ENETUNREACH ${index}`, 'ENETUNREACH'));
		const {message} = failed(new AggregateError(tried, 'All promises were rejected'));
		expect(message).toContain('(All promises were rejected: connect ENETUNREACH 0; connect ENETUNREACH 1; ');
		expect(message).toContain('; connect ENETUNREACH 3; and 5 more). ');
	});

	it('is short, however much was said', () => {
		const nested = (depth: number): Error =>
			new AggregateError(depth === 0 ? [] : Array.from({length: 4}, () => nested(depth - 1)), 'x'.repeat(5000));
		expect(failed(new Error('x'.repeat(1e6))).message.length).toBeLessThan(700);
		expect(failed(nested(5)).message.length).toBeLessThan(700);
	});

	it.each([
		['bad response', /“100 Continue” that was not asked for/],
		['bad upgrade', /change to another protocol/],
	])('of the words “%s”, which say nothing, says what they stand for', (words, meaning) => {
		expect(failed(new TypeError('fetch failed', {cause: withCode(words, 'UND_ERR_SOCKET')})).message).toMatch(meaning);
	});

	it('of a port that no fetch connects to says so', () => {
		expect(failed(new TypeError('fetch failed', {cause: new Error('bad port')})).message).toMatch(
			/No fetch connects to that port/,
		);
	});

	it.each([
		withCode('Parse Error: Expected HTTP/', 'HPE_INVALID_CONSTANT'),
		new Error('Response does not match the HTTP/1.1 protocol (Expected HTTP/, RTSP/ or ICE/)'),
	])('of what is no HTTP says so', cause => {
		expect(failed(new TypeError('fetch failed', {cause})).message).toMatch(/does not speak HTTP as it should: check/);
	});

	it.each([
		['ENOTFOUND', 'Check the name of the space, and the network.'],
		['EAI_AGAIN', 'Check the name of the space, and the network.'],
		['CERT_HAS_EXPIRED', 'Its certificate is not trusted: check the address, and any proxy between.'],
		['DEPTH_ZERO_SELF_SIGNED_CERT', 'Its certificate is not trusted: check the address, and any proxy between.'],
		['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'Its certificate is not trusted: check the address, and any proxy between.'],
		['ERR_TLS_CERT_ALTNAME_INVALID', 'Its certificate is not trusted: check the address, and any proxy between.'],
		['ERR_SSL_WRONG_VERSION_NUMBER', noTls],
		['EPROTO', noTls],
		['UND_ERR_INVALID_ARG', 'If the fetch was given a dispatcher, take both from the same version of undici.'],
		['ECONNRESET', 'Check the network; resume from the cursor.'],
	])('of %s says what to do', (code, advice) => {
		expect(failed(withCode('it failed', code)).message).toBe(`${where} (${code}: it failed). ${advice}`);
	});

	it('says what the outer error says when the cause says nothing at all', () => {
		expect(failed(new TypeError('fetch failed', {cause: new Error('')})).message).toBe(
			`${where} (fetch failed). Check the network; resume from the cursor.`,
		);
	});

	it('takes the code of the outer error when the cause has none', () => {
		const thrown = Object.assign(new Error('outer', {cause: new Error('inner')}), {code: 'ECONNRESET'});
		expect(failed(thrown)).toMatchObject({code: 'ECONNRESET', message: expect.stringContaining('(ECONNRESET: inner)')});
	});

	it('looks at shapes, not at classes: errors of another realm are read too', () => {
		const foreign = {message: 'terminated', cause: {message: 'aborted', code: 'ECONNRESET'}};
		expect(failed(foreign)).toMatchObject({code: 'ECONNRESET', message: expect.stringContaining('aborted')});
	});

	it('has no code when nobody gave one, or one that is no text', () => {
		expect(failed(new Error('it failed'))).not.toHaveProperty('code');
		expect(failed(Object.assign(new Error('it failed'), {code: 20}))).not.toHaveProperty('code');
		expect(failed(new Error('it failed')).message).toBe(
			`${where} (it failed). Check the network; resume from the cursor.`,
		);
	});

	it('reads causes that go round in a circle', () => {
		const one: {message: string; cause?: unknown} = {message: 'one'};
		one.cause = {message: 'two', cause: one};
		expect(failed(one).message).toMatch(/\((one|two)\)/);
	});

	it.each([
		['no error', 'no error'],
		[undefined, 'nothing'],
		[null, 'null'],
		[7, '7'],
		[Object.create(null), 'an object'],
		[{message: 7}, 'an object'],
		[Symbol('odd'), 'a symbol'],
	])('can be made of %p', (thrown, shown) => {
		expect(failed(thrown).message).toBe(`${where} (${shown}). Check the network; resume from the cursor.`);
	});

	it('can be made of anything, and is always one short sentence', () => {
		fc.assert(
			fc.property(fc.anything({withNullPrototype: true, withBigInt: true}), thrown => {
				expect(failed(thrown).message).toMatch(/^GET [^\p{Cc}]+ failed on the network \([^\p{Cc}]*\)\. [^\p{Cc}]+\.$/u);
			}),
		);
	});
});
