import {getEventListeners} from 'node:events';
import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {batch, buffer, merge as mergeOfOthers, parallelMerge} from 'streaming-iterables';
import {type Client, type ClientEvent, merge, paginateRoomPages, paginateRooms, type Walk} from '../../lib/index.ts';
import {rejection, toArray, until, useSimulators} from '../support/simulated.ts';

const simulate = useSimulators();

/** Long enough for whatever goes on by itself. */
const settle = async () => {
	for (let turn = 0; turn < 30; turn++) await new Promise(resolve => setImmediate(resolve));
};

const over = {done: true, value: undefined};

/** What the sources of a test do, all together. */
const createLog = () => ({begun: 0, open: 0, mostOpen: 0, closed: 0});
type Log = ReturnType<typeof createLog>;

interface Behaviour {
	/** Turns of the event loop before each item; 0 is at hand. */
	readonly turns?: number;
	/** Thrown behind the last item. */
	readonly failure?: unknown;
}

/** Gives a name with a number, so many times. */
async function* counting(log: Log, name: string, items: number, {turns = 0, failure}: Behaviour = {}) {
	log.begun++;
	log.mostOpen = Math.max(log.mostOpen, ++log.open);
	try {
		for (let item = 0; item < items; item++) {
			for (let turn = 0; turn < turns; turn++) await new Promise(resolve => setImmediate(resolve));
			yield `${name}${item}`;
		}
		if (failure !== undefined) throw failure;
	} finally {
		// Closing takes its time too.
		await new Promise(resolve => setImmediate(resolve));
		log.open--;
		log.closed++;
	}
}

const named = (log: Log, names: string, items: number, behaviour?: Behaviour) =>
	[...names].map(name => counting(log, name, items, behaviour));

describe('a merge', () => {
	it('gives each item once, in the order of its walk, from no more walks than it may, and closes all', async () => {
		const source = fc.record({items: fc.nat(6), turns: fc.nat(2)});
		const property = async (
			given: readonly {items: number; turns: number}[],
			concurrency: number,
			isAsync: boolean,
		) => {
			const log = createLog();
			const walks = function* () {
				for (const [place, {items, ...behaviour}] of given.entries()) {
					expect(log.open).toBeLessThan(concurrency); // One is read only when there is room for it.
					yield counting(log, `${place}:`, items, behaviour);
				}
			};
			const lazily = async function* () {
				yield* walks();
			};
			const merged = merge(isAsync ? lazily() : walks(), {concurrency});
			const all = (await toArray(merged)).map(({item}) => item);
			for (const [place, {items}] of given.entries()) {
				const own = all.filter(item => item.startsWith(`${place}:`));
				expect(own).toEqual(Array.from({length: items}, (_, item) => `${place}:${item}`));
			}
			expect(log).toMatchObject({begun: given.length, open: 0});
			expect(log.mostOpen).toBeLessThanOrEqual(concurrency);
			expect(merged.summary).toEqual({walks: given.length, items: all.length, reason: 'complete'});
		};
		await fc.assert(
			fc.asyncProperty(fc.array(source, {maxLength: 8}), fc.integer({min: 1, max: 4}), fc.boolean(), property),
			{numRuns: 50},
		);
	});

	it('gives in turns what is at hand: none two items while another waits', async () => {
		const all = (await toArray(merge(named(createLog(), 'abcd', 20)))).map(({item}) => item);
		// Once all four are begun.
		const from = all.indexOf('d0');
		const turns = Array.from({length: 12}, (_, turn) => all.slice(from + turn * 4, from + turn * 4 + 4));
		for (const turn of turns) expect(new Set(turn.map(([name]) => name)).size).toBe(4);
	});

	it('lets one that is slow hold back nothing', async () => {
		const log = createLog();
		const merged = merge([counting(log, 'slow', 1, {turns: 200}), ...named(log, 'ab', 5)]);
		expect((await toArray(merged)).at(-1)?.item).toBe('slow0');
	});

	it('begins none before the first next(), reads no further than it may, and asks only when it is asked', async () => {
		const log = createLog();
		let read = 0;
		const walks = async function* () {
			for (const walk of named(log, 'abcdefgh', 2)) {
				read++;
				yield walk;
			}
		};
		const merged = merge(walks(), {concurrency: 3});
		await settle();
		expect({read, ...log}).toMatchObject({read: 0, begun: 0});
		await merged.next();
		await settle();
		expect(read).toBeLessThanOrEqual(3);
		for (let item = 0; item < 5; item++) await merged.next();
		await settle();
		expect({read, ...log}).toMatchObject({read: 3, begun: 3});
		await merged.return(undefined as never);
		expect({read, ...log}).toMatchObject({read: 3, open: 0});
	});

	it('answers several next() at once in order, each item once', async () => {
		const merged = merge(named(createLog(), 'abc', 4, {turns: 1}));
		const results = await Promise.all(Array.from({length: 15}, () => merged.next()));
		const items = results.slice(0, 12).map(({value}) => (value as {item: string}).item);
		expect([...items].sort()).toEqual(['a0', 'a1', 'a2', 'a3', 'b0', 'b1', 'b2', 'b3', 'c0', 'c1', 'c2', 'c3']);
		expect(items.filter(item => item.startsWith('b'))).toEqual(['b0', 'b1', 'b2', 'b3']);
		expect(results.slice(12)).toEqual([{done: true, value: {walks: 3, items: 12, reason: 'complete'}}, over, over]);
	});

	it('is complete when there is nothing, or nothing in what there is', async () => {
		expect(await merge([]).next()).toEqual({done: true, value: {walks: 0, items: 0, reason: 'complete'}});
		const merged = merge(named(createLog(), 'abc', 0), {concurrency: 1});
		expect(await merged.next()).toEqual({done: true, value: {walks: 3, items: 0, reason: 'complete'}});
	});

	it('tells the walk of each item', async () => {
		const [one, other] = named(createLog(), 'ab', 2) as [AsyncGenerator<string>, AsyncGenerator<string>];
		const given = await toArray(merge([one, other]));
		expect(given.map(({walk, item}) => [walk === one, item[0]])).toEqual(
			given.map(({item}) => [item[0] === 'a', item[0]]),
		);
	});
});

