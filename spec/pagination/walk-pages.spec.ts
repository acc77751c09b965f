import {describe, expect, it} from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type {ApiError} from '../../lib/core/api-error.ts';
import {toCursor} from '../../lib/core/cursor.ts';
import type {RequestDescriptor} from '../../lib/core/request-descriptor.ts';
import type {Page} from '../../lib/index.ts';
import type {ClientEvent} from '../../lib/pagination/client-event.ts';
import type {FetchedPage} from '../../lib/pagination/fetch-page.ts';
import {stopped} from '../../lib/pagination/stoppable.ts';
import {createWalkProgress} from '../../lib/pagination/walk.ts';
import type {InvalidItem} from '../../lib/pagination/walk-options.ts';
import {type WalkedPage, type WalkInput, walkPages} from '../../lib/pagination/walk-pages.ts';
import {rejection} from '../support/simulated.ts';

const requestOf = (page: number): RequestDescriptor => ({method: 'GET', path: '/list', query: `page=${page}`});

/** Ten items a page; page 3 is the last. */
const lastPage = 3;
const tenItems = (page: number) => Array.from({length: 10}, (_, place) => page * 10 + place);

const fetched = (page: number, changes: Partial<FetchedPage<number>> = {}): FetchedPage<number> => ({
	request: requestOf(page),
	links: {},
	skip: 0,
	length: 10,
	items: tenItems(page),
	places: undefined,
	invalid: [],
	differences: undefined,
	next: E.right(page === lastPage ? O.none : O.some(requestOf(page + 1))),
	retries: 0,
	...changes,
});

const invalidAt = (index: number): InvalidItem => ({raw: undefined, reasons: [], page: 1, index});

type Changes = Readonly<Record<number, Partial<FetchedPage<number>> | ApiError>>;

const walk = (walkOptions: Partial<WalkInput<number>> = {}, changes: Changes = {}) => {
	const asked: number[] = [];
	const events: ClientEvent[] = [];
	const pages = walkPages<number>(
		{
			fetchPage: ({request, skip}) => {
				const page = Number(request.query.split('=')[1]);
				asked.push(page);
				const change = changes[page] ?? {};
				return async () =>
					'kind' in change
						? E.left(change)
						: E.right(fetched(page, {skip, items: tenItems(page).slice(skip), ...change}));
			},
			start: {request: requestOf(1), skip: 0},
			maxItems: Number.POSITIVE_INFINITY,
			maxPages: Number.POSITIVE_INFINITY,
			idOf: () => undefined,
			redact: text => text,
			callSite: {},
			onEvent: event => events.push(event),
			...walkOptions,
		},
		new AbortController().signal,
	);
	return {pages, asked, events};
};

const run = async (...[options = {}, changes]: Parameters<typeof walk>) => {
	const walked = walk(options, changes);
	const progress = createWalkProgress(toCursor(options.start ?? {request: requestOf(1), skip: 0}));
	const given: Array<Page<number>> = [];
	for (;;) {
		const result = await walked.pages.next();
		if (result.done) {
			progress.end(result.value);
			const {differing, differences, ...summary} = progress.summary;
			return {...walked, given, summary};
		}
		progress.handOut(result.value.page);
		given.push(result.value.page);
	}
};

const off: ApiError = {kind: 'unsafe-link', message: 'It leads away.', request: requestOf(2)};

