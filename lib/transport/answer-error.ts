import type {
	ApiError,
	AuthenticationError,
	InvalidBodyError,
	RateLimitedError,
	RejectedError,
	ServerError,
} from '../core/api-error.ts';
import {showValue} from '../core/decode-reasons.ts';
import {decodeErrorBody, showDetails} from '../core/error-body.ts';
import {type RequestDescriptor, requestTarget} from '../core/request-descriptor.ts';

/** An answer that has been read whole. */
export interface Answer {
	readonly status: number;
	readonly contentType: string | null;
	readonly retryAfter: number | undefined;
	/** Undefined when the body could not be read as UTF-8. */
	readonly text: string | undefined;
}

const parse = (text: string | undefined): unknown => {
	try {
		return JSON.parse(text ?? '');
	} catch {
		return undefined;
	}
};

/** A status outside 2xx, as the error that it stands for. */
export const statusError = (
	request: RequestDescriptor,
	{status, text, retryAfter}: Answer,
): AuthenticationError | RateLimitedError | RejectedError | ServerError => {
	const details = decodeErrorBody(parse(text));
	const said = details.length === 0 ? '' : ` (${showDetails(details)})`;
	const answered = `GET ${requestTarget(request)} was answered with ${status}${said}.`;
	const wait = retryAfter !== undefined && {retryAfter};
	if (status === 401 || status === 403) {
		const message =
			`${answered} Check the project ID and the API token, that both belong to this space, and that the token has ` +
			'the Video scope.';
		return {kind: 'authentication', message, request, status};
	}
	if (status === 429) {
		const message = `${answered} The rate limit is used up: wait, or lower the client's throttle.`;
		return {kind: 'rate-limited', message, request, status, ...wait};
	}
	if (status >= 500) {
		const message = `${answered} The server failed: resume later from the cursor.`;
		return {kind: 'server', message, request, status, ...wait};
	}
	const message = `${answered} ${status === 404 ? 'Check the space or the base address.' : 'Check the query; after a resume, start without the cursor.'}`;
	return {kind: 'rejected', message, request, status, details};
};

const notJson = (request: RequestDescriptor, {status, contentType, text}: Answer): InvalidBodyError => {
	const body = text === undefined ? 'bytes that are not UTF-8' : text === '' ? 'an empty body' : showValue(text);
	return {
		kind: 'invalid-body',
		message:
			`GET ${requestTarget(request)} was answered with ${status} and something else than whole JSON: ${body} ` +
			`(content type ${showValue(contentType ?? undefined)}). Check that no proxy answers in SignalWire's place.`,
		request,
		status,
	};
};

/** A 2xx answer's JSON, or why there is none. */
export const parseAnswer = (
	request: RequestDescriptor,
	answer: Answer,
): {readonly error: ApiError} | {readonly json: unknown} => {
	if (answer.status < 200 || answer.status > 299) return {error: statusError(request, answer)};
	if (answer.text === undefined) return {error: notJson(request, answer)};
	try {
		return {json: JSON.parse(answer.text)};
	} catch {
		return {error: notJson(request, answer)};
	}
};
