import type {Page} from '../core/page.ts';

/** What a walk knows of a page beyond what its consumer is given. */
export interface PageFacts {
	/** Attempts beyond the first that it took to get it. */
	readonly retries: number;
	/** Entries that were left out. */
	readonly skipped: number;
	/** Where a later walk goes on after the page's first `taken` items; undefined after the last page. */
	readonly cursorAfter: (taken: number) => string | undefined;
	/** How many entries of the page are done with then, those included that are no items. */
	readonly entriesBefore: (taken: number) => number;
}

/** Beside the page rather than in it: a page that is printed or stored shows what the server sent. */
const factsOf = new WeakMap<object, PageFacts>();

export const withFacts = <Item>(page: Page<Item>, facts: PageFacts): Page<Item> => {
	factsOf.set(page, facts);
	return page;
};

/** Of a page as the walk gave it; a copy of one has none. */
export const pageFacts = <Item>(page: Page<Item>): PageFacts =>
	factsOf.get(page) ?? {retries: 0, skipped: 0, cursorAfter: () => page.cursor, entriesBefore: taken => taken};
