import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import type {ApiError} from '../../lib/core/api-error.ts';
import type {PageBody} from '../../lib/core/page.ts';
import type {RequestDescriptor} from '../../lib/core/request-descriptor.ts';
import type {ClientEvent} from '../../lib/pagination/client-event.ts';
import type {FetchBody, FetchedBody} from '../../lib/pagination/fetch-body.ts';
import {type Speculation, speculate} from '../../lib/pagination/speculate.ts';

const path = '/api/video/rooms';
const request = (query: string): RequestDescriptor => ({method: 'GET', path, query});

/** A server as a table: for each query the entries and the next query. */
type Listing = ReadonlyMap<string, {readonly data: readonly number[]; readonly next: string | undefined}>;

const bodyOf = (listing: Listing, query: string): PageBody | undefined => {
	const page = listing.get(query);
	return page && {links: {next: page.next === undefined ? null : `${path}?${page.next}`}, data: [...page.data]};
};

const nextOf = (_request: RequestDescriptor, {links}: Pick<PageBody, 'links'>): RequestDescriptor | undefined =>
	typeof links.next === 'string' ? request(links.next.slice(path.length + 1)) : undefined;

const failure = (query: string, status: number): ApiError => ({
	kind: 'server',
	message: `GET ${query} failed`,
	request: request(query),
	status,
});

interface Plan {
	readonly listing: Listing;
	/** Statuses with which guesses fail, one after the other; undefined answers. */
	readonly guessFaults: ReadonlyArray<number | undefined>;
	/** Queries that always fail. */
	readonly broken: ReadonlySet<string>;
	/** Turns of the event loop that answers take, one after the other. */
	readonly delays: readonly number[];
	/** Queries that are redirected: sent a second time after this many turns. */
	readonly redirected?: ReadonlyMap<string, number>;
}

interface Traffic {
	requests: number;
	atOnce: number;
	mostAtOnce: number;
	aborted: number;
}

const turns = async (count: number): Promise<void> => {
	for (let turn = 0; turn < count; turn++) await new Promise(resolve => setImmediate(resolve));
};

const serve = ({
	listing,
	guessFaults,
	broken,
	delays,
	redirected,
}: Plan): {readonly fetchBody: FetchBody; readonly traffic: Traffic} => {
	const traffic: Traffic = {requests: 0, atOnce: 0, mostAtOnce: 0, aborted: 0};
	let guesses = 0;
	const fetchBody: FetchBody =
		({query}, signal, {once = false, onSent = () => {}} = {}) =>
		async (): Promise<E.Either<ApiError, FetchedBody>> => {
			const fault = once ? guessFaults[guesses++ % Math.max(1, guessFaults.length)] : undefined;
			traffic.atOnce++;
			traffic.mostAtOnce = Math.max(traffic.mostAtOnce, traffic.atOnce);
			onSent();
			const delay = delays[traffic.requests++ % delays.length] ?? 0;
			const hop = redirected?.get(query);
			if (hop !== undefined) {
				await turns(hop);
				onSent();
			}
			await turns(delay);
			traffic.atOnce--;
			if (signal.aborted) {
				traffic.aborted++;
				return E.left({kind: 'aborted', reason: signal.reason});
			}
			const body = bodyOf(listing, query);
			if (fault !== undefined || broken.has(query) || body === undefined) return E.left(failure(query, fault ?? 404));
			return E.right({body, retries: 0});
		};
	return {fetchBody, traffic};
};

/** What a walk sees: the pages in order, and how it ended. */
const walk = async (fetchBody: FetchBody, start: string, maxPages: number) => {
	const {signal} = new AbortController();
	const pages: string[] = [];
	let due: RequestDescriptor | undefined = request(start);
	while (due !== undefined && pages.length < maxPages) {
		const result: E.Either<ApiError, FetchedBody> = await fetchBody(due, signal)();
		if (E.isLeft(result)) return {pages, end: result.left};
		pages.push(`${due.query}: ${result.right.body.data.join()}`);
		due = nextOf(due, result.right.body);
	}
	return {pages, end: undefined};
};

const speculation = (concurrency: number, changes: Partial<Speculation> = {}): Speculation => ({
	concurrency,
	unanchored: false,
	token: 'page_token',
	maxPages: Number.POSITIVE_INFINITY,
	maxItems: Number.POSITIVE_INFINITY,
	isItem: () => true,
	nextOf,
	onEvent: () => {},
	...changes,
});