describe('leaving a merge', () => {
	const merged = (log: Log, behaviour?: Behaviour) => {
		let isRead = true;
		const walks = function* () {
			try {
				yield* named(log, 'abcdef', 10, behaviour);
			} finally {
				isRead = false;
			}
		};
		return {all: merge(walks(), {concurrency: 3}), isRead: () => isRead};
	};

	it.each<[how: string, leave: (all: AsyncGenerator<unknown, unknown, void>) => Promise<unknown>]>([
		[
			'break',
			async all => {
				for await (const _ of all) break;
			},
		],
		[
			'return()',
			async all => {
				await all.next();
				await all.return(undefined);
			},
		],
		[
			'throw()',
			async all => {
				await all.next();
				expect(await rejection(all.throw('mine'))).toBe('mine');
			},
		],
		[
			'return() while an item is waited for',
			async all => {
				const [first] = [all.next(), all.return(undefined)];
				expect(await first).toMatchObject({done: true});
			},
		],
	])('by %s closes its walks and what they are read from, and waits until they are closed', async (_how, leave) => {
		const log = createLog();
		const {all, isRead} = merged(log);
		await leave(all);
		expect({open: log.open, isRead: isRead(), reason: all.summary.reason}).toEqual({
			open: 0,
			isRead: false,
			reason: 'stopped',
		});
		expect(await all.next()).toEqual(over);
	});

	it.each([new Error('no more'), 'a text', undefined])(
		'by its signal closes them too, and rejects with the reason: %s',
		async reason => {
			const log = createLog();
			const controller = new AbortController();
			const all = merge(named(log, 'abc', 10, {turns: 3}), {signal: controller.signal});
			await all.next();
			const next = rejection(all.next());
			controller.abort(reason);
			expect(await next).toBe(controller.signal.reason);
			expect({open: log.open, reason: all.summary.reason}).toEqual({open: 0, reason: 'aborted'});
			expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
			expect(await all.next()).toEqual(over);
		},
	);

	it('before it is begun begins and closes nothing', async () => {
		const log = createLog();
		const {all, isRead} = merged(log);
		await all.return(undefined as never);
		expect(await rejection(merge(named(log, 'a', 1), {signal: AbortSignal.abort('early')}).next())).toBe('early');
		expect({isRead: isRead(), ...log}).toMatchObject({isRead: true, begun: 0});
	});
});