describe('a walk over pages', () => {
	it('gives each page with the cursor after it, and ends with a summary', async () => {
		const {given, summary, asked, events} = await run({}, {2: {retries: 3}});
		expect(given.map(({items, cursor, request}) => [items.length, cursor, request.query])).toEqual([
			[10, '/list?page=2', 'page=1'],
			[10, '/list?page=3', 'page=2'],
			[10, undefined, 'page=3'],
		]);
		expect(summary).toEqual({pages: 3, items: 30, skipped: 0, retries: 3, reason: 'complete', cursor: undefined});
		expect(asked).toEqual([1, 2, 3]);
		expect(events).toEqual(
			[1, 2, 3].map(page => ({type: 'page', request: requestOf(page), page, items: 10, invalid: 0})),
		);
	});

	it.each([
		[0, [], '/list?page=1', 'maxItems'],
		[1, [1], '/list?page=1#skip=1', 'maxItems'],
		[9, [1], '/list?page=1#skip=9', 'maxItems'],
		[10, [1], '/list?page=2', 'maxItems'],
		[11, [1, 2], '/list?page=2#skip=1', 'maxItems'],
		[29, [1, 2, 3], '/list?page=3#skip=9', 'maxItems'],
		[30, [1, 2, 3], undefined, 'complete'],
		[31, [1, 2, 3], undefined, 'complete'],
	] as const)(
		'of at most %i items asks for the pages %j, and can be resumed from %s',
		async (maxItems, pages, cursor, reason) => {
			const {given, summary, asked} = await run({maxItems});
			expect(asked).toEqual(pages);
			expect(given.flatMap(({items}) => items)).toHaveLength(Math.min(maxItems, 30));
			expect(given.at(-1)?.cursor).toBe(given.length === 0 ? undefined : cursor);
			expect(summary).toMatchObject({items: Math.min(maxItems, 30), pages: pages.length, cursor, reason});
		},
	);

	it.each([
		[0, [], '/list?page=1', 'maxPages'],
		[1, [1], '/list?page=2', 'maxPages'],
		[2, [1, 2], '/list?page=3', 'maxPages'],
		[3, [1, 2, 3], undefined, 'complete'],
	] as const)(
		'of at most %i pages asks for the pages %j, and can be resumed from %s',
		async (maxPages, pages, cursor, reason) => {
			const {summary, asked} = await run({maxPages});
			expect(asked).toEqual(pages);
			expect(summary).toMatchObject({pages: pages.length, cursor, reason});
		},
	);

	it('that starts inside a page counts from there', async () => {
		const {given, summary} = await run({start: {request: requestOf(2), skip: 7}, maxItems: 2});
		expect(given.map(({items}) => items)).toEqual([[27, 28]]);
		expect(summary).toMatchObject({items: 2, skipped: 0, cursor: '/list?page=2#skip=9'});
	});

	it('that starts behind the end of a page that has become shorter goes on after it', async () => {
		const {given, summary} = await run(
			{start: {request: requestOf(2), skip: 12}},
			{2: {items: [], length: 10, skip: 12}},
		);
		expect(given.map(({items}) => items.length)).toEqual([0, 10]);
		expect(summary).toMatchObject({items: 10, skipped: 0, reason: 'complete'});
	});

	it('follows pages without items', async () => {
		const {given} = await run({}, {1: {items: [], length: 0}, 2: {items: [], length: 0}});
		expect(given.map(({items}) => items.length)).toEqual([0, 0, 10]);
	});

	describe('over a listing that counts on', () => {
		/** Pages without an item but for those named, and without an end but for the last of those. */
		const emptyBut = (...full: readonly number[]): Partial<WalkInput<number>> => ({
			fetchPage: position => async () => {
				const page = Number(position.request.query.split('=')[1]);
				const items = full.includes(page) ? [page] : [];
				const next = E.right(page === full.at(-1) ? O.none : O.some(requestOf(page + 1)));
				return E.right(fetched(page, {items, length: items.length, next}));
			},
		});

		it('comes to an end after 1,000 empty pages, and can be followed further from its cursor', async () => {
			for (const start of [1, 1000]) {
				const {pages} = walk({...emptyBut(), start: {request: requestOf(start), skip: 0}});
				for (let page = 0; page < 1000; page++) expect((await pages.next()).done).toBe(false);
				const error = await rejection(pages.next());
				expect(error).toMatchObject({kind: 'link-loop', page: 1001, cursor: `/list?page=${start + 999}`});
				expect(String(error)).toMatch(/1000 pages in a row held nothing.*Resume from the cursor to go on all the same/);
			}
		});

		it('follows 999 empty pages to the items behind them', async () => {
			const {given, summary} = await run(emptyBut(1, 1001));
			expect(given.flatMap(({items}) => items)).toEqual([1, 1001]);
			expect(summary).toMatchObject({reason: 'complete', pages: 1001});
		});
	});

	it('counts entries that were left out, and its cursor passes over them', async () => {
		// Those after the cursor are seen again by the walk that goes on, and counted there.
		const left = {
			items: [11, 12, 15, 16, 17, 18, 19],
			places: [1, 2, 5, 6, 7, 8, 9],
			invalid: [0, 3, 4].map(invalidAt),
		};
		for (const [maxItems, cursor, skipped] of [
			[1, '/list?page=1#skip=2', 1],
			[2, '/list?page=1#skip=3', 1],
			[3, '/list?page=1#skip=6', 3],
			[7, '/list?page=2', 3],
		] as const) {
			const {summary, events} = await run({maxItems}, {1: left});
			expect(summary).toMatchObject({items: maxItems, skipped, cursor});
			expect(events).toMatchObject([{items: maxItems, invalid: skipped}]);
		}
		const all = Array.from({length: 10}, (_, index) => invalidAt(index));
		const nothing = await run({maxPages: 1}, {1: {items: [], places: [], invalid: all}});
		expect(nothing.summary).toMatchObject({items: 0, skipped: 10, cursor: '/list?page=2'});
		expect(nothing.events).toMatchObject([{items: 0, invalid: 10}]);
	});

	it('judges the link of a page only when the next page is wanted', async () => {
		const {pages, asked} = walk({}, {2: {next: E.left(off)}});
		await pages.next();
		const {value} = await pages.next();
		expect((value as WalkedPage<number>).page).toMatchObject({items: tenItems(2), cursor: '/list?page=2#skip=10'});
		const error = await rejection(pages.next());
		expect(error).toMatchObject({kind: 'unsafe-link', page: 3, cursor: '/list?page=2#skip=10'});
		expect(asked).toEqual([1, 2]);
		const limited = await run({maxPages: 2}, {2: {next: E.left(off)}});
		expect(limited.summary).toMatchObject({reason: 'maxPages', cursor: '/list?page=2#skip=10'});
	});

	it.each([
		['itself', 3, 3],
		['the page before it', 3, 2],
		['the first page', 3, 1],
		['a page of other spelling', 3, '%31'],
	])('never goes round in a circle: a link to %s is refused', async (_what, from, to) => {
		const changes = {[from]: {next: E.right(O.some({...requestOf(1), query: `page=${to}`}))}};
		const {pages, asked} = walk({}, changes);
		for (let page = 0; page < 2; page++) await pages.next();
		// Nor does the cursor lead back, though nobody has followed the link yet.
		expect((await pages.next()).value).toMatchObject({page: {cursor: '/list?page=3#skip=10'}});
		const error = await rejection(pages.next());
		expect(error).toMatchObject({kind: 'link-loop', page: 4, cursor: '/list?page=3#skip=10'});
		expect(asked).toEqual([1, 2, 3]);
		const limited = await run({maxPages: 3}, changes);
		expect(limited.summary).toMatchObject({reason: 'maxPages', cursor: '/list?page=3#skip=10'});
	});

	it('fails with page and cursor of the page that could not be had', async () => {
		const failure: ApiError = {kind: 'rejected', message: 'No.', request: requestOf(2), status: 409, details: []};
		const {pages, events} = walk({redact: text => text.replace('No', 'Never')}, {2: failure});
		await pages.next();
		expect(await rejection(pages.next())).toMatchObject({
			kind: 'rejected',
			message: 'Never.',
			status: 409,
			page: 2,
			cursor: '/list?page=2',
		});
		expect(events).toHaveLength(1);
		expect(await pages.next()).toEqual({done: true, value: undefined});
	});

	it('rejects with the reason of the caller’s abort, but ends with a summary when the consumer stopped it', async () => {
		const aborting = walk({}, {2: {kind: 'aborted', reason: 'enough'}});
		await aborting.pages.next();
		expect(await rejection(aborting.pages.next())).toBe('enough');
		const {summary} = await run({}, {2: {kind: 'aborted', reason: stopped}});
		expect(summary).toMatchObject({pages: 1, items: 10, reason: 'stopped', cursor: '/list?page=2'});
	});
});
