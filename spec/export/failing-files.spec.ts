/**
 * Operations on files fail once, as on a full disk: nothing is lost, nothing is there twice. `CRASH_ROUNDS`, at any number,
 * has each of them fail; without it, every third one.
 */
import {existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from '@jest/globals';
import {files} from '../../lib/export/files/files.ts';
import {type Client, exportRooms} from '../../lib/index.ts';
import {controlFiles} from '../support/controlled-files.ts';
import {rejection, useSimulators} from '../support/simulated.ts';

const simulate = useSimulators();

const scratch = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
let base: string;
beforeEach(() => {
	base = mkdtempSync(join(scratch, 'failing-files-'));
});
afterEach(() => {
	rmSync(base, {recursive: true});
});

const full = () => Object.assign(new Error('no space left'), {code: 'ENOSPC', syscall: 'write', path: undefined});

/** What a full disk refuses. */
const needsRoom = /(?:^|\.)(?:write|create\w*|sync|datasync|move|link|make\w*)$/;

const atLength = process.env.CRASH_ROUNDS !== undefined;

const kinds = [
	['parquet', 'rooms.parquet', {}],
	['a dataset', 'rooms', {partitionBy: 'id'}],
] as const;

const contentOf = (path: string): Record<string, string> =>
	Object.fromEntries(
		readdirSync(path, {recursive: true})
			.map(String)
			.filter(name => name.endsWith('.parquet'))
			.sort()
			.map(name => [name, readFileSync(join(path, name), 'latin1')]),
	);

describe('an export on a disk that is full for a moment', () => {
	it.each(kinds)('is, gone on with, what it would have been: %s', async (_kind, name, options) => {
		const {client} = await simulate({rooms: 3});
		const run = (folder: string, resume: boolean) =>
			exportRooms(client, {page_size: 1}, {destination: join(folder, name), resume, ...options});
		const whole = join(base, 'whole');
		mkdirSync(whole);
		const writing: number[] = [];
		const stop = controlFiles(files, (ordinal, what) => {
			if (needsRoom.test(what)) writing.push(ordinal);
		});
		await run(whole, false).finally(stop);
		const expected = contentOf(whole);
		const armed = writing.filter((_, place) => atLength || place % 3 === 0);
		let fired = 0;
		for (const failing of armed) {
			const folder = join(base, String(failing));
			mkdirSync(folder);
			const restore = controlFiles(files, (ordinal, what) => {
				if (ordinal !== failing || !needsRoom.test(what)) return;
				fired++;
				throw full();
			});
			const error = await run(folder, false)
				.then(() => undefined)
				.catch((thrown: unknown) => thrown)
				.finally(restore);
			if (error !== undefined) {
				expect(error).toMatchObject({kind: 'destination'});
				await run(folder, true);
			}
			expect(contentOf(folder)).toEqual(expected);
		}
		expect(writing.length).toBeGreaterThan(20);
		expect(fired).toBe(armed.length);
	});

	it('keeps what waited to be put on the disk when it fails of something else', async () => {
		const interrupt = async (client: Client) => {
			const destination = join(base, 'rooms.parquet');
			await rejection(exportRooms(client, {page_size: 10}, {destination}));
			return destination;
		};
		const {client} = await simulate({rooms: 45, faults: ['404@4']});
		const destination = await interrupt(client);
		const other = await simulate({rooms: 45});
		const summary = await exportRooms(other.client, {page_size: 10}, {destination, resume: true});
		expect(summary).toMatchObject({rows: 45, resumedFrom: 30});
	});
});