describe('an error of one walk', () => {
	it('is thrown behind the items that had come before it, when all others are closed', async () => {
		const log = createLog();
		const failure = new Error('mine');
		const all = merge([counting(log, 'bad', 2, {failure}), ...named(log, 'ab', 10)]);
		const given: string[] = [];
		const error = await rejection(
			(async () => {
				for await (const {item} of all) given.push(item);
			})(),
		);
		expect(error).toBe(failure);
		expect(given).toEqual(expect.arrayContaining(['bad0', 'bad1']));
		expect({open: log.open, ...all.summary}).toMatchObject({open: 0, walks: 3, items: given.length, reason: 'failed'});
		expect(await all.next()).toEqual(over);
	});

	it('is none where nobody waits for it, and does not count as unhandled', async () => {
		const log = createLog();
		const all = merge([...named(log, 'a', 10), counting(log, 'bad', 0, {failure: new Error('mine')})]);
		await all.next();
		await settle();
		await all.return(undefined as never);
		await settle();
		expect(log.open).toBe(0);
	});

	it('of what the walks are read from comes when those that it gave before are at their ends', async () => {
		const log = createLog();
		const walks = async function* () {
			yield* named(log, 'ab', 10, {turns: 1});
			throw 'mine';
		};
		const all = merge(walks());
		const given: string[] = [];
		const error = await rejection(
			(async () => {
				for await (const {item} of all) given.push(item);
			})(),
		);
		expect(error).toBe('mine');
		expect(given).toHaveLength(20);
		expect({open: log.open, ...all.summary}).toMatchObject({open: 0, walks: 2, items: 20, reason: 'failed'});
	});

	it.each(['break', 'failure'])('of what the walks are read from is none where %s comes before it', async end => {
		const log = createLog();
		const walks = async function* () {
			yield counting(log, 'a', 1, {failure: 'other'});
			throw 'mine';
		};
		const all = merge(walks());
		await all.next();
		await settle();
		if (end === 'break') expect(await all.return(undefined as never)).toEqual(over);
		else expect(await rejection(all.next())).toBe('other');
		expect(log.open).toBe(0);
	});

	it('in its closing keeps nothing from the caller, who has gone', async () => {
		const untidy = async function* () {
			try {
				yield 1;
			} finally {
				await Promise.reject(new Error('untidy'));
			}
		};
		const all = merge([untidy()]);
		await all.next();
		expect(await all.return(undefined as never)).toEqual(over);
	});
});

describe('what cannot be merged', () => {
	const wrong: ReadonlyArray<readonly [walks: unknown, options: unknown, message: RegExp]> = [
		[undefined, {}, /What is merged must be an array or another iterable, got nothing/],
		['walks', {}, /got "walks"/],
		[[{}], {}, /was given an object in the place of one/],
		[[], {concurrency: 0}, /concurrency must be a whole number of walks from 1 to 1000, got 0/],
		[[], {signal: 1}, /signal must be an AbortSignal/],
		[[], {readAhead: 1}, /readAhead is not an option; the options are concurrency, signal/],
		[[], null, /The options must be an object, got null/],
	];

	it.each(wrong)('is refused at the first next(): %j with %j', async (walks, options, message) => {
		const all = merge(walks as [], options as never);
		expect(await rejection(all.next())).toMatchObject({kind: 'invalid-input', message: expect.stringMatching(message)});
		expect(all.summary.reason).toBe('failed');
	});

	it('is refused before any walk is begun where it is at hand, and in its place otherwise', async () => {
		const log = createLog();
		const walks = [...named(log, 'a', 3), 5] as AsyncGenerator<string>[];
		expect(await rejection(toArray(merge(walks)))).toMatchObject({kind: 'invalid-input'});
		expect(log.begun).toBe(0);
		expect(await rejection(toArray(merge(walks.values())))).toMatchObject({kind: 'invalid-input'});
		expect(log).toMatchObject({begun: 1, open: 0});
		let isRead = true;
		const strangers = function* () {
			try {
				yield* [5, 6] as never[];
			} finally {
				isRead = false;
			}
		};
		expect(await rejection(toArray(merge(strangers())))).toMatchObject({kind: 'invalid-input'});
		expect(isRead).toBe(false);
	});

	it.each([5, null, undefined, 'text'])('is what gives no object at next(), as in for await: %j', async result => {
		const strange = {[Symbol.asyncIterator]: () => ({next: async () => result})} as unknown as AsyncGenerator<string>;
		const log = createLog();
		const expected = {name: 'TypeError', message: expect.stringMatching(/next\(\).* an object/)};
		// One next() each: what is taken for an item would come for ever.
		expect(await rejection(merge([strange]).next())).toMatchObject(expected);
		expect(await rejection(merge(strange as never).next())).toMatchObject(expected);
		expect(await rejection(toArray(merge([...named(log, 'ab', 3), strange], {concurrency: 1})))).toMatchObject(
			expected,
		);
		expect(log).toMatchObject({closed: 2, open: 0});
	});

	it('is told with the frames of the caller', async () => {
		expect(await rejection(merge([5 as never]).next())).toMatchObject({stack: expect.stringContaining('merge.spec')});
	});
});

