import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {readClientOptions} from '../../lib/client/client-options.ts';
import {credential} from '../support/arbitraries.ts';
import {leftOf, rightOf} from '../support/either.ts';

const projectId = 'c22d24f6-5a47-4597-9a23-c7d01e696b92';
const apiToken = 'PT0123456789abcdef';
const environment = {
	SIGNALWIRE_SPACE: 'from-env',
	SIGNALWIRE_PROJECT_ID: 'env-project',
	SIGNALWIRE_API_TOKEN: 'env-token',
};
const complete = {space: 'example', projectId, apiToken};
const read = (options: object) => rightOf(readClientOptions({...complete, ...options}, {}));
const refusal = (options: unknown, from: object = {}): string => {
	const {kind, message} = leftOf(readClientOptions(options, from));
	expect(kind).toBe('invalid-input');
	expect(message).toMatch(/^[^\n]+\.$/);
	return message;
};

describe('the options of a client', () => {
	it('have defaults', () => {
		expect(rightOf(readClientOptions(complete, {}))).toEqual({
			base: {origin: 'https://example.signalwire.com', prefix: ''},
			projectId,
			apiToken,
			retry: {retries: 5, minDelay: 500, maxDelay: 30_000, maxElapsed: 300_000},
			throttle: {limit: 1000, interval: 1000},
			timeout: 30_000,
			maxResponseBytes: 67_108_864,
			fetch: undefined,
			onEvent: undefined,
		});
	});

	it('have the same defaults when they are undefined', () => {
		const names = ['baseUrl', 'retry', 'throttle', 'timeout', 'maxResponseBytes', 'fetch', 'onEvent'];
		const undefinedOptions = Object.fromEntries(names.map(name => [name, undefined]));
		expect(read(undefinedOptions)).toEqual(read({}));
		expect(read({retry: {retries: undefined}, throttle: {limit: undefined}})).toEqual(read({}));
	});

	it('come through as given, and are not changed', () => {
		const given = Object.freeze({
			retry: Object.freeze({retries: 0, minDelay: 0, maxDelay: 1, maxElapsed: 2}),
			throttle: Object.freeze({limit: 3, interval: 4}),
			timeout: 5,
			maxResponseBytes: 6,
			fetch: () => Promise.reject(new Error('unused')),
			onEvent: () => {},
		});
		expect(read(given)).toMatchObject(given);
	});

	it('say whether links may be rebased: not unless it is asked for', () => {
		expect(read({rebaseLinks: true}).base).toEqual({
			origin: 'https://example.signalwire.com',
			prefix: '',
			rebaseLinks: true,
		});
		for (const rebaseLinks of [false, undefined]) expect(read({rebaseLinks}).base).not.toHaveProperty('rebaseLinks');
		for (const rebaseLinks of ['true', 1, null, {}]) {
			expect(refusal({...complete, rebaseLinks})).toMatch(/^rebaseLinks must be true or false, got /);
		}
	});

	it('may give a part of retry and of throttle', () => {
		expect(read({retry: {retries: 0}, throttle: {limit: 10}})).toMatchObject({
			retry: {retries: 0, minDelay: 500, maxDelay: 30_000, maxElapsed: 300_000},
			throttle: {limit: 10, interval: 1000},
		});
	});

	it('may be at their limits', () => {
		const longest = 2_147_483_647;
		const least = {
			retry: {retries: 0, minDelay: 0, maxDelay: 0, maxElapsed: 0},
			throttle: {limit: 1, interval: 1},
			timeout: 1,
			maxResponseBytes: 1,
		};
		const most = {
			retry: {retries: 1000, minDelay: longest, maxDelay: longest, maxElapsed: longest},
			throttle: {limit: 1_000_000, interval: longest},
			timeout: longest,
			maxResponseBytes: 2_147_483_648,
		};
		expect(read(least)).toMatchObject(least);
		expect(read(most)).toMatchObject(most);
	});

	it('are filled up from the environment', () => {
		expect(rightOf(readClientOptions({}, environment))).toMatchObject({
			base: {origin: 'https://from-env.signalwire.com'},
			projectId: 'env-project',
			apiToken: 'env-token',
		});
	});

	it('win over the environment', () => {
		expect(rightOf(readClientOptions(complete, environment))).toMatchObject({
			base: {origin: 'https://example.signalwire.com'},
			projectId,
			apiToken,
		});
		expect(rightOf(readClientOptions({baseUrl: 'http://localhost:4010/x'}, environment))).toMatchObject({
			base: {origin: 'http://localhost:4010', prefix: '/x'},
			projectId: 'env-project',
		});
	});

	it('need no subscriber, and know one by option or environment', () => {
		expect(rightOf(readClientOptions({}, environment)).subscriberToken).toBeUndefined();
		const known = {...environment, SIGNALWIRE_SUBSCRIBER_TOKEN: 'env-subscriber'};
		expect(rightOf(readClientOptions({}, known)).subscriberToken).toBe('env-subscriber');
		expect(rightOf(readClientOptions({subscriberToken: 'own'}, known)).subscriberToken).toBe('own');
		expect(rightOf(readClientOptions({}, {...known, SIGNALWIRE_SUBSCRIBER_TOKEN: ''})).subscriberToken).toBeUndefined();
		expect(refusal({subscriberToken: ''}, known)).toBe(
			'No subscriberToken: pass subscriberToken, or set SIGNALWIRE_SUBSCRIBER_TOKEN.',
		);
		expect(refusal({subscriberToken: 7}, known)).toBe('subscriberToken must be a string, got number.');
	});

	it('do not fall back to the environment when they are empty', () => {
		expect(refusal({space: ''}, environment)).toBe('No space: pass space or baseUrl, or set SIGNALWIRE_SPACE.');
		expect(refusal({projectId: ''}, environment)).toBe('No projectId: pass projectId, or set SIGNALWIRE_PROJECT_ID.');
		expect(refusal({apiToken: ''}, environment)).toBe('No apiToken: pass apiToken, or set SIGNALWIRE_API_TOKEN.');
	});

	it.each([
		['SIGNALWIRE_SPACE', 'No space: pass space or baseUrl, or set SIGNALWIRE_SPACE.'],
		['SIGNALWIRE_PROJECT_ID', 'No projectId: pass projectId, or set SIGNALWIRE_PROJECT_ID.'],
		['SIGNALWIRE_API_TOKEN', 'No apiToken: pass apiToken, or set SIGNALWIRE_API_TOKEN.'],
	])('say what is missing without %s', (variable, message) => {
		expect(refusal({}, {...environment, [variable]: undefined})).toBe(message);
		expect(refusal({}, {...environment, [variable]: ''})).toBe(message);
	});

	it.each<[options: object, message: string]>([
		[{baseUrl: 'https://example.com'}, 'Pass space or baseUrl, not both.'],
		[{space: 'not a space'}, 'space must be the name of a space'],
		[{space: undefined, baseUrl: 'http://example.com'}, 'baseUrl must use https'],
		[{token: 'x'}, 'token is not an option of createClient; the options are space, baseUrl, projectId, '],
		[{toString: 'x'}, 'toString is not an option of createClient'],
		[{projectId: 7}, 'projectId must be a string, got number.'],
		[{projectId: 'p'.repeat(4097)}, 'projectId is longer than 4,096 characters, which none is. Copy it again'],
		[{apiToken: 'PT'.repeat(2049)}, 'apiToken is longer than 4,096 characters, which none is.'],
		[
			{projectId: `PT${'0a'.repeat(20)}`, apiToken: projectId},
			'projectId looks like an API token; check whether the two are swapped.',
		],
		[{projectId: 'a:b'}, 'projectId must not hold a colon.'],
		[{projectId: 'id\n'}, 'projectId holds white space or a line break. Was it read from a file? Trim it.'],
		[{apiToken: 7}, 'apiToken must be a string, got number.'],
		[{apiToken: 'PT x'}, 'apiToken holds white space or a line break.'],
		[{apiToken: 'PT\u0000'}, 'apiToken holds white space or a line break.'],
		[{apiToken: 'PT\ud800'}, 'apiToken holds half a character'],
		[{projectId: '\udc00'}, 'projectId holds half a character'],
		[{apiToken: 'PT\u200b0123456789'}, 'apiToken holds a character that cannot be seen. Copy it again'],
		[{space: 'example.com'}, 'pass another address as baseUrl (--base-url).'],
		[{retry: 3}, 'retry must be an object, got 3.'],
		[{retry: null}, 'retry must be an object, got null.'],
		[{retry: {retires: 3}}, 'retry.retires is not an option; retry takes retries, minDelay, maxDelay, maxElapsed.'],
		[{retry: {toString: 3}}, 'retry.toString is not an option'],
		[{retry: {retries: -1}}, 'retry.retries must be a whole number from 0 to 1000, got -1.'],
		[{retry: {retries: 1001}}, 'retry.retries must be a whole number from 0 to 1000, got 1001.'],
		[{retry: {retries: 1.5}}, 'retry.retries must be a whole number from 0 to 1000, got 1.5.'],
		[{retry: {minDelay: -1}}, 'retry.minDelay must be a whole number from 0 to 2147483647, got -1.'],
		[{retry: {maxDelay: 2 ** 31}}, 'retry.maxDelay must be a whole number from 0 to 2147483647, got 2147483648.'],
		[
			{retry: {maxElapsed: Number.POSITIVE_INFINITY}},
			'retry.maxElapsed must be a whole number from 0 to 2147483647, got Infinity.',
		],
		[{throttle: 'fast'}, 'throttle must be an object, got a string.'],
		[{retry: [3]}, 'retry must be an object, got an array of 1.'],
		[{throttle: new Map([['limit', 1]])}, 'throttle must be an object, got an object.'],
		[{retry: {retries: null}}, 'retry.retries must be a whole number from 0 to 1000, got null.'],
		[{timeout: null}, 'timeout must be a whole number from 1 to 2147483647, got null.'],
		[{maxResponseBytes: null}, 'maxResponseBytes must be a whole number from 1 to 2147483648, got null.'],
		[{onEvent: null}, 'onEvent must be a function, got null.'],
		[{throttle: {rate: 1}}, 'throttle.rate is not an option; throttle takes limit, interval.'],
		[{throttle: {limit: 0}}, 'throttle.limit must be a whole number from 1 to 1000000, got 0.'],
		[{throttle: {limit: 1_000_001}}, 'throttle.limit must be a whole number from 1 to 1000000, got 1000001.'],
		[{throttle: {interval: 0}}, 'throttle.interval must be a whole number from 1 to 2147483647, got 0.'],
		[{timeout: 0}, 'timeout must be a whole number from 1 to 2147483647, got 0.'],
		[{timeout: '30s'}, 'timeout must be a whole number from 1 to 2147483647, got a string.'],
		[{timeout: 2 ** 31}, 'timeout must be a whole number from 1 to 2147483647, got 2147483648.'],
		[{timeout: Number.NaN}, 'timeout must be a whole number from 1 to 2147483647, got NaN.'],
		[{maxResponseBytes: 0}, 'maxResponseBytes must be a whole number from 1 to 2147483648, got 0.'],
		[{maxResponseBytes: 2 ** 31 + 1}, 'maxResponseBytes must be a whole number from 1 to 2147483648, got 2147483649.'],
		[{fetch: 'node-fetch'}, 'fetch must be a function, got a string.'],
		[{fetch: null}, 'fetch must be a function, got null.'],
		[{onEvent: {}}, 'onEvent must be a function, got an object.'],
	])('must not be %p', (options, message) => {
		expect(refusal({...complete, ...options})).toContain(message);
	});

	it.each<readonly [reason: string, texts: readonly string[]]>([
		['stands in quotes', ['"PT"', "'PT'", '“PT”', '‘PT’', '„PT“', '«PT»', '`PT`', '"PT', 'PT”', '"PT"\r', ' "PT"\n']],
		[
			'is a whole line of settings',
			['SIGNALWIRE_API_TOKEN=PT', 'export SIGNALWIRE_PROJECT_ID=PT', 'apiToken:PT', 'TOKEN = PT'],
		],
		['is a whole line of settings', ['SIGNALWIRE_API_TOKEN: PT', '$env:SIGNALWIRE_API_TOKEN = PT', 'set API_TOKEN=PT']],
		['begins as a header does', ['Bearer PT', 'basic PT', 'Authorization: Basic PT', 'token PT']],
		['holds white space or a line break', ['PT\r', 'PT\n', '\ufeffPT']],
	])('must not bring along more than themselves, as what %s', (reason, texts) => {
		const pasted = texts.map(text => text.replace('PT', 'PT0123456789abcdef0123'));
		const messages = pasted.flatMap(text => [
			[refusal({...complete, projectId: text}), 'projectId'],
			[refusal({...complete, apiToken: text}), 'apiToken'],
			[refusal({}, {...environment, SIGNALWIRE_PROJECT_ID: text}), 'SIGNALWIRE_PROJECT_ID'],
			[refusal({}, {...environment, SIGNALWIRE_API_TOKEN: text}), 'SIGNALWIRE_API_TOKEN'],
			[refusal({...complete, subscriberToken: text}), 'subscriberToken'],
			[refusal({}, {...environment, SIGNALWIRE_SUBSCRIBER_TOKEN: text}), 'SIGNALWIRE_SUBSCRIBER_TOKEN'],
		]);
		for (const [message, name] of messages) {
			expect(message).toContain(`${name} ${reason}`);
			expect(message).not.toContain('PT0123');
		}
	});

	it.each([
		['space', null, 'space must be the name of a space'],
		['space', {name: 'example'}, 'space must be the name of a space'],
		['baseUrl', null, 'baseUrl must be a URL string, got null'],
		['baseUrl', new URL('https://example.com'), 'baseUrl must be a URL string, got an object'],
		['projectId', null, 'projectId must be a string, got null.'],
		['projectId', [projectId], 'projectId must be a string, got object.'],
		['apiToken', null, 'apiToken must be a string, got null.'],
		['apiToken', new String(apiToken), 'apiToken must be a string, got object.'],
		['apiToken', () => apiToken, 'apiToken must be a string, got function.'],
	])('do not fall back to the environment when %s is %p', (name, value, message) => {
		expect(refusal({[name]: value}, environment)).toContain(message);
	});

	it.each([undefined, null, 'example', 7, ['example'], new Map([['space', 'example']])])(
		'must not be %p in place of an object',
		options => {
			expect(refusal(options)).toBe('The options of createClient must be an object.');
		},
	);

	it('never show a credential in a message', () => {
		const broken = fc.constantFrom<object>(
			{space: 'a b'},
			{retry: {retries: -1}},
			{timeout: 'never'},
			{unknown: 1},
			{fetch: 1},
			{baseUrl: 'https://example.com'},
		);
		const spoil = fc.constantFrom('', ' ', '\n', '\0', '\ud800');
		fc.assert(
			fc.property(credential, credential, broken, spoil, (id, token, options, ending) => {
				const message = refusal({...complete, projectId: `${id}${ending}`, apiToken: `${token}${ending}`, ...options});
				expect(message).not.toContain(token);
				expect(message).not.toContain(id);
			}),
		);
	});
});
