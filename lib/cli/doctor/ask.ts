import type {AnyList} from '../../core/list.ts';
import type {Client} from '../../pagination/client.ts';
import {paginatePages} from '../../pagination/paginate.ts';
import {isPaginationError} from '../../pagination/pagination-error.ts';
import type {FetchLike} from '../../transport/fetch-like.ts';
import {readQuota} from '../../transport/quota.ts';
import type {Answered, Asked} from './facts.ts';
import {failureOf} from './look-up.ts';

/** A fetch that notes what the heads of answers say, which clients keep to themselves. */
export interface ListeningFetch {
	readonly fetch: FetchLike;
	/** What was noted since it was asked before: the last answer. */
	readonly take: () => Answered | undefined;
}

/** The `Date` of an answer has whole seconds: on average half of one was cut off. */
const cutOff = 500;

export const listenTo = (fetch: FetchLike = globalThis.fetch): ListeningFetch => {
	let last: Answered | undefined;
	return {
		fetch: async (url, init) => {
			const [sent, from] = [Date.now(), performance.now()];
			const answer = await fetch(url, init);
			const took = performance.now() - from;
			const {status, headers} = answer;
			const date = Date.parse(headers.get('date') ?? '');
			last = {
				status,
				contentType: headers.get('content-type')?.split(';')[0],
				took,
				ahead: Number.isNaN(date) ? undefined : date + cutOff - (sent + took / 2),
				quota: readQuota(headers, Date.now()),
			};
			return answer;
		},
		take: () => {
			const taken = last;
			last = undefined;
			return taken;
		},
	};
};

/** Asks for one item of a list; rejects only when the signal aborts. */
const ask = async (client: Client, list: AnyList, {take}: ListeningFetch, signal: AbortSignal): Promise<Asked> => {
	const {scope = '', path} = list;
	try {
		await paginatePages(client, list, {}, {maxItems: 1, signal}).next();
		return {scope, path, answered: take(), error: undefined};
	} catch (error) {
		if (!isPaginationError(error)) throw error;
		const {kind, message, cause} = error;
		return {scope, path, answered: take(), error: {kind, message, ...(cause !== undefined && failureOf(cause))}};
	}
};

/** Whether it is the server, or the way to it, that something is wrong with, so that other lists would fare alike. */
const isInVain = ({error}: Asked): boolean =>
	error !== undefined && error.kind !== 'authentication' && error.kind !== 'rejected' && error.kind !== 'invalid-item';

/** Asks for one item of each list, one after the other; only of the first where there is no answer that could be used. */
export const askEach = async (
	client: Client,
	lists: readonly AnyList[],
	listening: ListeningFetch,
	signal: AbortSignal,
): Promise<readonly Asked[]> => {
	const asked: Asked[] = [];
	for (const list of lists) {
		asked.push(await ask(client, list, listening, signal));
		if (asked.length === 1 && asked.some(isInVain)) break;
	}
	return asked;
};
