import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import {reasonsOf} from '../../lib/core/decode-reasons.ts';
import {fastGuard} from '../../lib/core/fast-guard.ts';
import {decodePageBody, linksCodec} from '../../lib/core/page.ts';
import {linked} from '../../lib/core/page-linked.ts';
import {describeRequest} from '../../lib/core/request-descriptor.ts';
import {type Client, type PaginationError, paginateRoomPages} from '../../lib/index.ts';
import {roomCodec} from '../../lib/lists/video/rooms.ts';
import {PaginationError as ErrorClass} from '../../lib/pagination/pagination-error.ts';
import {parseAnswer} from '../../lib/transport/answer-error.ts';
import {adversarialLink, anyCodeUnit} from '../support/arbitraries.ts';
import {fuzzing, fuzzingSlowly, soundMessage} from '../support/fuzz.ts';
import {clientOf, roomsPage, sendText, startServer, type TestServer} from '../support/server.ts';

type Json = null | boolean | number | string | Json[] | {[key: string]: Json};

const text = fc.oneof(
	fc.string({unit: anyCodeUnit}),
	fc.constantFrom('', '\u001b[2J', '\u202e', 'x'.repeat(100_000), '__proto__'),
);
const replacement: fc.Arbitrary<Json | undefined> = fc.oneof(
	fc.constantFrom<Array<Json | undefined>>(undefined, null, true, false, 0, -1, 1e300, '', [], {}, [[]], {a: null}),
	text,
	adversarialLink,
	fc.jsonValue({maxDepth: 2}) as fc.Arbitrary<Json>,
);

/** Replaces, removes or adds something, at a place that `turns` leads to. */
const mutate = (root: Json, turns: readonly number[], name: string, value: Json | undefined): Json => {
	const copy = structuredClone(root);
	let at: Json = copy;
	for (const [depth, turn] of turns.entries()) {
		if (typeof at !== 'object' || at === null) break;
		const keys: string[] = [...Object.keys(at), name];
		const key = keys[turn % keys.length] as string;
		const container = at as {[key: string]: Json};
		const inside: Json | undefined = Object.hasOwn(container, key) ? container[key] : undefined;
		if (depth < turns.length - 1 && typeof inside === 'object' && inside !== null) {
			at = inside;
			continue;
		}
		if (value === undefined) delete container[key];
		else Object.defineProperty(container, key, {value, writable: true, enumerable: true, configurable: true});
		break;
	}
	return copy;
};

const validPage = roomsPage(0, 3, '/api/video/rooms?page=2') as Json;
const change = fc.tuple(fc.array(fc.nat(40), {minLength: 1, maxLength: 4}), text, replacement);
/** A page of three rooms with a few changes anywhere; now and then anything else. */
const page: fc.Arbitrary<Json> = fc.oneof(
	{
		weight: 8,
		arbitrary: fc
			.array(change, {minLength: 1, maxLength: 3})
			.map(changes =>
				changes.reduce<Json>((rest, [turns, name, value]) => mutate(rest, turns, name, value), validPage),
			),
	},
	{weight: 1, arbitrary: fc.jsonValue() as fc.Arbitrary<Json>},
	{
		weight: 1,
		arbitrary: fc.constantFrom<Json[]>(
			null,
			[],
			{},
			'',
			0,
			{data: [], links: []},
			{data: {}, links: {}},
			{data: [null], links: {}},
		),
	},
);

const request = describeRequest('/api/video/rooms', [['page_size', '3']]);
const pageBodyCodec = t.type({links: linksCodec, data: t.UnknownArray});
const guardPage = fastGuard(pageBodyCodec);
const guardRoom = fastGuard(roomCodec);

const expectSound = (message: string, longest = 2000) => {
	expect(message).toMatch(soundMessage);
	expect(message.length).toBeLessThan(longest);
};

describe('the body of a page, whatever it is,', () => {
	it('has one verdict of guard and codec, and reasons that are short and printable', () => {
		fc.assert(
			fc.property(page, body => {
				const decoded = decodePageBody(request, body, linked());
				expect(guardPage(body)).toBe(E.isRight(decoded));
				if (E.isLeft(decoded)) return expectSound(decoded.left.message);
				// As they were sent, and not copies.
				expect(decoded.right.data).toBe((body as {data: unknown}).data);
				for (const entry of decoded.right.data) {
					const verdict = roomCodec.decode(entry);
					expect(guardRoom(entry)).toBe(E.isRight(verdict));
					if (E.isLeft(verdict)) expectSound(`The room: ${reasonsOf(verdict.left).join('; ')}`, 4000);
				}
			}),
			fuzzing(),
		);
	});
});

