import {channel, subscribe, unsubscribe} from 'node:diagnostics_channel';
import {afterEach, describe, expect, it} from '@jest/globals';
import {type ClientEvent, type DiagnosticsMessage, paginateRooms} from '../../lib/index.ts';
import {rejection, useSimulators} from '../support/simulated.ts';

const simulate = useSimulators();
const messages: DiagnosticsMessage[] = [];
const listen = (message: unknown) => messages.push(message as DiagnosticsMessage);

afterEach(() => {
	unsubscribe('signalwire-paginate', listen);
	messages.length = 0;
});

const read = async (walk: AsyncIterable<unknown>): Promise<number> => {
	let items = 0;
	for await (const _ of walk) items++;
	return items;
};

describe('a listener of a client', () => {
	it('that rejects fails the walk at the next event, and does not end the process', async () => {
		const unhandled: unknown[] = [];
		const note = (reason: unknown) => unhandled.push(reason);
		process.on('unhandledRejection', note);
		try {
			const failure = new Error('the log is full');
			let told = 0;
			const onEvent = async () => {
				if (++told === 2) throw failure;
			};
			const {client} = await simulate({rooms: 40}, {onEvent});
			expect(await rejection(read(paginateRooms(client, {page_size: 10})))).toBe(failure);
			expect(await read(paginateRooms(client, {page_size: 10}))).toBe(40);
			expect(unhandled).toEqual([]);
		} finally {
			process.off('unhandledRejection', note);
		}
	});
});

describe('the diagnostics channel', () => {
	it('carries what onEvent is told, in order, with the address of the client', async () => {
		subscribe('signalwire-paginate', listen);
		const events: ClientEvent[] = [];
		const faults = ['503@2', 'wrong-types@3'];
		const {client, simulator} = await simulate({rooms: 40, faults}, {onEvent: event => events.push(event)});
		await read(paginateRooms(client, {page_size: 10}, {onInvalidItem: 'skip', concurrency: 3}));
		expect(messages.map(({event}) => event)).toEqual(events);
		expect(new Set(messages.map(({baseUrl}) => baseUrl))).toEqual(new Set([simulator.url]));
		const types = new Set(events.map(({type}) => type));
		for (const type of ['request', 'response', 'retry', 'page', 'invalid-item']) expect(types).toContain(type);
		expect(JSON.stringify(messages)).not.toContain(simulator.apiToken);
	});

	it('serves a client that has no listener of its own, and says nothing when nobody listens', async () => {
		const {client} = await simulate({rooms: 3});
		await read(paginateRooms(client));
		expect(messages).toEqual([]);
		expect(channel('signalwire-paginate').hasSubscribers).toBe(false);
		subscribe('signalwire-paginate', listen);
		await read(paginateRooms(client));
		expect(messages.map(({event: {type}}) => type)).toEqual(['request', 'response', 'page']);
	});

	it('tells of guesses', async () => {
		subscribe('signalwire-paginate', listen);
		const {client} = await simulate({rooms: 60, latency: 5});
		await read(paginateRooms(client, {page_size: 10}, {concurrency: 4}));
		const outcomes = messages.flatMap(({event}) => (event.type === 'speculation' ? [event.outcome] : []));
		expect(outcomes).toContain('used');
	});
});

describe('a listener that throws', () => {
	it.each(['speculation', 'failure', 'response'])(
		'at a %s event fails its walk, and leaves nothing unhandled',
		async type => {
			const unhandled: unknown[] = [];
			const note = (reason: unknown) => unhandled.push(reason);
			process.on('unhandledRejection', note);
			const mine = new Error('mine');
			const onEvent = (event: ClientEvent) => {
				if (event.type === type) throw mine;
			};
			const isLater = (query: string) => /page_number=[4-8]\b/.test(query);
			const faults = [
				({query}: {query: string}) => (isLater(query) ? ({kind: 'status', status: 429} as const) : undefined),
			];
			const {client} = await simulate({rooms: 100, faults}, {onEvent, retry: {retries: 1}});
			await expect(read(paginateRooms(client, {page_size: 10}, {concurrency: 4}))).rejects.toBe(mine);
			for (let turn = 0; turn < 50; turn++) await new Promise(resolve => setImmediate(resolve));
			process.off('unhandledRejection', note);
			expect(unhandled).toEqual([]);
		},
	);
});
