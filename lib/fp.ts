/**
 * For fp-ts users who compose their own loop: the pure core, and the transport as a `TaskEither`.
 *
 * @example
 * const transport = createTransport(createClient());
 * const first = describeRequest(rooms.path, rooms.query.encode({page_size: 1000}));
 * const page = pipe(transport(first), TE.flatMapEither(body => decodePageBody(first, body, linked())));
 * @module
 */
import * as TE from 'fp-ts/lib/TaskEither.js';
import type {ApiError} from './core/api-error.ts';
import {type Client, internalsOf} from './pagination/client.ts';
import {cleanError, orThrow} from './pagination/pagination-error.ts';
import type {Transport} from './transport/transport.ts';

export type {
	Aborted,
	AuthenticationError,
	DestinationError,
	InvalidBodyError,
	InvalidInput,
	InvalidItemError,
	InvalidPageError,
	LinkLoopError,
	NetworkError,
	RateLimitedError,
	RejectedError,
	ResponseTooLargeError,
	ServerError,
	TimeoutError,
	UnsafeLinkError,
	UnsafeRedirectError,
} from './core/api-error.ts';
export {type BaseAddress, parseBaseUrl, parseSpace} from './core/base-address.ts';
export {fromCursor, type Position, toCursor} from './core/cursor.ts';
export {decodeErrorBody} from './core/error-body.ts';
export type {List} from './core/list.ts';
export {followLink, nextRequest} from './core/next-page.ts';
export {decodePageBody, type Links, linksCodec, type Page, type PageBody, type PageStyle} from './core/page.ts';
export {linked} from './core/page-linked.ts';
export {single} from './core/page-single.ts';
export {uriPaged} from './core/page-uri-paged.ts';
export {whole} from './core/page-whole.ts';
export {type QueryCodec, queryCodec} from './core/query-codec.ts';
export {
	describeRequest,
	type QueryParameters,
	type RequestDescriptor,
} from './core/request-descriptor.ts';
export {
	type ActiveSession,
	activeSessionCodec,
	type Room,
	type RoomsQuery,
	roomCodec,
	rooms,
	roomsQueryCodec,
} from './lists/video/rooms.ts';
export type {ParseJson, Transport, TransportOptions} from './transport/transport.ts';
export type {ApiError};

/** The transport of a client, with its throttle, retries and pauses; shared with the client's walks. */
export const createTransport = (client: Client): Transport => {
	const {transport, redact} = orThrow(internalsOf(client));
	return (request, options) => TE.mapLeft((error: ApiError) => cleanError(error, redact))(transport(request, options));
};