describe('over a socket', () => {
	let server: TestServer;
	let client: Client;
	let answer: {readonly status: number; readonly body: string | Uint8Array};
	beforeAll(async () => {
		server = await startServer(response => sendText(response, answer.status, answer.body));
		client = clientOf(server, {throttle: {limit: 1_000_000}, retry: {retries: 0}});
	});
	afterAll(() => server.close());

	/** One page, without its invalid rooms; or the error. */
	const fetchPage = async () => {
		const pages = paginateRoomPages(client, {}, {maxPages: 1, readAhead: 0, onInvalidItem: 'skip'});
		const before = server.requests.length;
		const outcome = await pages.next().catch((error: unknown) => error as PaginationError);
		expect(server.requests.length).toBe(before + 1);
		return outcome;
	};

	it('a page gives exactly the rooms that are as documented, or fails in a sound message', async () => {
		await fc.assert(
			fc.asyncProperty(page, async body => {
				answer = {status: 200, body: JSON.stringify(body)};
				const outcome = await fetchPage();
				const sent: unknown = JSON.parse(answer.body as string);
				if (outcome instanceof Error) {
					expect(outcome).toMatchObject({name: 'PaginationError', kind: 'invalid-page'});
					expect(pageBodyCodec.is(sent)).toBe(false);
					return expectSound(outcome.message);
				}
				const {data} = sent as {data: unknown[]};
				expect(outcome.value).toMatchObject({items: data.filter(roomCodec.is)});
			}),
			fuzzingSlowly(),
		);
	});

	it('a page with spoiled bytes never gives a room that was not sent', async () => {
		const valid = Buffer.from(JSON.stringify(validPage));
		const spoil = fc.array(fc.tuple(fc.nat(valid.length - 1), fc.integer({min: 1, max: 255})), {
			minLength: 1,
			maxLength: 3,
		});
		await fc.assert(
			fc.asyncProperty(spoil, fc.option(fc.nat(valid.length)), async (flips, cut) => {
				const body = Buffer.from(valid);
				for (const [at, bits] of flips) body[at] = (body[at] ?? 0) ^ bits;
				answer = {status: 200, body: cut === null ? body : body.subarray(0, cut)};
				const outcome = await fetchPage();
				if (!(outcome instanceof Error)) {
					const {data} = JSON.parse(new TextDecoder().decode(answer.body as Uint8Array));
					expect(outcome.value).toMatchObject({items: data.filter(roomCodec.is)});
					return;
				}
				expect(['invalid-body', 'invalid-page']).toContain(outcome.kind);
				expectSound(outcome.message);
			}),
			fuzzingSlowly(),
		);
	});
});

describe('the body of an error, whatever it is,', () => {
	const entry = fc.record(
		{
			message: fc.oneof(text, fc.jsonValue()),
			detail: text,
			title: text,
			attribute: fc.oneof(text, fc.jsonValue()),
			code: text,
		},
		{requiredKeys: []},
	);
	const body = fc.oneof(
		text,
		fc
			.oneof(
				fc.jsonValue(),
				fc.record({error: text}),
				fc.record({errors: fc.array(entry, {maxLength: 30})}),
				fc.record({errors: fc.array(fc.oneof(entry, fc.jsonValue()))}),
			)
			.map(value => JSON.stringify(value)),
		fc.constantFrom(undefined, '['.repeat(100_000), JSON.stringify({errors: Array(100_000).fill({})})),
	);

	it('makes an error of its status, in a sound message and of bounded length', () => {
		const retryAfter = fc.option(fc.nat(), {nil: undefined});
		fc.assert(
			fc.property(
				fc.integer({min: 200, max: 599}),
				body,
				fc.option(text),
				retryAfter,
				(status, said, contentType, wait) => {
					const parsed = parseAnswer(request, {status, text: said, contentType, retryAfter: wait}, 2 ** 26);
					if (!('error' in parsed)) return expect(status).toBeLessThan(300);
					if (parsed.error.kind === 'aborted') throw new Error('nobody aborted');
					const error = new ErrorClass(parsed.error);
					expect(error.status).toBe(status);
					// Twenty details of two fields of 500 characters, of which each may be an escape of six.
					expect(error.message.length).toBeLessThan(20 * 2 * 510 * 6);
					expect(error.message).toMatch(/^[^\p{Cc}\p{Bidi_Control}]+$/u);
					for (const {message} of error.details ?? []) expect(message.length).toBeLessThanOrEqual(501);
				},
			),
			fuzzing(),
		);
	});
});
