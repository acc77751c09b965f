import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, afterEach, beforeAll, describe, expect, it, jest} from '@jest/globals';
import {files} from '../../lib/export/files/files.ts';
import {type ExportProgress, exportRooms} from '../../lib/index.ts';
import {controlFiles} from '../support/controlled-files.ts';
import {clientOf, idsFrom, pageOf, sendJson, sendListing, useServers} from '../support/server.ts';
import {rejection, until, useSimulators} from '../support/simulated.ts';

const serve = useServers();
const simulate = useSimulators();

let folder: string;
let made = 0;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'groups-'));
});
afterAll(() => {
	rmSync(folder, {recursive: true});
});
afterEach(() => {
	jest.restoreAllMocks();
});
const fresh = (extension = 'ndjson'): string => join(folder, `rooms-${made++}.${extension}`);
const idsIn = (destination: string): readonly string[] =>
	readFileSync(destination, 'utf8')
		.trimEnd()
		.split('\n')
		.map(line => JSON.parse(line).id);

/** A listing whose pages come so many milliseconds after one another, by the clock that exports look at. */
const listingBy = async (milliseconds: number, pages: number, size: number) => {
	const now = performance.now.bind(performance);
	let passed = 0;
	jest.spyOn(performance, 'now').mockImplementation(() => now() * 1e-6 + passed);
	const server = await serve((response, _ordinal, request) => {
		passed += milliseconds;
		sendListing(response, request, pages, size);
	});
	return clientOf(server);
};

const kept = async (client: ReturnType<typeof clientOf>): Promise<readonly number[]> => {
	const rows: number[] = [];
	const onProgress = (progress: ExportProgress) => rows.push(progress.rows);
	const destination = fresh();
	const summary = await exportRooms(client, {}, {destination, onProgress, readAhead: 0});
	expect(idsIn(destination)).toEqual(idsFrom(0, summary.rows));
	return rows;
};

describe('pages of an export', () => {
	it('are safe from the first one on, and later ones within 250 ms, however many there are', async () => {
		expect(await kept(await listingBy(1, 16, 150))).toEqual([150, 2400]);
		jest.restoreAllMocks();
		const told = await kept(await listingBy(100, 16, 1000));
		const gaps = told.slice(1, -1).map((rows, place) => rows - (told[place] ?? 0));
		// Pages that come while others are put on the disk, for 250 ms at most, are kept with the next ones.
		expect(gaps.filter(rows => rows < 3000 || rows > 6000)).toEqual([]);
		expect(told.length).toBeGreaterThan(3);
	});

	it('wait no longer than 250 ms for others', async () => {
		expect(await kept(await listingBy(251, 3, 10))).toEqual([10, 20, 30]);
		jest.restoreAllMocks();
		expect(await kept(await listingBy(126, 6, 10))).toEqual([10, 30, 50, 60]);
	});

	it('cost few waits for the disk where they are small', async () => {
		const client = await listingBy(1, 80, 50);
		let syncs = 0;
		const restore = controlFiles(files, (_ordinal, what) => {
			if (/\.(data)?sync$/.test(what)) syncs++;
		});
		try {
			await exportRooms(client, {}, {destination: fresh()});
		} finally {
			restore();
		}
		// Those of the first page, of all others, and of what begins and ends an export; with each page it would be over 240.
		expect(syncs).toBeLessThan(15);
	});

	it.each(['write', 'datasync'])(
		'go on being asked for during the %s of those before them, up to some thousand items',
		async work => {
			// A slow machine is not to take the time for which pages may wait.
			const now = performance.now.bind(performance);
			const start = now();
			jest.spyOn(performance, 'now').mockImplementation(() => start + (now() - start) / 20);
			let asked = 0;
			const server = await serve((response, _ordinal, request) => {
				asked++;
				sendListing(response, request, 12, 1000);
			});
			let isFirst = true;
			const restore = controlFiles(files, async (_ordinal, what) => {
				if (!isFirst || asked === 0 || !what.endsWith(`.${work}`)) return;
				isFirst = false;
				await until(() => asked >= 4);
			});
			try {
				const destination = fresh();
				await exportRooms(clientOf(server), {}, {destination, readAhead: 0});
				expect(idsIn(destination)).toEqual(idsFrom(0, 12_000));
			} finally {
				restore();
			}
		},
	);

	it.each(['ndjson', 'csv.gz'])('that wait when an export is aborted are kept: %s', async extension => {
		const controller = new AbortController();
		const stuck = clientOf(
			await serve((response, _ordinal, request) => {
				if (pageOf(request) < 4) sendListing(response, request, 5, 10);
				else controller.abort(new Error('enough'));
			}),
		);
		const destination = fresh(extension);
		const {signal} = controller;
		expect(await rejection(exportRooms(stuck, {}, {destination, signal}))).toMatchObject({message: 'enough'});
		const again = clientOf(await serve((response, _ordinal, request) => sendListing(response, request, 5, 10)));
		const whole = fresh(extension);
		expect(await exportRooms(again, {}, {destination, resume: true})).toMatchObject({rows: 50, resumedFrom: 40});
		await exportRooms(again, {}, {destination: whole});
		expect(readFileSync(destination).equals(readFileSync(whole))).toBe(true);
	});

	it('that cannot be kept either leave the error as it was', async () => {
		const client = clientOf(
			await serve((response, _ordinal, request) => {
				if (pageOf(request) < 3) sendListing(response, request, 5, 10);
				else sendJson(response, 404, {});
			}),
		);
		const destination = fresh();
		let commits = 0;
		const restore = controlFiles(files, (_ordinal, what) => {
			if (what === 'create.datasync' && ++commits > 2) throw Object.assign(new Error('full'), {code: 'ENOSPC'});
		});
		try {
			expect(await rejection(exportRooms(client, {}, {destination}))).toMatchObject({kind: 'rejected', status: 404});
		} finally {
			restore();
		}
	});

	it.each([{}, {maxItems: 40}])('are asked for while others are written: %j', async limits => {
		let asked = () => {};
		const third = new Promise<void>(resolve => {
			asked = resolve;
		});
		const client = clientOf(
			await serve((response, _ordinal, request) => {
				if (pageOf(request) === 2) asked();
				sendListing(response, request, 5, 10);
			}),
		);
		const restore = controlFiles(files, (_ordinal, what) => (what === 'create.datasync' ? third : undefined));
		try {
			expect(await exportRooms(client, {}, {destination: fresh(), ...limits})).toMatchObject({duplicates: 0});
		} finally {
			restore();
		}
	});

	it('hold no more rows than are wanted, also where the listing shows some again', async () => {
		const {client, simulator} = await simulate({rooms: 60, linkStyle: 'page', changes: [{afterRequest: 2, create: 3}]});
		const destination = fresh();
		const told: number[] = [];
		const onProgress = ({rows}: ExportProgress) => told.push(rows);
		const summary = await exportRooms(client, {page_size: 10}, {destination, maxItems: 33, onProgress});
		expect(summary).toMatchObject({rows: 33, reason: 'maxItems', duplicates: 3});
		expect(new Set(idsIn(destination)).size).toBe(33);
		expect(told.at(-1)).toBe(33);
		expect(simulator.statistics.requests).toBeLessThan(8);
	});
});