/** Pages of these lengths, whose links count. */
const counting = (lengths: readonly number[], write = (page: number) => `page=${page}&page_token=PA1`): Listing =>
	new Map(
		lengths.map((length, page) => [
			write(page),
			{
				data: Array.from({length}, (_, item) => page * 100 + item),
				next: page + 1 < lengths.length ? write(page + 1) : undefined,
			},
		]),
	);

const even = (pages: number, size = 2): Listing => counting(Array<number>(pages).fill(size));
const start = 'page=0&page_token=PA1';
const unanchored = (page: number) => `page=${page}`;

const plan = (listing: Listing, changes: Partial<Plan> = {}): Plan => ({
	listing,
	guessFaults: [],
	broken: new Set(),
	delays: [1],
	...changes,
});

/** Listings that mislead: counters that skip, tokens that change, pages that shrink, ends, circles. */
const listings: fc.Arbitrary<Listing> = fc
	.array(
		fc.record({
			skip: fc.oneof({weight: 6, arbitrary: fc.constant(1)}, {weight: 1, arbitrary: fc.integer({min: 2, max: 4})}),
			newToken: fc.oneof({weight: 8, arbitrary: fc.constant(false)}, {weight: 1, arbitrary: fc.constant(true)}),
			size: fc.nat(3),
		}),
		{minLength: 1, maxLength: 40},
	)
	.map(steps => {
		const listing = new Map<string, {data: readonly number[]; next: string | undefined}>();
		let [count, token, item] = [0, 0, 0];
		steps.forEach(({skip, newToken, size}, index) => {
			const query = `n=${count}&page_token=PA${token}`;
			count += skip;
			if (newToken) token++;
			const next = index + 1 < steps.length ? `n=${count}&page_token=PA${token}` : undefined;
			listing.set(query, {data: Array.from({length: size}, () => item++), next});
		});
		return listing;
	});

const faults = fc.array(fc.oneof({weight: 4, arbitrary: fc.constant(undefined)}, fc.constantFrom(429, 503, 500, 404)), {
	maxLength: 10,
});

/** Events of guesses, a line each. */
const told = (events: readonly ClientEvent[]): readonly string[] =>
	events.flatMap(event => {
		const page = 'request' in event ? event.request.query.split('&')[0] : '';
		if (event.type === 'speculation') return [`${page} ${event.outcome}`];
		return event.type === 'idle' ? [`${page} idle: ${event.reason}`] : [];
	});

const walkTold = async (server: Plan, changes: Partial<Speculation> = {}) => {
	const events: ClientEvent[] = [];
	const {fetchBody, traffic} = serve(server);
	const [first = ''] = server.listing.keys();
	const settings = speculation(4, {...changes, onEvent: event => events.push(event)});
	const {pages} = await walk(speculate(fetchBody, settings), first, 1000);
	expect(pages).toHaveLength(server.listing.size);
	return {...traffic, events, told: told(events)};
};

