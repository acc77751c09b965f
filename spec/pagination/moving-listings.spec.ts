import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import type {ApiError} from '../../lib/core/api-error.ts';
import type {PageBody} from '../../lib/core/page.ts';
import {type RequestDescriptor, requestTarget} from '../../lib/core/request-descriptor.ts';
import {type ClientEvent, paginateRooms} from '../../lib/index.ts';
import type {FetchBody, FetchedBody} from '../../lib/pagination/fetch-body.ts';
import {speculate} from '../../lib/pagination/speculate.ts';
import {toArray, useSimulators} from '../support/simulated.ts';

const path = '/api/video/rooms';
const pageSize = 5;

/** What changes each time that a page has been read out of the listing: rooms at its head, rooms that go. */
interface Change {
	readonly create: number;
	readonly remove: readonly number[];
}

interface Plan {
	readonly rooms: number;
	readonly anchored: boolean;
	readonly changes: readonly Change[];
	/** Turns until a page is read out of the listing, and from then on until it arrives. */
	readonly delays: ReadonlyArray<readonly [before: number, after: number]>;
	/** Whether an attempt comes to nothing, one after the other. */
	readonly faults: readonly boolean[];
}

const turns = async (count: number): Promise<void> => {
	for (let turn = 0; turn < count; turn++) await new Promise(resolve => setImmediate(resolve));
};

const at = <T>(list: readonly T[], place: number): T | undefined => list[place % Math.max(1, list.length)];

/** A server whose listing moves while it is read. Rooms are numbers; those of the beginning count from 0. */
const serve = ({rooms, anchored, changes, delays, faults}: Plan) => {
	const beginning = Array.from({length: rooms}, (_, room) => room);
	let listing = beginning;
	const gone = new Set<number>();
	let [created, readings, requests, atOnce, mostAtOnce] = [0, 0, 0, 0, 0];

	const move = ({create, remove}: Change) => {
		const doomed = new Set(remove.map(place => listing[place]));
		for (const room of doomed) if (room !== undefined) gone.add(room);
		const fresh = Array.from({length: create}, () => -++created);
		listing = [...fresh.reverse(), ...listing.filter(room => !doomed.has(room))];
	};

	const read = (query: string): PageBody => {
		const page = Number(new URLSearchParams(query).get('page'));
		const source = anchored ? beginning : listing;
		const token = anchored ? '&page_token=PA1' : '';
		const data = source.slice(page * pageSize, (page + 1) * pageSize);
		const next = (page + 1) * pageSize < source.length ? `${path}?page=${page + 1}${token}` : null;
		const change = changes[readings++];
		if (change !== undefined) move(change);
		return {links: {next}, data};
	};

	const fetchBody: FetchBody =
		({query}, signal, {once = false, onSent = () => {}} = {}) =>
		async (): Promise<E.Either<ApiError, FetchedBody>> => {
			for (let retries = 0; ; retries++) {
				if (signal.aborted) return E.left({kind: 'aborted', reason: signal.reason});
				const [before, after] = at(delays, requests) ?? [0, 0];
				const isLost = at(faults, requests++) ?? false;
				onSent();
				mostAtOnce = Math.max(mostAtOnce, ++atOnce);
				await turns(before);
				const body = isLost ? undefined : read(query);
				await turns(after);
				atOnce--;
				if (body !== undefined) return E.right({body, retries});
				if (once) {
					const request: RequestDescriptor = {method: 'GET', path, query};
					return E.left({kind: 'timeout', message: 'too late', request, timeout: 1});
				}
			}
		};
	return {fetchBody, beginning, gone, traffic: () => ({requests, mostAtOnce})};
};

const nextOf = (_request: RequestDescriptor, {links}: Pick<PageBody, 'links'>): RequestDescriptor | undefined =>
	typeof links.next === 'string' ? {method: 'GET', path, query: links.next.slice(path.length + 1)} : undefined;

/** The rooms that a walk meets, in order. */
const roomsMet = async (fetchBody: FetchBody, anchored: boolean): Promise<unknown[]> => {
	const met: unknown[] = [];
	let due: RequestDescriptor | undefined = {method: 'GET', path, query: anchored ? 'page=0&page_token=PA1' : 'page=0'};
	while (due !== undefined) {
		const result: E.Either<ApiError, FetchedBody> = await fetchBody(due, new AbortController().signal)();
		if (E.isLeft(result)) throw new Error(`${requestTarget(due)} failed`);
		met.push(...result.right.body.data);
		due = nextOf(due, result.right.body);
	}
	return met;
};

const walk = async (plan: Plan, concurrency: number, unanchored = false) => {
	const server = serve(plan);
	const limits = {maxPages: Number.POSITIVE_INFINITY, maxItems: Number.POSITIVE_INFINITY, isItem: () => true};
	const fetchBody =
		concurrency === 1
			? server.fetchBody
			: speculate(server.fetchBody, {
					...limits,
					concurrency,
					unanchored,
					token: 'page_token',
					nextOf,
					onEvent: () => {},
				});
	const met = await roomsMet(fetchBody, plan.anchored);
	const lost = server.beginning.filter(room => !server.gone.has(room) && !met.includes(room));
	return {met, lost, beginning: server.beginning, ...server.traffic()};
};

