import type {ApiError, AuthenticationError, TimeoutError} from '../core/api-error.ts';
import {type RequestDescriptor, requestTarget} from '../core/request-descriptor.ts';
import {FetchMisused, misuseError} from './fetch-misused.ts';
import {networkError} from './network-error.ts';
import {type Route, routeText} from './route.ts';
import {codeOf, isTimeout, wordsOf} from './thrown.ts';

export interface Attempt {
	readonly origin: string;
	readonly request: RequestDescriptor;
	/** Milliseconds that the client itself would have waited. */
	readonly timeout: number;
	readonly route: Route | undefined;
}

const limits: ReadonlyMap<string | undefined, string> = new Map([
	['UND_ERR_CONNECT_TIMEOUT', ' for connecting, 10 s unless it is told otherwise,'],
	['UND_ERR_HEADERS_TIMEOUT', ' of waiting for an answer, 300 s unless it is told otherwise,'],
	['UND_ERR_BODY_TIMEOUT', ' of waiting for more of an answer, 300 s unless it is told otherwise,'],
]);

/** The fetch gave up before the client did. */
const impatience = ({origin, request, timeout, route}: Attempt, thrown: unknown): TimeoutError => {
	const code = codeOf(thrown);
	const {through, besides} = routeText(route);
	return {
		kind: 'timeout',
		message:
			`GET ${requestTarget(request)} from ${origin}${through} was given up by the fetch itself: a limit of its own` +
			`${limits.get(code) ?? ''} ended it (${wordsOf(thrown)}), not the timeout option (${timeout} ms). ` +
			'Pass a fetch with longer limits, or the command a --timeout above 30000: see “Networks” in docs/guide.md.' +
			besides,
		request,
		cause: thrown,
		...(code !== undefined && {code}),
	};
};

/** The next attempt would be refused like this one. */
const refusedByProxy = ({origin, request, route}: Attempt): AuthenticationError => ({
	kind: 'authentication',
	message:
		`GET ${requestTarget(request)} from ${origin} was not let through by the proxy` +
		`${route?.kind === 'proxy' ? ` ${route.host}` : ''} (407): it wants credentials, or others than it was given. ` +
		`Check those of ${route?.kind === 'proxy' ? route.variable : 'the proxy that your fetch goes through'}.`,
	request,
	status: 407,
});

/** What fetch, or the reading of a body, threw, as the error that it stands for. */
export const thrownError = (attempt: Attempt, thrown: unknown): ApiError => {
	if (thrown instanceof FetchMisused) return misuseError(thrown, attempt.request);
	if (isTimeout(thrown)) return impatience(attempt, thrown);
	// Undici's words, and those of cli/proxy-tunnel.ts.
	if (/\bproxy\b.*\b407\b/i.test(wordsOf(thrown))) return refusedByProxy(attempt);
	return networkError(attempt.origin, attempt.request, thrown, attempt.route);
};
