import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {BodyTooLarge, decodeText, readBody} from '../../lib/transport/read-body.ts';
import {rejection} from '../support/simulated.ts';

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

describe('reading a body', () => {
	it('puts the chunks together again, however they were cut', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(fc.uint8Array({maxLength: 20}), {maxLength: 8}), async chunks => {
				const bytes = await readBody(chunked(chunks).response, 1000);
				expect([...bytes]).toEqual(chunks.flatMap(chunk => [...chunk]));
			}),
		);
	});

	it('gives no bytes for an answer without a body', async () => {
		expect(await readBody(new Response(null, {status: 204}), 1)).toHaveLength(0);
	});

	it('accepts as many bytes as the limit says', async () => {
		const {response} = chunked([new Uint8Array(6), new Uint8Array(4)]);
		expect(await readBody(response, 10)).toHaveLength(10);
	});

	it('stops at the chunk that exceeds the limit, and leaves the rest unread', async () => {
		const {response, seen} = chunked(Array.from({length: 100}, () => new Uint8Array(10)));
		expect(await rejection(readBody(response, 29))).toBeInstanceOf(BodyTooLarge);
		expect(seen).toEqual({pulled: 3, cancelled: true});
	});

	it('says that the body is too large also when it cannot be cancelled', async () => {
		const stream = new ReadableStream<Uint8Array>({
			start: controller => controller.enqueue(new Uint8Array(10)),
			cancel: () => Promise.reject(new Error('never')),
		});
		expect(await rejection(readBody(new Response(stream), 9))).toBeInstanceOf(BodyTooLarge);
	});
});

describe('decoding a text', () => {
	const strict = new TextDecoder('utf-8', {fatal: true});
	const reference = (bytes: Uint8Array): string | undefined => {
		try {
			return strict.decode(bytes);
		} catch {
			return undefined;
		}
	};

	it('gives what a strict decoder gives, for any bytes', () => {
		fc.assert(
			fc.property(fc.uint8Array(), bytes => {
				expect(decodeText(bytes)).toBe(reference(bytes));
			}),
			{numRuns: 500},
		);
	});

	it('gives back any text, with or without a byte order mark in front', () => {
		fc.assert(
			fc.property(fc.string({unit: 'binary'}), text => {
				const bytes = Buffer.from(text, 'utf8');
				const marked = Buffer.concat([Buffer.of(0xef, 0xbb, 0xbf), bytes]);
				expect(decodeText(marked)).toBe(text);
				expect(decodeText(bytes)).toBe(reference(bytes));
			}),
		);
	});

	it.each([
		['Latin-1', Buffer.from([0x7b, 0xe9, 0x7d])],
		['a character cut in two', Buffer.from('é').subarray(0, 1)],
		['an encoded surrogate', Buffer.from([0xed, 0xa0, 0x80])],
		['an overlong slash', Buffer.from([0xc0, 0xaf])],
		['UTF-16 with its mark', Buffer.from('\ufeff{}', 'utf16le')],
	])('refuses %s', (_what, bytes) => {
		expect(decodeText(bytes)).toBeUndefined();
	});

	it('looks at its own bytes only, in a part of a larger buffer', () => {
		const whole = Buffer.from([0xff, 0x7b, 0x7d, 0xff]);
		expect(decodeText(whole.subarray(1, 3))).toBe('{}');
	});
});
