import {pipe} from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type {ApiError} from '../core/api-error.ts';
import type {CheckedTraits} from '../core/list.ts';
import {decodePageBody, type Links, type PageBody, peekLinks} from '../core/page.ts';
import type {RequestDescriptor} from '../core/request-descriptor.ts';
import type {Transport} from '../transport/transport.ts';

/** A page whose entries are not looked at yet. */
export interface FetchedBody {
	readonly body: PageBody;
	readonly retries: number;
}

export interface FetchBodyOptions {
	/** One attempt only: for guesses, which nobody waits for. */
	readonly once?: boolean;
	/** Told each time that the request leaves: a retry and a redirect send it again. */
	readonly onSent?: () => void;
	/**
	 * Told of the page's links while it is on its way, where its style can tell them from the beginning of a body; undefined
	 * when it has to be requested again.
	 */
	readonly onLinks?: ((links: Links | undefined) => void) | undefined;
}

type Asked = Pick<CheckedTraits, 'path' | 'page' | 'scope' | 'authentication'>;

export type FetchBody = (
	request: RequestDescriptor,
	signal: AbortSignal,
	options?: FetchBodyOptions,
) => TE.TaskEither<ApiError, FetchedBody>;

/** What only the list knows of an answer: the scope that a token needs, and that the path names a parent. */
const adviceOf = (error: ApiError, {path, scope}: Asked): string => {
	if (error.kind === 'authentication' && error.status !== 407 && scope !== undefined) {
		return ` The token needs the ${scope} scope.`;
	}
	return error.kind === 'rejected' && error.status === 404 && path.includes('{')
		? ' Check the IDs in the path, too.'
		: '';
};

const explained = <Failed extends ApiError>(error: Failed, asked: Asked): Failed =>
	'message' in error ? {...error, message: error.message + adviceOf(error, asked)} : error;

export const createFetchBody =
	(transport: Transport, asked: Asked): FetchBody =>
	(request, signal, {once = false, onSent = () => {}, onLinks} = {}) => {
		let retries = 0;
		const onEvent = ({type}: {readonly type: string}) => {
			if (type === 'retry') {
				retries++;
				onLinks?.(undefined);
			}
			if (type === 'request') onSent();
		};
		const onHead = (head: string) => {
			onLinks?.(peekLinks(asked.page, head));
		};
		return pipe(
			transport(request, {
				signal,
				once,
				background: true,
				authentication: asked.authentication,
				onEvent,
				...(onLinks && asked.page.peek && {onHead}),
			}),
			TE.mapLeft(error => explained(error, asked)),
			TE.flatMapEither(body => decodePageBody(request, body, asked.page)),
			TE.map(body => ({body, retries})),
		);
	};
