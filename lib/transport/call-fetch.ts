import {showValue} from '../core/decode-reasons.ts';
import {discardBody} from './body-reader.ts';
import type {FetchedResponse, FetchLike} from './fetch-like.ts';
import {FetchMisused} from './fetch-misused.ts';

const isResponse = (answer: unknown): answer is FetchedResponse => {
	if (typeof answer !== 'object' || answer === null) return false;
	const {status, headers} = answer as Partial<FetchedResponse>;
	return (
		Number.isInteger(status) && Number(status) >= 100 && Number(status) <= 999 && typeof headers?.get === 'function'
	);
};

/** Of a fetch that has gone elsewhere by itself, the place. One that was only sent elsewhere by its owner is as meant. */
const strayedTo = (asked: string, answer: object): string | undefined => {
	const {redirected, url} = answer as {readonly redirected?: unknown; readonly url?: unknown};
	if (redirected !== true || typeof url !== 'string' || !URL.canParse(url)) return undefined;
	const {origin} = new URL(url);
	return origin === new URL(asked).origin ? undefined : origin;
};

const checkAnswer = (asked: string, answer: unknown): FetchedResponse => {
	if (Reflect.get(Object(answer), 'type') === 'opaqueredirect') {
		throw new FetchMisused('answered with a redirect and does not say where it leads', 0);
	}
	if (!isResponse(answer)) {
		throw new FetchMisused(`gave ${showValue(answer)} in place of a Response with a status, headers and a body`);
	}
	const elsewhere = strayedTo(asked, answer);
	if (elsewhere !== undefined) {
		discardBody(answer);
		throw new FetchMisused(`followed a redirect by itself, to ${elsewhere}`, answer.status);
	}
	return answer;
};

/**
 * A fetch as ky calls it. ky hands over a `Request` of the global class, which other packages' fetch does not know, so
 * every fetch is called with what all of them know: an address and plain options.
 */
export const callFetch =
	(own: FetchLike | undefined) =>
	async (input: unknown): Promise<Response> => {
		const {url, method, headers, signal} = input as Request;
		const call: FetchLike = own ?? globalThis.fetch.bind(globalThis);
		const answer = await call(url, {method, headers: Object.fromEntries(headers), signal, redirect: 'manual'});
		// ky passes it on as it is, and uses nothing else of it.
		return checkAnswer(url, answer) as Response;
	};
