import * as E from 'fp-ts/lib/Either.js';
import type {KyInstance} from 'ky';
import pRetry from 'p-retry';
import {abortableDelay} from '../abort/abortable-delay.ts';
import {keepAlive} from '../abort/keep-alive.ts';
import {neverAborted} from '../abort/on-abort.ts';
import {type ApiError, aborted, invalidInput} from '../core/api-error.ts';
import {type BaseAddress, requestUrl} from '../core/base-address.ts';
import {parseExactly} from '../core/exact-json.ts';
import type {RequestDescriptor} from '../core/request-descriptor.ts';
import type {Secrets} from '../redact/secrets.ts';
import {parseAnswer} from './answer-error.ts';
import {callFetch} from './call-fetch.ts';
import {type Exchange, exchange} from './exchange.ts';
import type {FetchLike} from './fetch-like.ts';
import {createGate, type Outcome} from './gate.ts';
import {followRedirect, isRedirect} from './redirect.ts';
import {asksForQuiet, decideRetry, pauseAfter, type RetryPolicy} from './retry-policy.ts';
import type {Route} from './route.ts';
import {createThrottle, type ThrottleOptions} from './throttle.ts';
import type {Transport} from './transport.ts';
import type {TransportEvent} from './transport-event.ts';

export interface TransportSettings {
	readonly base: BaseAddress;
	/** The value of the Authorization header. It stays in here. */
	readonly authorization: string;
	readonly leaks: Secrets['leaks'];
	readonly userAgent: string;
	readonly retry: RetryPolicy;
	readonly throttle: ThrottleOptions;
	readonly timeout: number;
	readonly maxResponseBytes: number;
	readonly fetch?: FetchLike | undefined;
	readonly route?: Route | undefined;
	readonly onEvent?: ((event: TransportEvent) => void) | undefined;
}

const pathProblem =
	'The path of a request must start with "/": pass it as describeRequest() made it. Nothing was requested.';

/** What an attempt throws, so that p-retry sees an Error of this realm, never a foreign one it would refuse. */
class AttemptFailed extends Error {
	readonly apiError: ApiError;
	constructor(apiError: ApiError) {
		super(apiError.kind);
		this.apiError = apiError;
	}
}

/** Loaded with the first request: it is a third of what importing this library would cost, and wakes up `fetch`. */
const openHttp = async ({authorization, userAgent, fetch}: TransportSettings): Promise<KyInstance> => {
	const {default: ky} = await import('ky');
	return ky.create({
		retry: 0,
		timeout: false,
		throwHttpErrors: false,
		redirect: 'manual',
		headers: {authorization, accept: 'application/json', 'user-agent': userAgent},
		fetch: callFetch(fetch),
	});
};

