import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import type {ApiError} from '../../lib/core/api-error.ts';
import type {PageBody} from '../../lib/core/page.ts';
import type {RequestDescriptor} from '../../lib/core/request-descriptor.ts';
import type {ClientEvent, SpeculationEvent} from '../../lib/pagination/client-event.ts';
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

const nextOf = (_request: RequestDescriptor, {links}: PageBody): RequestDescriptor | undefined =>
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
}: Plan): {readonly fetchBody: FetchBody; readonly traffic: Traffic} => {
	const traffic: Traffic = {requests: 0, atOnce: 0, mostAtOnce: 0, aborted: 0};
	let guesses = 0;
	const fetchBody: FetchBody =
		({query}, signal, {once = false} = {}) =>
		async (): Promise<E.Either<ApiError, FetchedBody>> => {
			const fault = once ? guessFaults[guesses++ % Math.max(1, guessFaults.length)] : undefined;
			traffic.atOnce++;
			traffic.mostAtOnce = Math.max(traffic.mostAtOnce, traffic.atOnce);
			await turns(delays[traffic.requests++ % delays.length] ?? 0);
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
	maxPages: Number.POSITIVE_INFINITY,
	maxItems: Number.POSITIVE_INFINITY,
	nextOf,
	onEvent: () => {},
	...changes,
});

const even = (pages: number, size = 2): Listing =>
	new Map(
		Array.from({length: pages}, (_, page) => [
			`page=${page}`,
			{
				data: Array.from({length: size}, (_, item) => page * size + item),
				next: page + 1 < pages ? `page=${page + 1}` : undefined,
			},
		]),
	);

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
			const query = `n=${count}&token=${token}`;
			count += skip;
			if (newToken) token++;
			const next = index + 1 < steps.length ? `n=${count}&token=${token}` : undefined;
			listing.set(query, {data: Array.from({length: size}, () => item++), next});
		});
		return listing;
	});

const faults = fc.array(fc.oneof({weight: 4, arbitrary: fc.constant(undefined)}, fc.constantFrom(429, 503, 500, 404)), {
	maxLength: 10,
});

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
				async (listing, guessFaults, delays, concurrency, maxPages, brokenAt) => {
					const broken = new Set([...listing.keys()].slice(brokenAt, brokenAt + 1));
					const server = {listing, guessFaults, delays, broken};
					const serial = serve(server);
					const parallel = serve(server);
					const expected = await walk(serial.fetchBody, 'n=0&token=0', maxPages);
					const fetchBody = speculate(parallel.fetchBody, speculation(concurrency, {maxPages}));
					expect(await walk(fetchBody, 'n=0&token=0', maxPages)).toEqual(expected);
					expect(serial.traffic.mostAtOnce).toBe(1);
				},
			),
			{numRuns: 150},
		);
	});

	it('has up to as many requests at once as it may, and no more', async () => {
		const {fetchBody, traffic} = serve(plan(even(60), {delays: [3]}));
		const {pages} = await walk(speculate(fetchBody, speculation(6)), 'page=0', 1000);
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

	it('requests nothing beyond maxPages, and little beyond maxItems', async () => {
		const byPages = serve(plan(even(100)));
		await walk(speculate(byPages.fetchBody, speculation(10, {maxPages: 7})), 'page=0', 7);
		expect(byPages.traffic.requests).toBe(7);
		const byItems = serve(plan(even(100)));
		await walk(speculate(byItems.fetchBody, speculation(10, {maxItems: 14})), 'page=0', 7);
		expect(byItems.traffic.requests).toBe(7);
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
		const {pages} = await walk(speculate(fetchBody, speculation(8)), 'n=0', 1000);
		expect(pages).toHaveLength(200);
		expect(traffic.requests).toBeLessThan(240);
	});

	it('stops guessing for a while after a guess was answered with 429', async () => {
		const outcomes: ClientEvent[] = [];
		const {fetchBody, traffic} = serve(plan(even(12), {guessFaults: [429, ...Array<undefined>(1000)]}));
		const onEvent = (event: ClientEvent) => outcomes.push(event);
		const {pages} = await walk(speculate(fetchBody, speculation(4, {onEvent})), 'page=0', 1000);
		expect(pages).toHaveLength(12);
		const seen = outcomes.map(event => (event as SpeculationEvent).outcome);
		expect(seen.slice(0, 4)).toEqual(['dropped', 'dropped', 'dropped', 'failed']);
		expect(traffic.mostAtOnce).toBe(4);
	});

	it('drops its guesses as soon as a page turns out to be the last', async () => {
		const {fetchBody, traffic} = serve(plan(even(5), {delays: [1, 1, 1, 1, 1, 50, 50, 50]}));
		const outcomes: string[] = [];
		const onEvent = (event: ClientEvent) => outcomes.push((event as SpeculationEvent).outcome);
		await walk(speculate(fetchBody, speculation(4, {onEvent})), 'page=0', 1000);
		await turns(60);
		expect(traffic.aborted).toBe(3);
		expect(outcomes.filter(outcome => outcome === 'dropped')).toHaveLength(3);
		expect(traffic.atOnce).toBe(0);
	});
});
