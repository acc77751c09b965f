import type {Page} from '../core/page.ts';
import {type Differences, noDifferences} from './differences.ts';

/** What a walk knows of a page beyond what its consumer is given. */
export interface PageFacts {
	/** Attempts beyond the first that it took to get it. */
	readonly retries: number;
	/** Entries that were left out. */
	readonly skipped: number;
	/** Whether it is what an earlier walk left of a page. */
	readonly isRest: boolean;
	/** Where a later walk goes on after the page's first `taken` items; undefined after the last page. */
	readonly cursorAfter: (taken: number) => string | undefined;
	/** How many entries of the page are done with then, those included that are no items. */
	readonly entriesBefore: (taken: number) => number;
	/** How items of this walk differ from the documentation: of the pages before, and of its first `taken` items. */
	readonly differencesAfter: (taken: number) => Differences;
}

const factsOf = Symbol('facts');

/**
 * In the page, but neither printed, nor copied, nor stored with it. (A `WeakMap` beside it would keep whole pages longer
 * than they are used: engines look into one late.)
 */
export const withFacts = <Item>(page: Page<Item>, facts: PageFacts): Page<Item> =>
	Object.defineProperty(page, factsOf, {value: facts});

/** Of a page as the walk gave it; a copy of one has none. */
export const pageFacts = <Item>(page: Page<Item>): PageFacts =>
	(page as {readonly [factsOf]?: PageFacts})[factsOf] ?? {
		retries: 0,
		skipped: 0,
		isRest: false,
		cursorAfter: () => page.cursor,
		entriesBefore: taken => taken,
		differencesAfter: () => noDifferences,
	};
