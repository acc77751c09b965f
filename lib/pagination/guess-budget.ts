import type {PageBody} from '../core/page.ts';

/** What decides how far guesses may look ahead. */
export interface GuessLimits {
	/** Requests at once: the one that is due, and the guesses. */
	readonly concurrency: number;
	readonly maxPages: number;
	readonly maxItems: number;
	/** Whether an entry counts as an item of that limit: those that are left out do not. */
	readonly isItem: (entry: unknown) => boolean;
	/** How many items a page is taken to have at most, until one has more. Default: 1. */
	readonly largestPage?: number;
}

/** How many guesses are worth while, by what the walk has read. */
export interface GuessBudget {
	readonly pages: () => number;
	readonly most: () => number;
	/** A page was read. */
	readonly spend: (body: PageBody) => void;
}

/**
 * Nothing is guessed beyond what the limits let the walk use. Pages may become longer than those so far: with a limit of
 * items, what could be too much is at most half as many as the pages read.
 */
export const createGuessBudget = ({concurrency, maxPages, maxItems, isItem, ...limits}: GuessLimits): GuessBudget => {
	let {largestPage = 1} = limits;
	let [pages, items] = [0, 0];
	return {
		pages: () => pages,
		most: () => {
			const most = Math.min(concurrency - 1, maxPages - pages - 1);
			if (!Number.isFinite(maxItems)) return most;
			return Math.min(most, Math.ceil((maxItems - items) / largestPage) - 1, Math.floor(pages / 2));
		},
		spend: ({data}) => {
			pages++;
			if (!Number.isFinite(maxItems)) return;
			const found = data.filter(isItem).length;
			items += found;
			largestPage = Math.max(largestPage, found);
		},
	};
};