describe('verified speculation', () => {
	it('gives what the serial walk gives, over any listing, any faults of guesses and any order of answers', async () => {
		await fc.assert(
			fc.asyncProperty(
				listings,
				faults,
				fc.array(fc.nat(4), {minLength: 1, maxLength: 8}),
				fc.integer({min: 2, max: 9}),
				fc.integer({min: 1, max: 50}),
				fc.nat(60),
				fc.boolean(),
				async (listing, guessFaults, delays, concurrency, maxPages, brokenAt, unanchored) => {
					const broken = new Set([...listing.keys()].slice(brokenAt, brokenAt + 1));
					const server = {listing, guessFaults, delays, broken};
					const serial = serve(server);
					const parallel = serve(server);
					const expected = await walk(serial.fetchBody, 'n=0&page_token=PA0', maxPages);
					const fetchBody = speculate(parallel.fetchBody, speculation(concurrency, {maxPages, unanchored}));
					expect(await walk(fetchBody, 'n=0&page_token=PA0', maxPages)).toEqual(expected);
					expect(serial.traffic.mostAtOnce).toBe(1);
				},
			),
			{numRuns: 150},
		);
	});

	it('has up to as many requests at once as it may, and no more', async () => {
		const {fetchBody, traffic} = serve(plan(even(60), {delays: [3]}));
		const {pages} = await walk(speculate(fetchBody, speculation(6)), start, 1000);
		expect(pages).toHaveLength(60);
		expect(traffic.mostAtOnce).toBe(6);
	});

	it('costs nothing extra where links do not count', async () => {
		const tokens: Listing = new Map(
			Array.from({length: 20}, (_, page) => [
				`page_token=PA${page}x`,
				{data: [page], next: page < 19 ? `page_token=PA${page + 1}x` : undefined},
			]),
		);
		const {fetchBody, traffic} = serve(plan(tokens));
		await walk(speculate(fetchBody, speculation(8)), 'page_token=PA0x', 1000);
		expect(traffic.requests).toBe(20);
	});

	it.each([1, 2, 3, 7])('requests nothing beyond %i pages', async maxPages => {
		const {fetchBody, traffic} = serve(plan(even(100)));
		await walk(speculate(fetchBody, speculation(10, {maxPages})), start, maxPages);
		expect(traffic.requests).toBe(maxPages);
	});

	it.each([
		[Array(100).fill(12), 60, 5, 5],
		[Array(100).fill(12), 61, 6, 6],
		[Array(100).fill(7), 60, 9, 9],
		[Array(100).fill(1), 60, 60, 60],
		[[1, 1, 1, 29, 29, ...Array(95).fill(29)], 60, 5, 5],
		[[0, 0, 0, ...Array(97).fill(20)], 60, 6, 6],
		[[...Array(20).fill(1), ...Array(80).fill(40)], 60, 21, 31],
		[[12, 12, 11, 1, 12, 12, ...Array(94).fill(12)], 60, 6, 6],
	])('requests little beyond the items that are wanted, of pages with %j: %i take %i pages', async (...row) => {
		const [lengths, maxItems, needed, most] = row;
		const {fetchBody, traffic} = serve(plan(counting(lengths), {delays: [4]}));
		await walk(speculate(fetchBody, speculation(50, {maxItems})), start, needed);
		expect(traffic.requests).toBeGreaterThanOrEqual(needed);
		expect(traffic.requests).toBeLessThanOrEqual(most);
	});

	it('wastes less and less on a listing that misleads it again and again', async () => {
		const zigzag = new Map<string, {data: readonly number[]; next: string | undefined}>();
		let count = 0;
		for (let page = 0; page < 200; page++) {
			const here = count;
			count += page % 3 === 2 ? 2 : 1;
			zigzag.set(`n=${here}`, {data: [page], next: page < 199 ? `n=${count}` : undefined});
		}
		const {fetchBody, traffic} = serve(plan(zigzag));
		const {pages} = await walk(speculate(fetchBody, speculation(8, {unanchored: true})), 'n=0', 1000);
		expect(pages).toHaveLength(200);
		expect(traffic.requests).toBeLessThan(240);
	});

	it('drops the younger guesses when one fails, keeps the older, and goes on guessing after a while', async () => {
		const events: ClientEvent[] = [];
		const guessFaults = [undefined, 429, ...Array<undefined>(1000)];
		const {fetchBody} = serve(plan(even(14), {guessFaults, delays: [1, 6, 6, 1, 6]}));
		const onEvent = (event: ClientEvent) => events.push(event);
		const {pages} = await walk(speculate(fetchBody, speculation(4, {onEvent})), start, 1000);
		expect(pages).toHaveLength(14);
		expect(told(events).slice(0, 4)).toEqual([
			'page=3 failed',
			'page=4 dropped',
			'page=2 idle: server-busy',
			'page=2 used',
		]);
		expect(told(events).slice(4)).toContain('page=4 used');
	});

	it('goes on guessing without a pause when older guesses outlast a younger one that failed', async () => {
		const guessFaults = [undefined, undefined, 500, ...Array<undefined>(1000)];
		const {told} = await walkTold(plan(even(14), {guessFaults, delays: [1, 6, 6, 6, 1]}));
		expect(told).toContain('page=4 failed');
		expect(told).toContain('page=4 used');
		expect(told.some(line => line.includes('idle'))).toBe(false);
	});

	it('takes several guesses that fail at once for one reason to be careful', async () => {
		const guessFaults = [500, 500, 500, ...Array<undefined>(1000)];
		const {told} = await walkTold(plan(even(14), {guessFaults, delays: [1, 9, 6, 4, 2]}));
		expect(told.slice(0, 4)).toEqual([
			'page=4 failed',
			'page=3 failed',
			'page=2 failed',
			'page=2 idle: requested-again',
		]);
		expect(told).toContain('page=4 used');
	});

	it('drops its guesses as soon as a page turns out to be the last', async () => {
		const {fetchBody, traffic} = serve(plan(even(5), {delays: [1, 1, 1, 1, 1, 50, 50, 50]}));
		const events: ClientEvent[] = [];
		const onEvent = (event: ClientEvent) => events.push(event);
		await walk(speculate(fetchBody, speculation(4, {onEvent})), start, 1000);
		await turns(60);
		expect(traffic.aborted).toBe(3);
		expect(told(events).filter(line => line.endsWith('dropped'))).toHaveLength(3);
		expect(traffic.atOnce).toBe(0);
	});
});

