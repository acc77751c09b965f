import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {nextRequest} from '../../lib/core/next-page.ts';
import {decodePageBody} from '../../lib/core/page.ts';
import {describeRequest} from '../../lib/core/request-descriptor.ts';
import {type Answer, parseAnswer} from '../../lib/transport/answer-error.ts';
import {networkError} from '../../lib/transport/network-error.ts';
import {basicAuthorization, createRedact} from '../../lib/transport/secrets.ts';
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
	const redact = createRedact(projectId, apiToken);

	it('takes the token out, everywhere, in every form in which it travels', () => {
		const header = basicAuthorization(projectId, apiToken);
		expect(redact(`${apiToken} and ${apiToken}, ${header}, ${header.replace(/=+$/, '')}`)).toBe(
			'[redacted] and [redacted], Basic [redacted], Basic [redacted]',
		);
		expect(createRedact('p', 'a/b+c&d')('?t=a%2Fb%2Bc%26d')).toBe('?t=[redacted]');
		expect(createRedact('p', 'quo"te\\d')(JSON.stringify('quo"te\\d'))).toBe('"[redacted]"');
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
		for (const text of [token, quoted, twice])
			expect(createRedact('p', token)(text)).toMatch(/^[\\"]*\[redacted\][\\"]*$/);
	});

	it('takes no time to speak of for what looks like a secret for long', () => {
		const almost = apiToken.slice(0, -1);
		for (const piece of ['\\', '\\\\u', '%25', '&#', '%', '"', almost, `${almost}\\u200b`, `${almost}%25`, 'PT\\']) {
			const text = piece.repeat(50_000);
			expect(redact(text)).toBe(text);
		}
	});

	it('takes out several that stand in, behind and over one another', () => {
		const header = basicAuthorization(projectId, apiToken).slice('Basic '.length);
		expect(redact(`${apiToken}${apiToken}=${header} ${header}${apiToken.toLowerCase()}`)).toBe(
			'[redacted][redacted][redacted] [redacted][redacted]',
		);
		expect(createRedact('p', 'abcabc')('xabcabcabcx')).toBe('x[redacted]abcx');
		expect(createRedact('p', '\\\\\\\\')('a\\\\\\\\b')).toBe('a[redacted]b');
	});

	it('leaves other text alone, dollar signs and the project ID too', () => {
		for (const text of ['', 'PT', '$& $1 room', projectId, 'a … b']) expect(redact(text)).toBe(text);
	});

	it('takes out what is left of a token that was cut', () => {
		expect(redact(`"Bad token: ${apiToken.slice(0, 20)}… (and so on)`)).toBe('"Bad token: [redacted]… (and so on)');
		expect(redact('PT01…')).toBe('[redacted]…');
		expect(redact('PT0…')).toBe('PT0…');
	});

	it('leaves nothing of a credential in any message, whatever a server echoes', () => {
		const padding = fc.string({unit: fc.constantFrom(...'ab <>/'), maxLength: 70});
		fc.assert(
			fc.property(credential, credential, padding, (id, token, before) => {
				const clean = createRedact(id.replaceAll(':', ''), token);
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
						{error: leftOf(decodePageBody(request, echo))},
						{error: leftOf(nextRequest(base, request, {next: `//evil.test/${echo}`}))},
					];
					const messages = parsed.map(each => ('error' in each && 'message' in each.error ? each.error.message : ''));
					for (const message of messages) {
						expect(message).not.toBe('');
						expect(clean(message)).not.toContain(secret.slice(0, 12));
					}
				}
			}),
			{numRuns: 300},
		);
	});
});
