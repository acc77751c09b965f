import * as E from 'fp-ts/lib/Either.js';
import pRetry from 'p-retry';
import {abortableDelay} from '../abort/abortable-delay.ts';
import {type ApiError, aborted} from '../core/api-error.ts';
import {AttemptFailed, type Call} from './call.ts';
import type {Gate} from './gate.ts';
import {decideRetry, pauseAfter} from './retry-policy.ts';
import {failureEvent, retryEvent} from './transport-event.ts';

const explain = <Failed extends ApiError>(error: Failed, because: string): Failed =>
	'message' in error ? {...error, message: `${error.message} ${because}`} : error;

/** Returns when it is time for the next attempt; throws when there is none. */
const waitOrGiveUp = async (call: Call, gate: Gate, error: unknown, attempt: number): Promise<void> => {
	if (!(error instanceof AttemptFailed)) throw error;
	const {apiError} = error;
	const {request, signal, policy, emit} = call;
	const now = performance.now();
	const elapsed = now - (call.firstSentAt ?? now);
	const decision = decideRetry(policy, apiError, {attempt, elapsed, random: Math.random()});
	const pause = pauseAfter(apiError, decision, policy);
	if (decision.retry) emit(retryEvent({request, attempt}, decision.delay, apiError));
	if (pause !== undefined) {
		// Everybody waits at the gate, and so does this request before its next attempt.
		emit({type: 'pause', request, attempt, ...pause});
		gate.close(pause.delay);
	}
	if (!decision.retry) throw decision.because ? new AttemptFailed(explain(apiError, decision.because)) : error;
	if (pause === undefined) await abortableDelay(decision.delay, signal);
};

const giveUp = ({request, attempt, emit}: Call, error: ApiError): E.Either<ApiError, never> => {
	if (attempt > 0) emit(failureEvent({request, attempt}, error));
	return E.left(error);
};

/** Attempts it until one succeeds or no other follows. Rejects only with what a listener threw. */
export const withRetries = async (
	call: Call,
	gate: Gate,
	attempt: (number: number) => Promise<unknown>,
): Promise<E.Either<ApiError, unknown>> => {
	const {signal} = call;
	try {
		const json = await pRetry(attempt, {
			// How long to wait and when to give up is decided in one place, in retry-policy.ts.
			retries: Number.POSITIVE_INFINITY,
			minTimeout: 0,
			maxTimeout: 0,
			signal,
			onFailedAttempt: ({error, attemptNumber}) => waitOrGiveUp(call, gate, error, attemptNumber),
		});
		return E.right(json);
	} catch (error) {
		if (error instanceof AttemptFailed) return giveUp(call, error.apiError);
		if (signal.aborted) return giveUp(call, aborted(signal.reason));
		throw error;
	}
};
