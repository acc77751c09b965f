import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {nextRequest} from '../../lib/core/next-page.ts';
import {decodePageBody} from '../../lib/core/page.ts';
import {linked} from '../../lib/core/page-linked.ts';
import {describeRequest} from '../../lib/core/request-descriptor.ts';
import {basicAuthorization, createSecrets} from '../../lib/redact/secrets.ts';
import {type Answer, parseAnswer} from '../../lib/transport/answer-error.ts';
import {networkError} from '../../lib/transport/network-error.ts';
import {credential} from '../support/arbitraries.ts';
import {leftOf} from '../support/either.ts';

const projectId = 'c22d24f6-5a47-4597-9a23-c7d01e696b92';
const apiToken = 'PT0123456789abcdef0123456789abcdef';

describe('Basic authentication', () => {
	it('is project ID and API token in base64', () => {
		expect(basicAuthorization('Aladdin', 'open sesame')).toBe('Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==');
	});

	it('is UTF-8 inside', () => {
		expect(basicAuthorization('test', '123£')).toBe('Basic dGVzdDoxMjPCow==');
	});
});

describe('redacting', () => {
	const {redact} = createSecrets(projectId, apiToken);

	it('takes the token out, everywhere, in every form in which it travels', () => {
		const header = basicAuthorization(projectId, apiToken);
		expect(redact(`${apiToken} and ${apiToken}, ${header}, ${header.replace(/=+$/, '')}`)).toBe(
			'[redacted] and [redacted], Basic [redacted], Basic [redacted]',
		);
		expect(createSecrets('p', 'a/b+c&d=').redact('?t=a%2Fb%2Bc%26d%3D')).toBe('?t=[redacted]');
		for (const token of ['a\\u0041bcdefgh', 'a&amp;bcdefgh', 'ÜBER-Ärger-İ']) {
			const {redact: clean} = createSecrets('p', token);
			const html = [...token].map(character => `&#${character.codePointAt(0)};`).join('');
			expect(clean(`?t=${encodeURIComponent(token)} ${html} ${token.toLowerCase()}`)).toBe(
				'?t=[redacted] [redacted] [redacted]',
			);
		}
		const quoted = JSON.stringify('quo"te\\long');
		expect(createSecrets('p', 'quo"te\\long').redact(quoted)).toBe('"[redacted]"');
	});

	const each = (spell: (character: string) => string) => [...apiToken].map(spell).join('');
	const hex = (character: string, digits: number) => character.charCodeAt(0).toString(16).padStart(digits, '0');

	it.each([
		['large letters', apiToken.toUpperCase()],
		['small letters', apiToken.toLowerCase()],
		['percent signs', each(character => `%${hex(character, 2)}`)],
		['percent signs in large letters', each(character => `%${hex(character, 2).toUpperCase()}`)],
		['percent signs twice', each(character => `%25${hex(character, 2)}`)],
		['one percent sign', apiToken.replace('7', '%37')],
		['escapes of JSON', each(character => `\\u${hex(character, 4)}`)],
		['escapes of JSON, quoted again', each(character => `\\\\u${hex(character, 4)}`)],
		['escapes of JavaScript', each(character => `\\x${hex(character, 2)}`)],
		['HTML', each(character => `&#${character.charCodeAt(0)};`)],
		['HTML in hexadecimal', each(character => `&#x${hex(character, 2)};`)],
		['lines', apiToken.replace(/.{8}/g, '$&\r\n')],
		['lines, escaped', apiToken.replace(/.{8}/g, '$&\\r\\n')],
		['a text that runs to the left', each(character => `\u202e${character}`).slice(1)],
		['a text with marks of no width', each(character => `${character}\u200b`).slice(0, -1)],
		['a text with such marks, escaped', each(character => `${character}\\u200b`).slice(0, -6)],
		['base64', Buffer.from(apiToken).toString('base64')],
		['base64 in lines', Buffer.from(apiToken).toString('base64').replace(/.{20}/g, '$&\n')],
		['base64 for URLs', Buffer.from(apiToken).toString('base64url')],
		['hexadecimal', Buffer.from(apiToken).toString('hex')],
	])('finds a token that is spelt in %s', (_how, spelling) => {
		expect(redact(`<${spelling}>`)).toBe('<[redacted]>');
	});

	it('finds what JSON quotes, also when it is quoted twice', () => {
		const token = 'quo"te\\d+/=%&';
		const quoted = JSON.stringify(token);
		const twice = JSON.stringify(quoted);
		for (const text of [token, quoted, twice]) {
			expect(createSecrets('p', token).redact(text)).toMatch(/^[\\"]*\[redacted\][\\"]*$/);
		}
	});

	it('takes no time to speak of for what looks like a secret for long', () => {
		const almost = apiToken.slice(0, -1);
		for (const piece of ['\\', '\\\\u', '%25', '&#', '%', '"', almost, `${almost}\\u200b`, `${almost}%25`, 'PT\\']) {
			const text = piece.repeat(5000);
			expect(redact(text)).toBe(text);
		}
		expect(redact('PT0123456…'.repeat(5000))).toBe('[redacted]…'.repeat(5000));
	});

	it('takes out several that stand in, behind and over one another', () => {
		const header = basicAuthorization(projectId, apiToken).slice('Basic '.length);
		expect(redact(`${apiToken}${apiToken}=${header} ${header}${apiToken.toLowerCase()}`)).toBe(
			'[redacted][redacted][redacted] [redacted][redacted]',
		);
		expect(createSecrets('p', 'abcdabcd').redact('xabcdabcdabcdx abcdabcabcdabcd')).toBe(
			'x[redacted]x abcdabc[redacted]',
		);
		const backslashes = '\\'.repeat(8);
		expect(createSecrets('p', backslashes).redact(`a${backslashes}b`)).toBe('a[redacted]b');
	});

	it('leaves other text alone, dollar signs and the project ID too', () => {
		for (const text of ['', 'PT', '$& $1 room', projectId, 'a … b']) expect(redact(text)).toBe(text);
	});

	it('takes out what is left of a token that was cut', () => {
		expect(redact(`"Bad token: ${apiToken.slice(0, 20)}… (and so on)`)).toBe('"Bad token: [redacted]… (and so on)');
		expect(redact('PT01…')).toBe('[redacted]…');
		expect(redact('PT0…')).toBe('PT0…');
		expect(redact(`"${apiToken}${apiToken.slice(0, 9)}…`)).toBe('"[redacted][redacted]…');
	});

	it.each([
		['percent signs', '%50%54%30%31%32%33%34…'],
		['percent signs, in the middle of one', '%50%54%30%31%32%33%3…'],
		['percent signs twice', '%2550%2554%2530%2531%255…'],
		['escapes of JSON', '\\u0050\\u0054\\u0030\\u0031\\u00…'],
		['HTML', '&#80;&#84;&#x30;&#x31;&#x3…'],
		['large letters', 'pt012345…'],
	])('takes out what is left of a token that was spelt in %s and cut', (_how, spelling) => {
		expect(redact(`got "${spelling}`)).toBe('got "[redacted]…');
	});

	const sentence =
		'GET /api/video/rooms?page=1&page_token=PA1 from http://127.0.0.1:4010 was answered with 500 (redacted).';
	it.each([
		'token',
		'page',
		'rooms',
		'api',
		'http',
		'1',
		'a',
		'secret',
		'page_token',
		'PAGE_TOKEN',
		'api/video',
		'127.0.0.1',
	])('does not take %j for a secret: it is too short, or a word of the API', token => {
		const {redact: clean, leaks} = createSecrets(projectId, token);
		expect(clean(sentence)).toBe(sentence);
		expect(leaks(sentence, '')).toBe(false);
		expect(clean(basicAuthorization(projectId, token))).toBe('Basic [redacted]');
	});

	it.each(['redacted', '[redacted]', '[redacted', 'edacted]', '[redacted][redacted]', 'redacted] and', 'x[redacted]y'])(
		'never hides anything in its own mark, with the token %j',
		token => {
			const {redact: clean} = createSecrets('p', token);
			const once = clean(`<${token}> [redacted] and <${token}>`);
			expect(once).toMatch(/^<\[?\[redacted\]\]?> \[redacted\]( and)? <\[?\[redacted\]\]?>$/);
			expect(clean('is [redacted].')).toBe('is [redacted].');
			expect(clean(clean(once))).toBe(clean(once));
		},
	);

	it("knows an address that would give a secret away, but not for what the client's own address holds", () => {
		const own = 'https://gate.test/conferences';
		const {leaks} = createSecrets(projectId, apiToken);
		for (const spelling of [
			apiToken,
			apiToken.toLowerCase(),
			apiToken.replace('0', '%30'),
			btoa(`${projectId}:${apiToken}`),
		]) {
			expect(leaks(`/conferences?x=${spelling}`, own)).toBe(true);
		}
		expect(leaks('/conferences?x=PT0123', own)).toBe(false);
		expect(createSecrets(projectId, 'conferences').leaks('/conferences?x=1', own)).toBe(false);
		expect(createSecrets(projectId, 'conferences').leaks('/other?x=conferences', 'https://gate.test/other')).toBe(true);
	});

	it('leaves nothing of a credential in any message, whatever a server echoes', () => {
		const padding = fc.string({unit: fc.constantFrom(...'ab <>/'), maxLength: 70});
		fc.assert(
			fc.property(credential, credential, padding, (id, token, before) => {
				const {redact: clean} = createSecrets(id.replaceAll(':', ''), token);
				const header = basicAuthorization(id.replaceAll(':', ''), token);
				const request = describeRequest('/api/video/rooms', []);
				const base = {origin: 'https://example.signalwire.com', prefix: ''};
				for (const secret of [token, header]) {
					const echo = `${before}${secret}`;
					const body = {status: 200, contentType: echo, retryAfter: undefined, text: `<${echo}`};
					const parse = (answer: Answer) => parseAnswer(request, answer, 2 ** 26);
					const parsed = [
						parse(body),
						parse({...body, status: 401, text: JSON.stringify({error: echo})}),
						parse({
							...body,
							status: 422,
							text: JSON.stringify({errors: [{message: echo, attribute: echo}]}),
						}),
						{error: networkError(base.origin, request, new Error(echo))},
						{error: leftOf(decodePageBody(request, echo, linked()))},
						{error: leftOf(nextRequest(base, request, {next: `//evil.test/${echo}`}))},
					];
					const messages = parsed.map(each => ('error' in each && 'message' in each.error ? each.error.message : ''));
					for (const message of messages) {
						expect(message).not.toBe('');
						expect(clean(message)).not.toContain(secret.slice(0, 12));
					}
				}
			}),
			{numRuns: 100},
		);
	});
});