/** The one place where requests leave: ky inside p-throttle inside p-retry. */
export const createKyTransport = (settings: TransportSettings): Transport => {
	const {base, leaks, retry, timeout, maxResponseBytes, route} = settings;
	let http: Promise<KyInstance> | undefined;
	const gate = createGate();
	const acquireSlot = createThrottle(settings.throttle, gate);

	return (request, {signal = neverAborted, once = false, background = false, exactNumbers = false, onEvent} = {}) => {
		const policy = once ? {...retry, retries: 0} : retry;
		const emit = (event: TransportEvent) => {
			settings.onEvent?.(event);
			onEvent?.(event);
		};
		let firstSent: number | undefined;
		let attempts = 0;

		const attempt = async (number: number): Promise<unknown> => {
			let url = requestUrl(base, request);
			for (let hops = 0; ; hops++) {
				http ??= openHttp(settings);
				const client = await http;
				const sent = await acquireSlot(signal);
				firstSent ??= sent.at;
				attempts = number;
				let outcome: Outcome = 'failed';
				let exchanged: Exchange;
				try {
					emit({type: 'request', request, attempt: number});
					exchanged = await exchange({http: client, timeout, maxResponseBytes, route}, url, request, signal);
					outcome = outcomeOf(exchanged);
				} finally {
					gate.answered(sent, outcome);
				}
				if ('error' in exchanged) throw new AttemptFailed(exchanged.error);
				const {answer, quota, location, bytes} = exchanged;
				const duration = performance.now() - sent.at;
				emit({type: 'response', request, attempt: number, status: answer.status, duration, bytes});
				// Longer than any request may wait is as if it were not said: the server can still refuse.
				if (quota !== undefined && quota.reset <= retry.maxElapsed) {
					gate.heed(sent, quota);
					if (quota.remaining === 0 && outcome === 'served' && quota.reset > 0) {
						emit({type: 'pause', request, attempt: number, delay: quota.reset, status: answer.status});
					}
				}
				if (isRedirect(answer.status)) {
					const followed = followRedirect(url, location, hops, {request, status: answer.status, leaks});
					if (E.isLeft(followed)) throw new AttemptFailed(followed.left);
					url = followed.right;
					continue;
				}
				const parsed = parseAnswer(request, answer, maxResponseBytes, exactNumbers ? parseExactly : JSON.parse);
				if ('error' in parsed) throw new AttemptFailed(parsed.error);
				return parsed.json;
			}
		};

		const waitOrGiveUp = async (error: unknown, number: number): Promise<void> => {
			if (!(error instanceof AttemptFailed)) throw error;
			const {apiError} = error;
			const elapsed = performance.now() - (firstSent ?? performance.now());
			const decision = decideRetry(policy, apiError, number, elapsed, Math.random());
			const pause = pauseAfter(apiError, decision, retry);
			if (decision.retry) emit(retryEvent(request, number, decision.delay, apiError));
			if (pause !== undefined) {
				// Everybody waits at the gate, and so does this request before its next attempt.
				emit({type: 'pause', request, attempt: number, ...pause});
				gate.close(pause.delay);
			}
			if (!decision.retry) throw decision.because ? new AttemptFailed(explain(apiError, decision.because)) : error;
			if (pause === undefined) await abortableDelay(decision.delay, signal);
		};

		const giveUp = (error: ApiError): E.Either<ApiError, never> => {
			if (attempts > 0) emit(failureEvent(request, attempts, error));
			return E.left(error);
		};

		return async () => {
			// Behind an origin, a path that begins otherwise would become a part of the host or the port.
			if (!request.path.startsWith('/')) return E.left(invalidInput(pathProblem));
			const release = background ? () => {} : keepAlive();
			try {
				const json = await pRetry(attempt, {
					// How long to wait and when to give up is decided in one place, in retry-policy.ts.
					retries: Number.POSITIVE_INFINITY,
					minTimeout: 0,
					maxTimeout: 0,
					signal,
					onFailedAttempt: ({error, attemptNumber}) => waitOrGiveUp(error, attemptNumber),
				});
				return E.right(json);
			} catch (error) {
				if (error instanceof AttemptFailed) return giveUp(error.apiError);
				if (signal.aborted) return giveUp(aborted(signal.reason));
				throw error;
			} finally {
				release();
			}
		};
	};
};

const outcomeOf = (exchanged: Exchange): Outcome => {
	if ('error' in exchanged) return 'failed';
	const {status, retryAfter} = exchanged.answer;
	if (asksForQuiet(status, retryAfter)) return 'refused';
	return status < 500 ? 'served' : 'failed';
};

const retryEvent = (request: RequestDescriptor, attempt: number, delay: number, error: ApiError): TransportEvent => ({
	type: 'retry',
	request,
	attempt,
	delay,
	kind: error.kind === 'aborted' ? 'network' : error.kind,
	...('status' in error && {status: error.status}),
});

const failureEvent = (request: RequestDescriptor, attempt: number, error: ApiError): TransportEvent => ({
	type: 'failure',
	request,
	attempt,
	kind: error.kind,
	...('status' in error && {status: error.status}),
});

const explain = <Failed extends ApiError>(error: Failed, because: string): Failed =>
	'message' in error ? {...error, message: `${error.message} ${because}`} : error;
