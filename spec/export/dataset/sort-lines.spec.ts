import {mkdtempSync, readdirSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it, jest} from '@jest/globals';
import fc from 'fast-check';
import {sortLines} from '../../../lib/export/dataset/sort-lines.ts';
import {files} from '../../../lib/export/files/files.ts';
import {toArray} from '../../support/simulated.ts';

let base: string;
beforeEach(() => {
	base = mkdtempSync(join(tmpdir(), 'sort-lines-'));
});
afterEach(() => {
	rmSync(base, {recursive: true});
});

describe('lines that are sorted', () => {
	it('keep the order of those with the same key, whatever fits into memory', async () => {
		const key = fc.constantFrom('a', 'b', 'b=1', 'é', '🦆', '__');
		const lines = fc.array(fc.record({key, rest: fc.string().map(text => JSON.stringify(text))}), {maxLength: 60});
		await fc.assert(
			fc.asyncProperty(lines, fc.integer({min: 1, max: 200}), async (given, piece) => {
				const folder = mkdtempSync(join(base, 'run-'));
				const path = join(folder, 'lines');
				writeFileSync(path, given.map(({key: one, rest}) => `${one}\t${rest}\n`).join(''));
				const found = await toArray(sortLines(path, folder, piece));
				const order = [...new Set(given.map(line => line.key))].sort();
				expect(found).toEqual(order.flatMap(one => given.filter(line => line.key === one)));
			}),
			{numRuns: 40},
		);
	});

	it('are put aside in pieces that fit into memory, of which there are never many, and written twice until there are a thousand', async () => {
		const path = join(base, 'lines');
		const lines = Array.from({length: 135_000}, (_, number) => `${number % 7}\t${'x'.repeat(90)}${number}\n`);
		writeFileSync(path, lines.join(''));
		let bytes = 0;
		const {remove} = files;
		const removing = jest.spyOn(files, 'remove').mockImplementation(piece => {
			bytes += statSync(piece).size;
			return remove(piece);
		});
		const places: number[] = [];
		// A chunk of the file is more than a piece, so each chunk is one.
		for await (const {rest} of sortLines(path, base, 1)) places.push(Number(rest.slice(90)));
		removing.mockRestore();
		expect(places).toEqual(
			Array.from({length: 7}, (_, key) => key).flatMap(key => places.filter(place => place % 7 === key)),
		);
		expect(places.filter((place, at) => at > 0 && place < (places[at - 1] ?? 0))).toHaveLength(6);
		expect(new Set(places).size).toBe(135_000);
		const left = readdirSync(base).filter(name => name.startsWith('sorted-'));
		expect(left.length).toBeLessThan(64);
		bytes += left.reduce((sum, name) => sum + statSync(join(base, name)).size, 0);
		const {size} = statSync(path);
		expect(bytes).toBeGreaterThan(1.9 * size);
		expect(bytes).toBeLessThanOrEqual(2 * size);
	});
});
