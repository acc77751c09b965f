import {chmodSync, chownSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it, jest} from '@jest/globals';
import {files} from '../../lib/export/files/files.ts';
import {exportRooms} from '../../lib/index.ts';
import {rejection, useSimulators} from '../support/simulated.ts';
import {runFile, runFolder, workFolder} from '../support/working-files.ts';

const simulate = useSimulators();
const query = {page_size: 10};
const extensions = ['ndjson', 'json.gz', 'csv', 'parquet', 'sqlite'];

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'permissions-'));
});
afterEach(() => {
	jest.restoreAllMocks();
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

	it.each(extensions)(
		'are for nobody else while the export is unfinished, whatever they will be: %s',
		async extension => {
			for (const mode of [0o600, 0o644]) {
				const destination = join(folder, `rooms-${mode}.${extension}`);
				writeFileSync(destination, 'old');
				chmodSync(destination, mode);
				const seen: number[] = [];
				const onProgress = () => {
					expect(modeOf(workFolder(destination))).toBe(0o700);
					// But for the empty folder by which the library locks a database.
					const names = readdirSync(runFolder(destination)).filter(name => name !== 'rows.sqlite.lock');
					seen.push(...names.map(name => modeOf(runFile(destination, name)) & 0o077));
				};
				const {client} = await simulate({rooms: 25, faults: ['404@3']});
				const invalidFile = `${destination}.invalid`;
				await rejection(exportRooms(client, query, {destination, invalidFile, overwrite: true, onProgress}));
				onProgress();
				expect(seen.length).toBeGreaterThan(6);
				expect(new Set(seen)).toEqual(new Set([0]));
			}
		},
	);

	/** Only root can give files to others. */
	const asRoot = process.getuid?.() === 0 ? it : it.skip;

	asRoot.each(extensions)('go with its owner and group: %s', async extension => {
		const {client} = await simulate({rooms: 15});
		const destination = join(folder, `rooms.${extension}`);
		writeFileSync(destination, 'old');
		chmodSync(destination, 0o640);
		chownSync(destination, 1234, 5678);
		await exportRooms(client, query, {destination, overwrite: true});
		expect(statSync(destination)).toMatchObject({uid: 1234, gid: 5678});
		expect(modeOf(destination)).toBe(0o640);
	});

	it('are none for a group that the replaced file did not have, where that one cannot be kept', async () => {
		const {client} = await simulate({rooms: 15});
		const destination = join(folder, 'rooms.ndjson');
		const {stats} = files;
		jest.spyOn(files, 'chown').mockRejectedValue(Object.assign(new Error('no'), {code: 'EPERM', syscall: 'chown'}));
		jest.spyOn(files, 'stats').mockImplementation(async path => {
			const found = await stats(path);
			return found !== undefined && path === destination ? Object.assign(found, {uid: 1234, gid: 5678}) : found;
		});
		for (const [mode, kept] of [
			[0o640, 0o600],
			[0o664, 0o644],
			[0o666, 0o666],
		] as const) {
			writeFileSync(destination, 'old');
			chmodSync(destination, mode);
			await exportRooms(client, query, {destination, overwrite: true});
			expect(modeOf(destination)).toBe(kept);
		}
	});
});
