import type {Page} from '../core/page.ts';
import {noDifferences} from './differences.ts';
import {type PageFacts, pageFacts} from './page-facts.ts';
import type {WalkSummary} from './walk-pages.ts';

/** Where a walk is and what it has done. What was handed out counts as taken, what was only fetched does not. */
export interface WalkView {
	/**
	 * Where a later walk goes on (`resumeFrom`), at any time and after any end: completion, `break`, an abort, an error, a
	 * limit. Undefined when nothing is left, and where the input was refused.
	 */
	readonly cursor: string | undefined;
	/**
	 * The same, but for what was handed out last, which it gives once more: for a consumer that failed on it. Leaving a loop
	 * by `break` and by an exception look alike from here.
	 */
	readonly cursorBefore: string | undefined;
	/** What was done so far. */
	readonly summary: WalkSummary;
}

/**
 * A walk over a listing: an async generator that also tells where it is.
 *
 * @example
 * const walk = paginateRooms(signalwire);
 * try {
 * 	for await (const room of walk) await save(room);
 * } finally {
 * 	console.log(walk.summary.items, 'rooms; go on from', walk.cursor);
 * }
 */
export interface Walk<T> extends AsyncGenerator<T, WalkSummary, void>, WalkView {}

const keepBack = Symbol('keepBack');

/** What a walk tells to others, and to what hands its items on. */
export interface InnerView extends WalkView {
	/** Whether what it gave last waits with somebody else for the consumer, and so does not count as taken yet. */
	readonly keepBack: (isKept: boolean) => void;
}

/** A generator with what it tells. */
export const withView = <T>(generator: AsyncGenerator<T, WalkSummary, void>, view: InnerView): Walk<T> =>
	Object.defineProperties(generator, {
		cursor: {get: () => view.cursor},
		cursorBefore: {get: () => view.cursorBefore},
		summary: {get: () => view.summary},
		[keepBack]: {value: view.keepBack},
	}) as Walk<T>;

/** How a walk is told that what it gave last waits; nothing where it is no walk of ours. */
export const keepBackOf = (walk: object): InnerView['keepBack'] | undefined => Reflect.get(walk, keepBack);

/**
 * What a walk tells when the first `taken` items of a page are taken. A class: of an object that is written down with
 * getters, engines keep them, and so its page, with the shape of the object, long after it is gone.
 */
class ViewAfter implements WalkView {
	readonly #before: WalkView;
	readonly #facts: PageFacts;
	readonly #taken: number;

	constructor(before: WalkView, page: Page<unknown>, taken: number) {
		this.#before = before;
		this.#facts = pageFacts(page);
		this.#taken = taken;
	}

	get cursor() {
		return this.#facts.cursorAfter(this.#taken);
	}

	get cursorBefore() {
		return this.#taken > 0 ? this.#facts.cursorAfter(this.#taken - 1) : this.#before.cursorBefore;
	}

	get summary() {
		const {pages, items, skipped, retries, reason} = this.#before.summary;
		return {
			pages: pages + 1,
			items: items + this.#taken,
			skipped: skipped + this.#facts.skipped,
			retries: retries + this.#facts.retries,
			...this.#facts.differencesAfter(this.#taken),
			reason,
			cursor: this.cursor,
		};
	}
}

export const viewAfter = (before: WalkView, page: Page<unknown>, taken: number): WalkView =>
	new ViewAfter(before, page, taken);

/** What is told now, without the page that it is told of. */
export const snapshot = ({cursor, cursorBefore, summary}: WalkView): WalkView => ({cursor, cursorBefore, summary});

/** Follows the pages of a walk as they are handed out. */
export interface WalkProgress extends InnerView {
	readonly handOut: (page: Page<unknown>) => void;
	/** Only the first one counts. */
	readonly end: (reason: WalkSummary['reason']) => void;
}

export const createWalkProgress = (cursor: string | undefined): WalkProgress => {
	const nothing = {pages: 0, items: 0, skipped: 0, retries: 0, ...noDifferences};
	let told: WalkView = {cursor, cursorBefore: cursor, summary: {...nothing, reason: 'running', cursor}};
	/** Before the page that was handed out last. */
	let toldBefore = told;
	let isKept = false;
	let reason: WalkSummary['reason'] = 'running';
	const now = () => (isKept ? toldBefore : told);
	return {
		get cursor() {
			return now().cursor;
		},
		get cursorBefore() {
			return now().cursorBefore;
		},
		get summary() {
			return {...now().summary, reason};
		},
		handOut: page => {
			toldBefore = told;
			told = {...snapshot(viewAfter(told, page, page.items.length)), cursorBefore: told.cursor};
		},
		keepBack: kept => {
			isKept = kept;
		},
		end: why => {
			if (reason === 'running') reason = why;
		},
	};
};