const delay = fc.nat(6);
const creations = fc.record({
	create: fc.oneof({weight: 4, arbitrary: fc.constant(0)}, fc.nat(2)),
	remove: fc.constant([]),
});
const changes = fc.record({
	create: fc.oneof({weight: 3, arbitrary: fc.constant(0)}, fc.nat(3)),
	remove: fc.oneof({weight: 3, arbitrary: fc.constant([])}, fc.array(fc.nat(30), {maxLength: 3})),
});
const plans = (anchored: boolean, change: fc.Arbitrary<Change>): fc.Arbitrary<Plan> =>
	fc.record({
		rooms: fc.integer({min: 0, max: 70}),
		anchored: fc.constant(anchored),
		changes: fc.array(change, {maxLength: 12}),
		delays: fc.array(fc.tuple(delay, delay), {minLength: 1, maxLength: 8}),
		faults: fc
			.array(fc.oneof({weight: 5, arbitrary: fc.constant(false)}, fc.constant(true)), {maxLength: 9})
			.map(list => [...list, false]),
	});
const severalAtOnce = fc.constantFrom(2, 4, 8);
const numRuns = 60;

describe('a listing that moves while it is read', () => {
	it('is met as it was at the beginning, where a page token holds it, however many pages are asked for at once', async () => {
		await fc.assert(
			fc.asyncProperty(plans(true, changes), severalAtOnce, async (plan, concurrency) => {
				const {met, beginning} = await walk(plan, concurrency);
				expect(met).toEqual(beginning);
			}),
			{numRuns},
		);
	});

	it('is read page by page where no token holds it: the rooms met and lost are those of the serial walk', async () => {
		await fc.assert(
			fc.asyncProperty(plans(false, changes), severalAtOnce, async (plan, concurrency) => {
				expect(await walk(plan, concurrency)).toEqual(await walk(plan, 1));
			}),
			{numRuns},
		);
	});

	it('loses no room where it only grows', async () => {
		await fc.assert(
			fc.asyncProperty(plans(false, creations), fc.constantFrom(1, 4, 8), async (plan, concurrency) => {
				expect((await walk(plan, concurrency)).lost).toEqual([]);
			}),
			{numRuns},
		);
	});

	it('loses none either where unanchored pages are read in the order in which they were sent, whatever fails', async () => {
		const inOrder = plans(false, creations).map(plan => ({
			...plan,
			delays: plan.delays.map(([, after]) => [0, after] as const),
		}));
		await fc.assert(
			fc.asyncProperty(inOrder, severalAtOnce, async (plan, concurrency) => {
				expect((await walk(plan, concurrency, true)).lost).toEqual([]);
			}),
			{numRuns: 3 * numRuns},
		);
	});

	it('may lose one that a serial walk meets, where unanchored pages are read in another order: this is what is accepted', async () => {
		const one = {create: 1, remove: []};
		const nothing = {create: 0, remove: []};
		// The fourth page is asked for early, and is read before the third; in between, a room comes.
		const plan: Plan = {
			rooms: 40,
			anchored: false,
			changes: [nothing, nothing, one],
			delays: [[0, 1], [0, 1], [5, 0], ...Array.from({length: 60}, () => [0, 1] as const)],
			faults: [],
		};
		expect((await walk(plan, 1)).lost).toEqual([]);
		expect((await walk(plan, 4)).lost).toEqual([]);
		expect((await walk(plan, 4, true)).lost).toEqual([14]);
	});
});

const simulate = useSimulators();

describe('rooms that come and go during a walk', () => {
	it('do not cost the page that a guess failed to get, nor those after it', async () => {
		let atTheSecondTry = () => {};
		const fault = ({query, attempt}: {query: string; attempt: number}) => {
			if (!/\bpage=5\b/.test(query)) return undefined;
			if (attempt === 1) return {kind: 'reset'} as const;
			atTheSecondTry();
			return undefined;
		};
		const {simulator, client} = await simulate({rooms: 200, linkStyle: 'page', faults: [fault], latency: 2});
		const before = [...simulator.rooms()].map(({id}) => id);
		atTheSecondTry = () => {
			atTheSecondTry = () => {};
			simulator.change({create: 10});
		};
		const walk = paginateRooms(client, {page_size: 10}, {concurrency: 4, unanchored: true});
		const met = new Set((await toArray(walk)).map(({id}) => id));
		expect(before.filter(id => !met.has(id))).toEqual([]);
	});

	it.each([4, 8])('are no matter to %i anchored pages at once', async concurrency => {
		const changes = [
			{afterRequest: 3, create: 7},
			{afterRequest: 6, delete: [0, 1, 30, 77, 149]},
			{afterRequest: 9, create: 3, delete: [60]},
		];
		const events: ClientEvent[] = [];
		const onEvent = (event: ClientEvent) => events.push(event);
		const {simulator, client} = await simulate({rooms: 150, changes, latency: {min: 0, max: 3}}, {onEvent});
		const before = [...simulator.rooms()];
		expect(await toArray(paginateRooms(client, {page_size: 10}, {concurrency}))).toEqual(before);
		expect(events).toContainEqual(expect.objectContaining({type: 'speculation', outcome: 'used'}));
	});
});
