import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type {LinkLoopError, UnsafeLinkError} from '../core/api-error.ts';
import {type Position, toCursor} from '../core/cursor.ts';
import type {IdOf} from '../core/item-id.ts';
import type {Page} from '../core/page.ts';
import {canonicalRequest, type RequestDescriptor, requestTarget} from '../core/request-descriptor.ts';
import type {Redact} from '../redact/secrets.ts';
import {SeenTexts} from '../seen/seen-texts.ts';
import type {CallSite} from './call-site.ts';
import type {ClientEvent} from './client-event.ts';
import {addDifferences, type Differences, noDifferences} from './differences.ts';
import type {FetchedPage, FetchPage} from './fetch-page.ts';
import {withFacts} from './page-facts.ts';
import {orThrow} from './pagination-error.ts';
import {createStandstillWatch} from './standstill.ts';
import {stopped} from './stoppable.ts';
import type {InvalidItem} from './walk-options.ts';

/** What a walk did, and why it ended; the return value of every generator of this library. */
export interface WalkSummary extends Differences {
	readonly pages: number;
	/** Items of those pages. */
	readonly items: number;
	/** Entries left out by `onInvalidItem`. */
	readonly skipped: number;
	/** Attempts beyond the first of each page. */
	readonly retries: number;
	/**
	 * `complete`, or the limit that was reached; of a walk that was not read to its end, in `walk.summary`: `stopped` by who
	 * read it (`break`, `return()`, `throw()`), `aborted` by its signal, `failed` with an error, or still `running`.
	 */
	readonly reason: 'complete' | 'maxItems' | 'maxPages' | 'maxDuration' | 'stopped' | 'aborted' | 'failed' | 'running';
	/** Where a later walk goes on; undefined when this one is complete. */
	readonly cursor: string | undefined;
}

export interface WalkInput<Item> {
	readonly fetchPage: FetchPage<Item>;
	readonly start: Position;
	/** The start, but for a whole page, where a limit has made its page smaller: later walks go on in whole pages. */
	readonly wide?: RequestDescriptor | undefined;
	readonly maxItems: number;
	readonly maxPages: number;
	readonly idOf: IdOf;
	/** What the walk has requested; a walk of its own fills it. */
	readonly visited?: SeenTexts;
	readonly redact: Redact;
	/** Where the walk was asked for. */
	readonly callSite: CallSite;
	readonly onEvent: (event: ClientEvent) => void;
}

/** What may follow a page: its next link when it is safe, new to this walk and leads on; nothing after the last page. */
type Following = E.Either<UnsafeLinkError | LinkLoopError, O.Option<RequestDescriptor>>;

/** A page as the consumer gets it, and what was left out before the place at which a later walk goes on. */
export interface WalkedPage<Item> {
	readonly page: Page<Item>;
	readonly invalid: readonly InvalidItem[];
}

/** How many entries of a page are done with when its first `taken` items are taken. */
const entriesDone = <Item>({skip, length, items, places}: FetchedPage<Item>, taken: number): number => {
	if (taken >= items.length) return length;
	return taken === 0 ? skip : (places?.[taken - 1] ?? skip + taken - 1) + 1;
};

/** The place after the first `taken` items of a page: in the page, or after it. */
const positionAfter = <Item>(fetched: FetchedPage<Item>, next: Following, taken: number): Position | undefined => {
	const {request, length, items} = fetched;
	if (taken < items.length) return {request, skip: entriesDone(fetched, taken)};
	if (E.isLeft(next)) return {request, skip: length};
	return O.isNone(next.right) ? undefined : {request: next.right.value, skip: 0};
};

type LastPage = Pick<FetchedPage<unknown>, 'request' | 'length'>;

/**
 * Where a limit has made the first page smaller, its places are told as those of a whole page, so that who goes on there
 * does not do so in pages of five.
 */
const createWiden =
	(start: RequestDescriptor, wide: RequestDescriptor | undefined) =>
	(position: Position, last: LastPage | undefined): Position => {
		if (wide === undefined) return position;
		if (position.request === start) return {request: wide, skip: position.skip};
		// Behind a page of nothing there is no place in it to go on from.
		return last?.request === start && last.length > 0 ? {request: wide, skip: last.length} : position;
	};