describe('walks that are merged', () => {
	const rest = async (client: Client, resumeFrom: string | undefined) =>
		resumeFrom === undefined ? [] : (await toArray(paginateRooms(client, {}, {resumeFrom}))).map(({id}) => id);

	it('give every room of every space, as many walks at once as they may', async () => {
		const spaces = await Promise.all(
			[25, 0, 40, 7].map((rooms, place) => simulate({rooms, seed: place + 1, latency: {min: 0, max: 2}})),
		);
		const walks = spaces.map(({client}) => paginateRooms(client, {page_size: 10}));
		const given = new Map<unknown, unknown[]>(walks.map(walk => [walk, []]));
		for await (const {walk, item} of merge(walks, {concurrency: 2})) given.get(walk)?.push(item);
		expect([...given.values()]).toEqual(spaces.map(({simulator}) => [...simulator.rooms()]));
		expect(walks.map(walk => walk.summary.reason)).toEqual(walks.map(() => 'complete'));
	});

	it('request nothing before the first next(), and no more of them than may', async () => {
		const {client, simulator} = await simulate({rooms: 100, latency: 5});
		const all = merge(
			Array.from({length: 10}, () => paginateRooms(client, {page_size: 100})),
			{concurrency: 4},
		);
		await settle();
		expect(simulator.statistics.requests).toBe(0);
		await all.next();
		await settle();
		expect(simulator.statistics.requests).toBe(4);
		await all.return(undefined as never);
	});

	// What waits in the merge for its turn was not given: a later walk must give it.
	it.each([1, 2, 3, 4, 7, 11, 12, 14, 15, 16, 29, 30, 31, 59])(
		'know where they go on when a merge is left after %i items',
		async items => {
			let fetched = 0;
			const onEvent = ({type}: ClientEvent) => {
				if (type === 'page') fetched++;
			};
			const {client, simulator} = await simulate({rooms: 20}, {onEvent});
			const walks = Array.from({length: 3}, () => paginateRooms(client, {page_size: 5}));
			const given = new Map<unknown, string[]>(walks.map(walk => [walk, []]));
			let count = 0;
			for await (const {walk, item} of merge(walks)) {
				given.get(walk)?.push(item.id);
				// While the consumer is busy with this one, one of each of the others comes.
				await until(() => fetched >= 3);
				await settle();
				for (const each of walks) expect(each.summary.items).toBe(given.get(each)?.length);
				if (++count === items) break;
			}
			const ids = Array.from(simulator.rooms(), ({id}) => id);
			for (const walk of walks) {
				const own = given.get(walk) ?? [];
				expect(walk.summary).toMatchObject({items: own.length, pages: Math.ceil(own.length / 5)});
				expect([...own, ...(await rest(client, walk.cursor))]).toEqual(ids);
				expect([...own.slice(0, -1), ...(await rest(client, walk.cursorBefore))]).toEqual(ids);
			}
		},
	);

	it('count no page that comes when the merge has been left', async () => {
		let left: Promise<unknown> | undefined;
		const onEvent = (event: ClientEvent) => {
			// The page is there, and has not come to the merge yet.
			if (event.type === 'page' && event.page === 2) left = all.return(undefined as never);
		};
		const {client} = await simulate({rooms: 20}, {onEvent});
		const walk = paginateRooms(client, {page_size: 5}, {readAhead: 0});
		const all = merge([walk]);
		expect(await toArray(all)).toHaveLength(5);
		await left;
		expect(walk.summary).toMatchObject({pages: 1, items: 5, reason: 'stopped', cursor: walk.cursor});
	});

	it('know so in pages too', async () => {
		const {client, simulator} = await simulate({rooms: 20});
		const walks: Walk<{readonly items: readonly {id: string}[]}>[] = Array.from({length: 3}, () =>
			paginateRoomPages(client, {page_size: 5}),
		);
		const given = new Map<unknown, string[]>(walks.map(walk => [walk, []]));
		let pages = 0;
		for await (const {walk, item} of merge(walks)) {
			given.get(walk)?.push(...item.items.map(({id}) => id));
			if (++pages === 4) break;
		}
		for (const walk of walks) {
			const ids = given.get(walk) ?? [];
			expect(walk.summary).toMatchObject({pages: ids.length / 5, items: ids.length, reason: 'stopped'});
			expect([...ids, ...(await rest(client, walk.cursor))]).toEqual(Array.from(simulator.rooms(), ({id}) => id));
		}
	});

	it.each(['silence', 'stall', '503', '429;retry-after=250'])(
		'are left at once while they wait for %s',
		async fault => {
			const sent = new Set<unknown>();
			let events = 0;
			const onEvent = ({type, request}: ClientEvent) => {
				events++;
				if (type === 'request') sent.add(request);
				else sent.delete(request);
			};
			const {client, simulator} = await simulate(
				{rooms: 30, faults: [fault]},
				{timeout: 600_000, retry: {minDelay: 250_000, maxDelay: 250_000}, onEvent},
			);
			const {signal} = new AbortController();
			const controller = new AbortController();
			const walks = Array.from({length: 50}, () => paginateRooms(client, {}, {signal}));
			const all = merge(walks, {concurrency: 50, signal: controller.signal});
			const next = rejection(all.next());
			await until(() => simulator.statistics.requests > 0);
			await settle();
			controller.abort('enough');
			expect(await next).toBe('enough');
			expect(walks.every(walk => walk.summary.reason === 'stopped')).toBe(true);
			expect([signal, controller.signal].flatMap(each => getEventListeners(each, 'abort'))).toEqual([]);
			expect(sent.size).toBe(0);
			const before = events;
			await settle();
			expect(events).toBe(before);
		},
	);

	it('of which one fails close the others, and the error tells where it goes on', async () => {
		const [good, bad] = [await simulate({rooms: 500}), await simulate({rooms: 30, faults: ['404@2']})];
		const walks = [paginateRooms(good.client, {page_size: 10}), paginateRooms(bad.client, {page_size: 10})];
		const error = await rejection(toArray(merge(walks)));
		expect(error).toMatchObject({kind: 'rejected', page: 2, cursor: walks[1]?.cursor});
		expect(walks.map(walk => walk.summary.reason)).toEqual(['stopped', 'failed']);
	});
});

// The guide says so: it names one package for batches, and tells what not to take from it.
describe('streaming-iterables, when its consumer leaves', () => {
	const leave = async (combine: (source: AsyncIterable<string>) => AsyncIterable<unknown>) => {
		const log = createLog();
		for await (const _ of combine(counting(log, 'a', 10))) break;
		await settle();
		return log.open === 0;
	};

	it.each<[name: string, closes: boolean, combine: Parameters<typeof leave>[0]]>([
		['batch', true, source => batch(2, source)],
		['buffer', false, source => buffer(2, source)],
		['merge', false, source => mergeOfOthers(source)],
		['parallelMerge', false, source => parallelMerge(source)],
	])('does in %s close its source: %s', async (_name, closes, combine) => {
		expect(await leave(combine)).toBe(closes);
	});
});
