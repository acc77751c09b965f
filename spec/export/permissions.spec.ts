import {chmodSync, mkdtempSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from '@jest/globals';
import {exportRooms} from '../../lib/index.ts';
import {useSimulators} from '../support/simulated.ts';

const simulate = useSimulators();
const query = {page_size: 10};
const extensions = ['ndjson', 'json.gz', 'csv', 'parquet', 'sqlite'];

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'permissions-'));
});
afterEach(() => {
	rmSync(folder, {recursive: true});
});

const modeOf = (path: string): number => statSync(path).mode & 0o777;

describe('the permissions of an exported file', () => {
	it.each(extensions)('are those of any new file: %s', async extension => {
		const {client} = await simulate({rooms: 15});
		const destination = join(folder, `rooms.${extension}`);
		await exportRooms(client, query, {destination});
		const other = join(folder, 'other');
		writeFileSync(other, '');
		expect(modeOf(destination)).toBe(modeOf(other));
	});

	it.each(extensions)('are those of the file that it replaces: %s', async extension => {
		const {client} = await simulate({rooms: 15});
		const destination = join(folder, `rooms.${extension}`);
		for (const mode of [0o600, 0o664]) {
			writeFileSync(destination, 'old');
			chmodSync(destination, mode);
			await exportRooms(client, query, {destination, overwrite: true});
			expect(modeOf(destination)).toBe(mode);
		}
	});

	it('are those of the database that was brought up to date', async () => {
		const {client} = await simulate({rooms: 15});
		const destination = join(folder, 'rooms.sqlite');
		await exportRooms(client, query, {destination});
		chmodSync(destination, 0o640);
		await exportRooms(client, query, {destination});
		expect(modeOf(destination)).toBe(0o640);
	});
});
