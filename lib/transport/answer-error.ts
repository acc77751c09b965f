import type {
	ApiError,
	AuthenticationError,
	InvalidBodyError,
	RateLimitedError,
	RejectedError,
	ResponseTooLargeError,
	ServerError,
} from '../core/api-error.ts';
import type {Authentication} from '../core/authentication.ts';
import {showValue} from '../core/decode-reasons.ts';
import {decodeErrorBody, showDetails} from '../core/error-body.ts';
import {pageSizeOf, type RequestDescriptor, requestTarget} from '../core/request-descriptor.ts';
import {holdsTooManyValues} from './json-values.ts';
import {wantsItAgain} from './retry-policy.ts';
import type {ParseJson} from './transport.ts';

/** An answer that has been read whole. */
export interface Answer {
	readonly status: number;
	readonly contentType: string | null;
	readonly retryAfter: number | undefined;
	/** Undefined when the body could not be read as text. */
	readonly text: string | undefined;
	/** What the text was made of, in pieces. */
	readonly chunks?: readonly Uint8Array[];
	/** Why there is no text. */
	readonly flaw?: string;
	/** As whom it was asked. Default: `'project'`. */
	readonly authentication?: Authentication;
}

export const isSuccess = (status: number): boolean => status >= 200 && status <= 299;

const parse = (text: string | undefined): unknown => {
	try {
		return JSON.parse(text ?? '');
	} catch {
		return undefined;
	}
};

const adviceOf = (status: number): string => {
	if (status === 404) return 'Check the space or the base address.';
	if (wantsItAgain(status)) return 'The server wants it sent again: resume later from the cursor.';
	if ([400, 409, 410, 414, 422].includes(status)) return 'Check the query; after a resume, start without the cursor.';
	return "Check the base address, and that no proxy answers in SignalWire's place.";
};

const credentialsAdvice: Readonly<Record<Authentication, string>> = {
	project: 'Check the project ID and the API token, and that both belong to this space.',
	subscriber: "Check the subscriber's token, that it belongs to this space, and that its time is not over.",
};

/** A status outside 2xx, as the error that it stands for. */
const statusError = (
	request: RequestDescriptor,
	{status, text, retryAfter, authentication = 'project'}: Answer,
): AuthenticationError | RateLimitedError | RejectedError | ServerError => {
	const details = decodeErrorBody(parse(text));
	const said = details.length === 0 ? '' : ` (${showDetails(details)})`;
	const answered = `GET ${requestTarget(request)} was answered with ${status}${said}.`;
	const wait = retryAfter !== undefined && {retryAfter};
	if (status === 401 || status === 403) {
		const message = `${answered} ${credentialsAdvice[authentication]}`;
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
	return {kind: 'rejected', message: `${answered} ${adviceOf(status)}`, request, status, details};
};

const notJson = (
	request: RequestDescriptor,
	{status, contentType, text, flaw}: Answer,
	cause?: unknown,
): InvalidBodyError => {
	const body = flaw ?? (text === '' ? 'an empty body' : showValue(text));
	const type = contentType === null ? 'no content type' : `content type ${showValue(contentType)}`;
	return {
		kind: 'invalid-body',
		message:
			`GET ${requestTarget(request)} was answered with ${status} and something else than whole JSON: ${body} ` +
			`(${type}). Check that no proxy answers in SignalWire's place.`,
		request,
		status,
		cause,
	};
};

/** Items as SignalWire sends them have a value in 20 bytes or more. */
const bytesOfValue = 16;

const tooManyValues = (request: RequestDescriptor, status: number, most: number): ResponseTooLargeError => ({
	kind: 'response-too-large',
	message:
		`GET ${requestTarget(request)} was answered with ${status} and more than ${most} JSON values, which take far more ` +
		`memory than their bytes. Ask for a smaller ${pageSizeOf(request)}, or raise maxResponseBytes, of which they may be a ` +
		`${bytesOfValue}th.`,
	request,
	status,
});

/** What the engine says of text that is no JSON, without the piece of it that it quotes: a secret in it may be cut in two. */
const withoutQuotation = (error: unknown): Error =>
	new SyntaxError(error instanceof Error ? error.message.replace(/, ?(?:\.{3})?".*$/s, ' in the JSON') : 'no JSON');

/** As it is read unless somebody wants it otherwise. */
export const parseJson: ParseJson = text => JSON.parse(text);

/** A 2xx answer's JSON, or why there is none. */
export const parseAnswer = (
	request: RequestDescriptor,
	answer: Answer,
	maxResponseBytes: number,
	parse: ParseJson = parseJson,
): {readonly error: ApiError} | {readonly json: unknown} => {
	const {status, text, chunks = []} = answer;
	if (!isSuccess(status)) return {error: statusError(request, answer)};
	if (text === undefined) return {error: notJson(request, answer)};
	const mostValues = Math.floor(maxResponseBytes / bytesOfValue);
	if (holdsTooManyValues(text, mostValues)) return {error: tooManyValues(request, status, mostValues)};
	try {
		return {json: parse(text, chunks)};
	} catch (error) {
		return {error: notJson(request, answer, withoutQuotation(error))};
	}
};