const linkLoop = (request: RequestDescriptor, next: RequestDescriptor): LinkLoopError => ({
	kind: 'link-loop',
	message:
		`The page of GET ${requestTarget(request)} links to ${requestTarget(next)}, which this walk has already had: the ` +
		"server's links go round in a circle, so the listing cannot be read to its end. Start again later, or tell SignalWire.",
	request,
});

const standstill = (request: RequestDescriptor, pages: string): LinkLoopError => ({
	kind: 'link-loop',
	message:
		`The page of GET ${requestTarget(request)} links to another one, but ${pages}: the listing does not come to an end. ` +
		'Resume from the cursor to go on all the same, start again later, or tell SignalWire.',
	request,
});

/** Judges a page's link by what the walk has had; called once for each page, in their order. */
const createJudge = (
	start: RequestDescriptor,
	idOf: IdOf,
	visited: SeenTexts,
): (<Item>(fetched: FetchedPage<Item>) => Following) => {
	const standsStill = createStandstillWatch(idOf);
	visited.add(canonicalRequest(start));
	return ({request, items, next}) => {
		const pages = standsStill(items);
		if (E.isLeft(next) || O.isNone(next.right)) return next;
		if (!visited.add(canonicalRequest(next.right.value))) return E.left(linkLoop(request, next.right.value));
		return pages === undefined ? next : E.left(standstill(request, pages));
	};
};

/**
 * The loop: fetch a page, give it, follow its link. What comes after a page is known before the page is given, and
 * judged only when the consumer asks for more, so that a bad link never costs the items before it. Ends with why it ended.
 */
export async function* walkPages<Item>(
	{fetchPage, start, wide, maxItems, maxPages, idOf, visited, redact, callSite, onEvent}: WalkInput<Item>,
	signal: AbortSignal,
): AsyncGenerator<WalkedPage<Item>, WalkSummary['reason'], void> {
	const judge = createJudge(start.request, idOf, visited ?? new SeenTexts());
	let position = start;
	let last: LastPage | undefined;
	const widen = createWiden(start.request, wide);
	let [pages, items] = [0, 0];
	let told: Differences = noDifferences;

	while (items < maxItems && pages < maxPages) {
		const result = await fetchPage(position, pages + 1, signal)();
		if (E.isLeft(result) && result.left.kind === 'aborted' && result.left.reason === stopped) return 'stopped';
		const fetched = orThrow(result, {position: widen(position, last), page: pages + 1, redact, callSite});
		// Not the page itself, which would be held while the next one is fetched.
		last = {request: fetched.request, length: fetched.length};
		const given = Math.min(fetched.items.length, maxItems - items);
		const done = entriesDone(fetched, given);
		// Those behind the cursor are seen again, and told of then.
		const invalid = fetched.invalid.filter(({index}) => index < done);
		const following = judge(fetched);
		const cursorAfter = (taken: number): string | undefined => {
			const place = positionAfter(fetched, following, taken);
			return place && toCursor(widen(place, fetched));
		};
		const after = positionAfter(fetched, following, given);
		pages++;
		items += given;
		const {request, links} = fetched;
		onEvent({type: 'page', request, page: pages, items: given, invalid: invalid.length});
		const givenItems = given < fetched.items.length ? fetched.items.slice(0, given) : fetched.items;
		const entriesBefore = (taken: number): number => entriesDone(fetched, taken);
		const before = told;
		const differencesAfter = (taken: number): Differences =>
			fetched.differences ? addDifferences(before, fetched.differences.before(entriesBefore(taken))) : before;
		told = differencesAfter(given);
		const counts = {retries: fetched.retries, skipped: invalid.length, isRest: fetched.skip > 0};
		const facts = {...counts, cursorAfter, entriesBefore, differencesAfter};
		const page = withFacts({items: givenItems, links, request, cursor: cursorAfter(given)}, facts);
		yield {page, invalid};
		if (after === undefined) return 'complete';
		if (items >= maxItems || pages >= maxPages) break;
		const next = orThrow(following, {position: widen(after, fetched), page: pages + 1, redact, callSite});
		if (O.isSome(next)) position = {request: next.value, skip: 0};
	}
	return items >= maxItems ? 'maxItems' : 'maxPages';
}
