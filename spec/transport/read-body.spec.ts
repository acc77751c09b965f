import {getEventListeners} from 'node:events';
import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {BodyTooLarge, readBody, readErrorBody} from '../../lib/transport/read-body.ts';
import {rejection} from '../support/simulated.ts';

const readText = (response: Response, limit: number) => readBody(response, limit, new AbortController().signal);

/** A response whose body comes in these chunks; counts those that were asked for. */
const chunked = (chunks: readonly Uint8Array[]) => {
	const seen = {pulled: 0, cancelled: false};
	const stream = new ReadableStream<Uint8Array>(
		{
			pull: controller => {
				const chunk = chunks[seen.pulled];
				if (chunk === undefined) return controller.close();
				seen.pulled++;
				controller.enqueue(chunk);
			},
			cancel: () => {
				seen.cancelled = true;
			},
		},
		{highWaterMark: 0},
	);
	return {response: new Response(stream), seen};
};

/** The same bytes, cut at these places. */
const cutAt = (bytes: Uint8Array, places: readonly number[]): Uint8Array[] => {
	const cuts = [0, ...places.map(place => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
	return cuts.slice(1).map((end, index) => bytes.subarray(cuts[index], end));
};

const strict = new TextDecoder('utf-8', {fatal: true});

/** What a strict decoder makes of the whole. */
const reference = (bytes: Uint8Array): string | undefined => {
	try {
		return strict.decode(bytes);
	} catch {
		return undefined;
	}
};

describe('reading a body', () => {
	it('accepts as many bytes as the limit says, and counts them', async () => {
		const {response} = chunked([new Uint8Array(6), new Uint8Array(4)]);
		expect(await readText(response, 10)).toMatchObject({text: '\0'.repeat(10), bytes: 10});
	});

	it('gives no text for an answer without a body', async () => {
		expect(await readText(new Response(null, {status: 204}), 1)).toMatchObject({text: '', bytes: 0});
	});

	it('stops at the chunk that exceeds the limit, and leaves the rest unread', async () => {
		const {response, seen} = chunked(Array.from({length: 100}, () => new Uint8Array(10)));
		expect(await rejection(readText(response, 29))).toBeInstanceOf(BodyTooLarge);
		expect(seen).toEqual({pulled: 3, cancelled: true});
	});

	it('does not begin to read what is announced to exceed the limit, unless it is compressed', async () => {
		const announced = (length: string, encoding?: string) => {
			const {response, seen} = chunked([new Uint8Array(10)]);
			response.headers.set('content-length', length);
			if (encoding !== undefined) response.headers.set('content-encoding', encoding);
			return {response, seen};
		};
		const larger = announced('11');
		expect(await rejection(readText(larger.response, 10))).toBeInstanceOf(BodyTooLarge);
		expect(larger.seen).toEqual({pulled: 0, cancelled: true});
		for (const [length, encoding] of [['10'], ['11', 'gzip'], ['many'], ['']] as const) {
			expect(await readText(announced(length, encoding).response, 10)).toMatchObject({bytes: 10});
		}
	});

	it('is ended by the signal, also where its stream does not know of it', async () => {
		const controller = new AbortController();
		let cancelled = false;
		const stream = new ReadableStream<Uint8Array>({
			pull: () => new Promise(() => {}),
			cancel: () => {
				cancelled = true;
			},
		});
		const reading = readBody(new Response(stream), 10, controller.signal);
		controller.abort();
		await reading;
		expect(cancelled).toBe(true);
		expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
	});

	it('keeps to the limit also when the bytes are no text', async () => {
		const {response} = chunked(Array.from({length: 100}, () => Buffer.alloc(10, 0xff)));
		expect(await rejection(readText(response, 29))).toBeInstanceOf(BodyTooLarge);
	});

	it('says that the body is too large also when it cannot be cancelled', async () => {
		const stream = new ReadableStream<Uint8Array>({
			start: controller => controller.enqueue(new Uint8Array(10)),
			cancel: () => Promise.reject(new Error('never')),
		});
		expect(await rejection(readText(new Response(stream), 9))).toBeInstanceOf(BodyTooLarge);
	});

	it('gives what a strict decoder gives for the whole, for any bytes, however they were cut', async () => {
		await fc.assert(
			fc.asyncProperty(fc.uint8Array(), fc.array(fc.nat(), {maxLength: 5}), async (bytes, places) => {
				const {text} = await readText(chunked(cutAt(bytes, places)).response, 1000);
				expect(text).toBe(reference(bytes));
			}),
			{numRuns: 300},
		);
	});

	it('gives back any text, however it was cut, with or without a byte order mark in front', async () => {
		const places = fc.array(fc.nat(), {maxLength: 5});
		await fc.assert(
			fc.asyncProperty(fc.string({unit: 'binary'}), fc.boolean(), places, async (text, marked, cuts) => {
				const bytes = Buffer.from(marked ? `\uFEFF${text}` : text, 'utf8');
				const read = await readText(chunked(cutAt(bytes, cuts)).response, 1000);
				expect(read).toMatchObject({text: reference(bytes), bytes: bytes.length});
			}),
			{numRuns: 300},
		);
	});

	it.each([
		['Latin-1', Buffer.from([0x7b, 0xe9, 0x7d])],
		['a character cut in two', Buffer.from('é').subarray(0, 1)],
		['an encoded surrogate', Buffer.from([0xed, 0xa0, 0x80])],
		['an overlong slash', Buffer.from([0xc0, 0xaf])],
		['UTF-16 with its mark', Buffer.from('\ufeff{}', 'utf16le')],
	])('takes %s for no text, however much follows', async (_what, bytes) => {
		const {response} = chunked([bytes, Buffer.from('{}')]);
		expect(await readText(response, 100)).toMatchObject({
			text: undefined,
			bytes: bytes.length + 2,
			flaw: 'bytes that are not UTF-8',
		});
	});
});

describe('a body in several chunks', () => {
	const {signal} = new AbortController();
	const long = (letter: string, bytes: number) => [Buffer.alloc(bytes, letter), Buffer.from(letter)];

	it('is not mixed up with another that is read meanwhile, however long they are', async () => {
		const sizes = [10, 2 ** 22 + 1, 1000, 2 ** 16];
		const texts = await Promise.all(
			sizes.map((size, index) => readText(chunked(long(`${index}`, size)).response, 2 ** 23)),
		);
		expect(texts.every(({text}, index) => text === `${index}`.repeat((sizes[index] as number) + 1))).toBe(true);
	});

	it('may come as views of any kind', async () => {
		const bytes = Buffer.from('{"a": 12}x');
		const views = [
			new DataView(Uint8Array.from(bytes.subarray(0, 2)).buffer),
			new Uint16Array(Uint8Array.from(bytes.subarray(2)).buffer),
		];
		const {response} = chunked(views as unknown as Uint8Array[]);
		const {body} = response;
		expect(await readText({status: 200, headers: new Headers(), body} as Response, 100)).toMatchObject({
			text: '{"a": 12}x',
			bytes: 10,
		});
	});

	it.each([
		['with its first chunk, where that is long enough', [2 ** 16, 2 ** 16], 1],
		['as soon as so much has come', [1, 2 ** 15, 1, 2 ** 14, 2 ** 16], 4],
	])('tells of its head %s', async (_what, sizes, pulled) => {
		const {response, seen} = chunked(sizes.map((size, index) => Buffer.alloc(size, `${index}`)));
		const heads: unknown[] = [];
		await readBody(response, 2 ** 20, signal, head => heads.push([head.length, seen.pulled]));
		expect(heads).toEqual([[2 ** 13, pulled]]);
	});

	it('has a head without the character that it is cut in, and none where it is no text', async () => {
		const heads: string[] = [];
		const head = (text: Buffer) => readBody(chunked([text]).response, 2 ** 20, signal, told => heads.push(told));
		await head(Buffer.from('€'.repeat(2 ** 15)));
		await head(Buffer.alloc(2 ** 16, 0xff));
		await head(Buffer.from('short'));
		expect(heads).toEqual(['€'.repeat(Math.floor(2 ** 13 / 3))]);
	});

	it('lets leave what its head made somebody ask for, before anybody is busy with the whole', async () => {
		let left = false;
		const ask = () =>
			setImmediate(() => {
				left = true;
			});
		await readBody(chunked(long('x', 2 ** 16)).response, 2 ** 20, signal, ask);
		expect(left).toBe(true);
	});
});

describe('reading the body of an error', () => {
	const {signal} = new AbortController();

	it('gives what there is of it, within both limits', async () => {
		expect(await readErrorBody(chunked([Buffer.from('{}')]).response, 2, signal)).toMatchObject({text: '{}', bytes: 2});
		const longest = chunked([Buffer.alloc(2 ** 20, ' ')]);
		expect(await readErrorBody(longest.response, 2 ** 26, signal)).toMatchObject({bytes: 2 ** 20});
	});

	it.each([
		['than allowed', [3], 2],
		['than is worth reading', [2 ** 20, 1, 1], 2 ** 26],
	])('leaves the rest of one unread that is larger %s', async (_what, sizes, limit) => {
		const {response, seen} = chunked(sizes.map(size => new Uint8Array(size)));
		expect(await readErrorBody(response, limit, signal)).toMatchObject({
			text: undefined,
			bytes: 0,
			flaw: 'more bytes than are read of an error',
		});
		expect(seen).toEqual({pulled: Math.min(sizes.length, 2), cancelled: true});
	});

	it('fails as the reading of any body does', async () => {
		const broken = new Error('reset');
		const stream = new ReadableStream<Uint8Array>({
			pull: () => {
				throw broken;
			},
		});
		expect(await rejection(readErrorBody(new Response(stream), 10, signal))).toBe(broken);
	});
});
