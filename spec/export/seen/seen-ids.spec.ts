import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from '@jest/globals';
import {SeenIds} from '../../../lib/export/seen/seen-ids.ts';

let folder: string;
let path: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'seen-ids-'));
	path = join(folder, 'seen');
});
afterEach(() => {
	rmSync(folder, {recursive: true});
});

describe('the ids that an export has seen', () => {
	it('are told apart by every code unit, also where they are no text', async () => {
		const ids = ['\ud800', '\ud801', '\udfff', '\ufffd', 'a\ud800', 'a\ud801', 'x\0a', 'x\0b', '', '\0'];
		const seen = await SeenIds.open(path, 0, '');
		expect(ids.map(id => seen.add(id))).toEqual(ids.map(() => true));
		expect(ids.map(id => seen.add(id))).toEqual(ids.map(() => false));
		const mark = await seen.flush();
		await seen.close();
		const again = await SeenIds.open(path, ids.length, mark);
		expect(ids.map(id => again.add(id))).toEqual(ids.map(() => false));
		await again.close();
	});

	it('may be chosen to share a place in a table: that takes no longer, else this would run out of time', async () => {
		const seen = await SeenIds.open(path, 0, '');
		let added = 0;
		for (let ordinal = 1; ordinal <= 120_000; ordinal++) {
			const word = ordinal.toString(16).padStart(8, '0');
			if (seen.add(`${word}-0000-4000-${word.slice(0, 4)}-${word.slice(4)}00000000`)) added++;
		}
		expect(added).toBe(120_000);
		await seen.close();
	});
});
