import type {KyInstance} from 'ky';
import {abortable} from '../abort/abortable-delay.ts';
import {linkedAbort} from '../abort/linked-abort.ts';
import {patientTimer} from '../abort/patient-timer.ts';
import type {ApiError} from '../core/api-error.ts';
import {pageSizeOf, type RequestDescriptor, requestTarget} from '../core/request-descriptor.ts';
import {type Answer, isSuccess} from './answer-error.ts';
import {discardBody} from './body-reader.ts';
import type {FetchedResponse} from './fetch-like.ts';
import {type Quota, readQuota} from './quota.ts';
import {BodyTooLarge, readBody, readErrorBody} from './read-body.ts';
import {parseRetryAfter} from './retry-after.ts';
import {type Route, routeText} from './route.ts';
import {thrownError} from './thrown-error.ts';

/** One HTTP request and its answer, read whole. */
export type Exchange =
	| {readonly error: ApiError}
	| {
			readonly answer: Answer;
			readonly quota: Quota | undefined;
			readonly location: string | null;
			readonly bytes: number;
	  };

export interface ExchangeSettings {
	readonly http: KyInstance;
	/** Milliseconds for the whole exchange: connecting, waiting, reading. */
	readonly timeout: number;
	readonly maxResponseBytes: number;
	readonly route?: Route | undefined;
	/** Given the beginning of a long body, once, before the rest of it is read. */
	readonly onHead?: ((head: string) => void) | undefined;
}

class TimedOut extends Error {}

/** Rejects only when the caller's signal aborts, with its reason. */
export const exchange = async (
	{http, timeout, maxResponseBytes, route, onHead}: ExchangeSettings,
	url: string,
	request: RequestDescriptor,
	signal: AbortSignal,
): Promise<Exchange> => {
	const target = requestTarget(request);
	const attempt = linkedAbort(signal);
	// ky's own time-out ends with the headers; a body that stalls must be covered too.
	const cancelTimer = patientTimer(timeout, () => attempt.abort(new TimedOut()));
	const answering: Promise<FetchedResponse> = http.get(url, {signal: attempt.signal});
	let status = 0;
	try {
		// Both waits end with the signal also when a caller's own fetch does not heed it.
		const response = await abortable(answering, attempt.signal);
		status = response.status;
		const {headers} = response;
		const now = Date.now();
		const read = isSuccess(status) ? readBody : readErrorBody;
		const {bytes, ...body} = await abortable(read(response, maxResponseBytes, attempt.signal, onHead), attempt.signal);
		return {
			answer: {
				status,
				contentType: headers.get('content-type') ?? null,
				retryAfter: parseRetryAfter(headers.get('retry-after') ?? null, now, headers.get('date') ?? null),
				...body,
			},
			quota: readQuota(headers, now),
			location: headers.get('location') ?? null,
			bytes,
		};
	} catch (thrown) {
		// Such a fetch may answer yet: nobody will read it.
		answering.then(discardBody, () => {});
		if (signal.aborted) throw signal.reason;
		if (attempt.signal.reason instanceof TimedOut) {
			const {through, besides} = routeText(route);
			const message =
				`GET ${target} got no whole answer${through} within ${timeout} ms. ` +
				`Raise the timeout, ask for a smaller ${pageSizeOf(request)}, or resume from the cursor.` +
				// Where headers have come, somebody is there.
				(status === 0 ? besides : '');
			return {error: {kind: 'timeout', message, request}};
		}
		if (thrown instanceof BodyTooLarge) {
			const message =
				`GET ${target} was answered with ${status} and more than ${maxResponseBytes} bytes. ` +
				`Ask for a smaller ${pageSizeOf(request)}, or raise maxResponseBytes.`;
			return {error: {kind: 'response-too-large', message, request, status}};
		}
		return {error: thrownError({origin: new URL(url).origin, request, timeout, route}, thrown)};
	} finally {
		cancelTimer();
		attempt.unlink();
	}
};