describe('what is guessed by', () => {
	it.each([
		['page_token', (page: number) => `page_number=${page}&page_size=2&page_token=PA1-2`],
		['PageToken', (page: number) => `PageSize=2&Page=${page}&PageToken=PA1`],
		['cursor', (page: number) => `n=${page}&cursor=PA1`],
	])('is the token of the page style, here %s, where it stays the same', async (token, write) => {
		const {mostAtOnce, told} = await walkTold(plan(counting(Array(20).fill(2), write), {delays: [3]}), {token});
		expect(mostAtOnce).toBe(4);
		expect(told.some(line => line.includes('idle'))).toBe(false);
	});

	it.each([
		['there is none', unanchored, 'no-page-token'],
		['it is empty', (page: number) => `page=${page}&page_token=`, 'no-page-token'],
		['another one stays the same', (page: number) => `page=${page}&token=PA1`, 'no-page-token'],
		['it is what counts', (page: number) => `page_token=${page}`, 'no-page-token'],
		['it is new on each page', (page: number) => `page=${page}&page_token=PA${page}`, 'no-counting-link'],
		['nothing counts', (page: number) => `page_token=PA${page}`, 'no-counting-link'],
	])('is nothing where %s, which is told once', async (_what, write, reason) => {
		const {requests, mostAtOnce, events} = await walkTold(plan(counting(Array(9).fill(2), write)));
		expect({requests, mostAtOnce}).toEqual({requests: 9, mostAtOnce: 1});
		expect(events).toEqual([expect.objectContaining({type: 'idle', reason})]);
	});

	it('is the count alone where the caller accepts it', async () => {
		const {mostAtOnce, told} = await walkTold(plan(counting(Array(20).fill(2), unanchored)), {unanchored: true});
		expect(mostAtOnce).toBe(4);
		expect(told.some(line => line.includes('idle'))).toBe(false);
	});

	it('is not told to be nothing where nothing would be guessed anyway', async () => {
		for (const limits of [{maxPages: 2}, {maxItems: 4}]) {
			const {told} = await walkTold(plan(counting([2, 2], unanchored)), limits);
			expect(told).toEqual([]);
		}
	});
});

describe('a guess', () => {
	it('is dropped when the page before it was sent again after it, since that one is newer', async () => {
		const redirected = new Map([[`page=5&page_token=PA1`, 3]]);
		const {told} = await walkTold(plan(even(14), {redirected, delays: [3]}));
		expect(told).toEqual(expect.arrayContaining(['page=6 dropped', 'page=7 dropped', 'page=8 dropped']));
		expect(told).toContain('page=6 idle: requested-again');
		expect(told).toContain('page=12 used');
	});

	it('is used where every page is redirected', async () => {
		const redirected = new Map(Array.from({length: 20}, (_, page) => [`page=${page}&page_token=PA1`, 2]));
		const {told} = await walkTold(plan(even(14), {redirected, delays: [3]}));
		expect(told.slice(0, 12)).toEqual(Array.from({length: 12}, (_, page) => `page=${page + 2} used`));
	});

	it('that the links contradict is dropped with those after it, which is told', async () => {
		const lengths = Array<number>(14).fill(2);
		const write = (page: number) => `page=${page < 6 ? page : page + 1}&page_token=PA1`;
		const {told} = await walkTold(plan(counting(lengths, write)));
		expect(told).toEqual(expect.arrayContaining(['page=6 dropped', 'page=7 dropped', 'page=7 idle: links-changed']));
	});
});
