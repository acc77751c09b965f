import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInflateRaw, gunzipSync} from 'node:zlib';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import type {Flushed} from '../../lib/export/formats/format.ts';
import {ndjsonText} from '../../lib/export/formats/ndjson.ts';
import {openTextSink} from '../../lib/export/formats/text-sink.ts';

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'gzip-'));
});
afterAll(() => {
	rmSync(folder, {recursive: true});
});

type Items = readonly object[];

/** Texts that do not compress to nothing, of pieces and of more than one. */
const noise = (size: number, seed: number): string =>
	Array.from({length: size / 8}, (_, place) =>
		(((place + 1) * (seed + 7919)) ** 3 % 0xffff_ffff).toString(36).padStart(8),
	).join('');
const items: Items = [
	{id: 'a', name: 'é\u{1f600}'},
	{id: 'b'},
	{id: 'c', text: noise(100_000, 1)},
	{id: 'd'},
	{id: 'e', text: noise(400_000, 2)},
	{id: 'f', text: noise(700_000, 3)},
	{id: 'g'},
];
const text = items.map(item => `${JSON.stringify(item)}\n`).join('');

const openSink = (name: string, {bytes, mark}: Flushed, rows: number) =>
	openTextSink(ndjsonText(), {partial: join(folder, name), bytes, mark, rows, gzip: true});

/** Writes items in groups that end before those of these places, with a new sink after each, as after a crash. */
const write = async (name: string, written: Items, ends: readonly number[], isResumed = false): Promise<Buffer> => {
	let flushed: Flushed = {bytes: 0, mark: ''};
	let sink = await openSink(name, flushed, 0);
	let begin = 0;
	for (const end of [...ends, written.length]) {
		if (isResumed && begin > 0) {
			// Rows that no checkpoint knows, and an end that was cut short.
			await sink.write([{id: 'lost', text: noise(300_000, 4)}]);
			await sink.finish();
			await sink.close();
			sink = await openSink(name, flushed, begin);
		}
		await sink.write(written.slice(begin, end));
		flushed = await sink.flush();
		begin = end;
	}
	await sink.finish();
	await sink.close();
	return readFileSync(join(folder, name));
};

/** How many bytes the one raw deflate stream takes that begins after the header. */
const deflateLength = async (file: Buffer): Promise<number> => {
	const inflate = createInflateRaw();
	inflate.end(file.subarray(10));
	for await (const _ of inflate);
	return inflate.bytesWritten;
};

const throughStream = async (file: Buffer): Promise<string> => {
	const stream = new Blob([file]).stream().pipeThrough(new DecompressionStream('gzip'));
	return new Response(stream).text();
};

describe('a compressed text', () => {
	it('is one member, whole for every reader', async () => {
		const file = await write('whole', items, []);
		expect(await deflateLength(file)).toBe(file.length - 18);
		expect(gunzipSync(file).toString()).toBe(text);
		expect(await throughStream(file)).toBe(text);
	});

	it('is the same however its rows were committed and gone on with', async () => {
		const file = await write('whole', items, []);
		for (const ends of [[1], [3], [4, 5], [1, 2, 3, 4, 5, 6], [0, 6, 6]]) {
			expect((await write('groups', items, ends)).equals(file)).toBe(true);
			expect((await write('resumed', items, ends, true)).equals(file)).toBe(true);
		}
	});

	it('of nothing is a file of no bytes, and a page of no rows adds none', async () => {
		for (const ends of [[], [0], [0, 0]]) {
			const file = await write('empty', [], ends);
			expect(gunzipSync(file)).toHaveLength(0);
			expect(await throughStream(file)).toBe('');
			expect(await deflateLength(file)).toBe(file.length - 18);
		}
	});
});
