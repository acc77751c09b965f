import type {NetworkError} from '../core/api-error.ts';
import {showValue} from '../core/decode-reasons.ts';
import {printable} from '../core/printable.ts';
import {type RequestDescriptor, requestTarget} from '../core/request-descriptor.ts';

/** Errors of other realms are not `instanceof Error`; they are looked at by shape. */
const property = (value: unknown, name: 'cause' | 'code' | 'message'): unknown =>
	typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

/** Native fetch wraps what happened, once or twice; the innermost code and message say most. */
const innermost = (thrown: unknown): unknown => {
	let error = thrown;
	for (let depth = 0; depth < 5 && property(error, 'cause') !== undefined; depth++) error = property(error, 'cause');
	return error;
};

/** The system's or the runtime's code for what was thrown, when it has one. */
export const codeOf = (thrown: unknown): string | undefined => {
	const code = property(innermost(thrown), 'code') ?? property(thrown, 'code');
	return typeof code === 'string' ? code : undefined;
};

/** What is said without any words, as of an answer of 407 on some versions of Node, is said by what is around it. */
const wordsOf = (thrown: unknown, cause: unknown): unknown => {
	const said = property(cause, 'message') ?? cause;
	return said === '' && property(cause, 'code') === undefined ? (property(thrown, 'message') ?? said) : said;
};

const advice: ReadonlyArray<readonly [code: RegExp, advice: string]> = [
	[/ENOTFOUND|EAI_AGAIN/, 'Check the name of the space, and the network.'],
	[/ECONNREFUSED/, 'Check the base address: nothing listens there.'],
	[/CERT|SELF_SIGNED|UNABLE_TO|HOSTNAME/, 'Its certificate is not trusted: check the address, and any proxy between.'],
	[
		/SSL|EPROTO/,
		'What answers there does not speak TLS as it should: check the address and its port, and any proxy between.',
	],
];

/** What fetch or the reading of a body threw, as a value without the request's headers. */
export const networkError = (origin: string, request: RequestDescriptor, thrown: unknown): NetworkError => {
	const cause = innermost(thrown);
	const known = codeOf(thrown);
	const said = wordsOf(thrown, cause);
	const text = printable(typeof said === 'string' ? said.trim() : showValue(cause));
	const what =
		known === undefined || text.includes(known) ? text : [known, text].filter(part => part !== '').join(': ');
	const next =
		advice.find(([pattern]) => pattern.test(known ?? ''))?.[1] ?? 'Check the network; resume from the cursor.';
	return {
		kind: 'network',
		message: `GET ${requestTarget(request)} from ${origin} failed on the network (${what}). ${next}`,
		request,
		...(known !== undefined && {code: known}),
	};
};
