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

const pages = [[{id: 'a', name: 'é\u{1f600}'}], [{id: 'b'}, {id: 'c', text: 'x'.repeat(100_000)}], [{id: 'd'}]];
const text = pages
	.flat()
	.map(item => `${JSON.stringify(item)}\n`)
	.join('');

const openSink = (name: string, {bytes, mark}: Flushed, rows: number) =>
	openTextSink(ndjsonText, {partial: join(folder, name), bytes, mark, rows, gzip: true});

/** Writes pages, with a new sink before each of those named, as after a crash. */
const write = async (name: string, written: typeof pages, reopenedBefore: readonly number[]): Promise<Buffer> => {
	let flushed: Flushed = {bytes: 0, mark: ''};
	let rows = 0;
	let sink = await openSink(name, flushed, rows);
	for (const [index, page] of written.entries()) {
		if (reopenedBefore.includes(index)) {
			// A page that no checkpoint knows, and an end that was cut short.
			await sink.write([{id: 'lost'}]);
			await sink.finish();
			await sink.close();
			sink = await openSink(name, flushed, rows);
		}
		await sink.write(page);
		flushed = await sink.flush();
		rows += page.length;
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
	it('is one member, whole for every reader, however many pages and runs it took', async () => {
		const file = await write('whole', pages, []);
		expect(await deflateLength(file)).toBe(file.length - 18);
		expect(gunzipSync(file).toString()).toBe(text);
		expect(await throughStream(file)).toBe(text);
		for (const reopenedBefore of [[0], [1], [2], [1, 2], [0, 1, 2]]) {
			expect(await write('resumed', pages, reopenedBefore)).toEqual(file);
		}
	});

	it('of nothing is a file of no bytes, and a page of no rows adds none', async () => {
		for (const written of [[], [[]], [[], []]]) {
			const file = await write('empty', written, []);
			expect(gunzipSync(file)).toHaveLength(0);
			expect(await throughStream(file)).toBe('');
			expect(await deflateLength(file)).toBe(file.length - 18);
		}
	});
});
