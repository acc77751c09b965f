import {pipe} from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type {ApiError} from '../core/api-error.ts';
import {decodePageBody, type PageBody, type PageStyle} from '../core/page.ts';
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
}

export type FetchBody = (
	request: RequestDescriptor,
	signal: AbortSignal,
	options?: FetchBodyOptions,
) => TE.TaskEither<ApiError, FetchedBody>;

export const createFetchBody =
	(transport: Transport, style: PageStyle): FetchBody =>
	(request, signal, {once = false, onSent = () => {}} = {}) => {
		let retries = 0;
		const onEvent = ({type}: {readonly type: string}) => {
			if (type === 'retry') retries++;
			if (type === 'request') onSent();
		};
		return pipe(
			transport(request, {signal, once, onEvent, background: true}),
			TE.flatMapEither(body => decodePageBody(request, body, style)),
			TE.map(body => ({body, retries})),
		);
	};
