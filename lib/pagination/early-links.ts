import type {RequestDescriptor} from '../core/request-descriptor.ts';
import type {ClientEvent} from './client-event.ts';
import type {FetchBody} from './fetch-body.ts';
import {createGuessBudget, type GuessLimits} from './guess-budget.ts';
import {createGuessNews} from './guess-news.ts';
import {createGuesses, type Flight} from './guesses.ts';
import {type NextOf, verifyGuesses} from './verify-guesses.ts';

export interface EarlyLinksOptions extends Omit<GuessLimits, 'concurrency'> {
	readonly nextOf: NextOf;
	/** Whether the walk would go on there now. */
	readonly mayFollow: (next: RequestDescriptor) => boolean;
	readonly onEvent: (event: ClientEvent) => void;
}

export interface EarlyLinks {
	readonly fetchBody: FetchBody;
	/** Told when the consumer begins to wait for a page. */
	readonly onWaiting: () => void;
}

/**
 * Requests a page as soon as the beginning of the one before it has linked to it, while the rest of that one is on its
 * way. Only while the consumer waits: whom the network keeps up with gains nothing, and pages would be held for them. One
 * that was not used, whatever the reason, is the last of its walk, so that none of them costs more than one request.
 */
export const createEarlyLinks = (
	fetchBody: FetchBody,
	{nextOf, mayFollow, onEvent, ...limits}: EarlyLinksOptions,
): EarlyLinks => {
	const budget = createGuessBudget({...limits, concurrency: 2});
	const news = createGuessNews(onEvent);
	let due: {readonly page: Flight; readonly signal: AbortSignal} | undefined;
	let [isWaiting, isTrusted] = [false, true];

	const hurry = () => {
		const links = due?.page.links();
		if (due === undefined || links === undefined || !isWaiting || !isTrusted) return;
		if (guesses.count() >= budget.most()) return;
		const next = nextOf(due.page.request, {links});
		if (next !== undefined && mayFollow(next)) guesses.add(next, due.signal);
	};

	const unused = (outcome: 'dropped' | 'failed') => (request: RequestDescriptor) => {
		news.note(request, outcome);
		isTrusted = false;
	};
	const guesses = createGuesses({fetchBody, onLinks: hurry, onDropped: unused('dropped'), onFailed: unused('failed')});

	const look = (page: Flight, signal: AbortSignal) => {
		due = {page, signal};
		hurry();
	};
	const nothing = () => {};
	const verified = verifyGuesses(guesses, {look, confirm: nothing, lose: nothing, spend: budget.spend}, news, nextOf);
	return {
		fetchBody: (request, signal) => async () => {
			try {
				return await verified(request, signal)();
			} finally {
				due = undefined;
				// That page is what it waits for.
				isWaiting = false;
			}
		},
		onWaiting: () => {
			isWaiting = true;
			hurry();
		},
	};
};
