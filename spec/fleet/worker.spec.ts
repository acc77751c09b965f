import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from '@jest/globals';
import {createClient} from '../../lib/client/create-client.ts';
import type {FleetJob} from '../../lib/fleet/fleet-job.ts';
import type {FleetEvent} from '../../lib/fleet/index.ts';
import type {OpenQueue} from '../../lib/fleet/queue.ts';
import {workOn} from '../../lib/fleet/worker.ts';
import type {Plan} from '../../lib/sync/index.ts';
import {clientOptionsOf} from '../../lib/sync/projects.ts';
import {unshared} from '../../lib/sync/walks.ts';
import {sendJson} from '../support/server.ts';
import {rowsFrom, type Space, startSpace} from '../sync/space.ts';
import {queueInMemory} from './queue-in-memory.ts';

const sessions = '/api/video/room_sessions';
const dayAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
const membersOf = (index: number) => `${sessions}/session-${index}/members`;
const maxDuration = 500;

let folder: string;
let space: Space;
beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'fleet-'));
	space = await startSpace({
		[sessions]: rowsFrom('2026-01-01', 4, 1, 'session'),
		...Object.fromEntries(
			[0, 1, 2, 3].map(index => [membersOf(index), rowsFrom('2026-01-01', 30, 1, `member-${index}`)]),
		),
	});
});
afterEach(async () => {
	await space.close();
	rmSync(folder, {recursive: true});
});

/** Of one run of a plan all jobs have the same time. */
const since = Date.now();

const jobOf = (labels: readonly string[], list: Plan['lists'][number]): FleetJob => ({
	labels: labels.map(label => `main / ${label}`),
	shard: unshared,
	since,
	plan: {
		// A worker does not mind where rows go, and a folder needs no server.
		target: `${folder}/`,
		projects: [{name: 'main', baseUrl: space.url, projectId: 'main-1'}],
		lists: [list],
		concurrency: 1,
	},
});

const members = {list: 'video room-sessions', each: [{list: 'video room-session-members'}]};
const jobOfMembers = () => jobOf(['video room-sessions / video room-session-members'], members);

/** What a worker has done when each of the jobs has been done, or has failed for good. */
const workOff = async (jobs: readonly FleetJob[], started?: number) => {
	const {queue, seen} = queueInMemory(jobs, started);
	const events: FleetEvent[] = [];
	const stop = new AbortController();
	const work: OpenQueue['work'] = (...given) => queue.work(...given).finally(() => stop.abort());
	await workOn(
		{...queue, work},
		{
			lists: [],
			concurrency: 1,
			maxDuration,
			signal: stop.signal,
			onProgress: event => events.push(event),
			openClient: (project, {onEvent}) => {
				const options = clientOptionsOf(project, {SIGNALWIRE_API_TOKEN: 'PT0123456789abcdef'});
				return createClient({...options, retry: {retries: 0}, onEvent});
			},
		},
	);
	return {...seen, events, failures: events.filter(event => event.type === 'failed')};
};

/** Refuses what is at a path, after a while. */
const refuseSlowly = (path: string) => {
	space.answer = (response, {pathname}) => {
		if (pathname !== path) return false;
		setTimeout(() => sendJson(response, 422, {errors: []}), 1.5 * maxDuration);
		return true;
	};
};

const requestsTo = (path: string) => space.targets().filter(target => target.split('?')[0] === path).length;

describe('a job of a fleet', () => {
	it('has its whole time from its first rows on, however long it waited for them', async () => {
		refuseSlowly(membersOf(0));
		const {takes, failed, failures} = await workOff([jobOfMembers()]);
		expect({takes, failed}).toEqual({takes: 1, failed: 1});
		expect(failures).toMatchObject([{isFinal: true, reason: expect.stringMatching(/1 of 4 walks.*422/)}]);
	});

	it('has all workers leave a server alone for as long as it asks, for an hour at most', async () => {
		for (const [seconds, expected] of [
			['2', 2000],
			['600', 600_000],
			['1000000', 3_600_000],
		] as const) {
			space.answer = response => {
				response.setHeader('retry-after', seconds);
				sendJson(response, 429, {errors: []});
				return true;
			};
			const {quiets} = await workOff([jobOf(['video rooms'], {list: 'video rooms'})]);
			expect(quiets.length).toBeGreaterThan(0);
			expect(quiets.filter(quiet => quiet !== expected)).toEqual([]);
		}
	});

	it('tells what has failed before it is handed back', async () => {
		refuseSlowly(membersOf(1));
		const {takes, failures} = await workOff([jobOfMembers()]);
		expect(takes).toBe(2);
		expect(failures).toMatchObject([
			{isFinal: false, reason: expect.stringMatching(/422/)},
			{isFinal: true, reason: expect.stringMatching(/422/)},
		]);
		expect(requestsTo(membersOf(3))).toBe(2);
	});

	it.each([
		['is tried again as often as it comes further', 0, 0],
		['is tried again no more than any other after a hundred times, though it comes further each time', 100, 1],
	])('%s', async (_title, started, expected) => {
		space.lists.set('/api/video/rooms', rowsFrom('2026-01-01', 90, 1, 'room'));
		let asked = 0;
		space.answer = (response, {searchParams}) => {
			// It fails after its first page, which is not known any more when it goes on, so that it begins anew.
			const isRefused = searchParams.has('page_token') && ++asked < 10;
			if (isRefused) sendJson(response, asked % 2 === 1 ? 500 : 422, {errors: []});
			return isRefused;
		};
		expect(await workOff([jobOf(['video rooms'], {list: 'video rooms'})], started)).toMatchObject({failed: expected});
	});

	it('asks for no slice once the filter was seen not to be heeded, and reads the list whole, once', async () => {
		space.lists.set('/api/voice/logs', rowsFrom(dayAgo(6), 7, 24 * 60, 'call'));
		space.filter = 'unheeded';
		const list = {list: 'voice logs', slice: 'day', since: dayAgo(6)} as const;
		const jobs = [6, 5, 4].map(days => jobOf([`voice logs / ${dayAgo(days)}`], list));
		const {done, events} = await workOff(jobs);
		expect(done).toBe(3);
		expect(events.at(-1)).toMatchObject({type: 'end', walk: 'main / voice logs', rows: 7, complete: true});
		expect(space.targets().map(target => target.includes('created_after'))).toEqual([true, false]);
	});

	it('fails where it is of no walk of its plan, as another version may have named them', async () => {
		const {failed, failures, jobs} = await workOff([jobOf(['video chambers'], {list: 'video rooms'})]);
		expect(failed).toBe(1);
		// What was noted of it before is nothing of this.
		expect(jobs[0]?.progress).toEqual({});
		expect(failures).toMatchObject([{isFinal: false, reason: expect.stringContaining('chambers')}, {isFinal: true}]);
		expect(space.targets()).toEqual([]);
	});

	it('is done where there are no items that it could be below', async () => {
		space.lists.set('/api/relay/rest/registry/beta/brands', []);
		const each = [{list: 'relay campaigns', each: [{list: 'relay campaign-numbers'}]}];
		const labels = ['relay brands / relay campaigns / relay campaign-numbers'];
		const {done, failures} = await workOff([jobOf(labels, {list: 'relay brands', each})]);
		expect({done, failures}).toEqual({done: 1, failures: []});
	});
});
