import {describe, expect, it} from '@jest/globals';
import type {OpenQueue} from '../../lib/fleet/queue.ts';
import {statusOf} from '../../lib/fleet/status.ts';

const walk = (name: string, own: object = {}) => ({name, timestamp: 1000, data: {labels: [name]}, progress: 0, ...own});
const ofSchedule = walk('nightly', {data: {plan: {}, only: []}});

/** A queue that has these jobs, and what was asked of it. */
const queueOf = (all: Readonly<Record<string, readonly object[]>>) => {
	const asked: unknown[] = [];
	const jobs = {
		getJobCounts: async () => Object.fromEntries(Object.entries(all).map(([state, own]) => [state, own.length])),
		getJobs: async (state: string, first: number, last: number) => {
			asked.push([state, last - first + 1]);
			return all[state] ?? [];
		},
		getJobSchedulers: async () => [],
		getWorkersCount: async () => 1,
	};
	return {queue: {jobs} as unknown as OpenQueue, asked};
};

describe('the status of a fleet', () => {
	it('names walks that are read, and not what a schedule enqueues meanwhile', async () => {
		const {queue} = queueOf({active: [ofSchedule, walk('main / video rooms', {progress: {rows: 7}})]});
		const {running, oldest} = await statusOf(queue);
		expect(running).toEqual([{walk: 'main / video rooms', since: new Date(1000), rows: 7}]);
		expect(oldest).toEqual({walk: 'main / video rooms', since: new Date(1000)});
	});

	it('asks for no more than a hundred jobs of each state, also for the rows of the last minute', async () => {
		const [from, to] = [Date.now() - 10_000, Date.now()];
		const done = walk('main / video rooms', {
			processedOn: from,
			finishedOn: to,
			returnvalue: {rows: 900, resumedFrom: 100},
		});
		const {queue, asked} = queueOf({completed: [done]});
		expect((await statusOf(queue)).rowsPerSecond).toBeCloseTo(80, -1);
		expect(asked.every(one => Number(Object(one)[1]) <= 100)).toBe(true);
	});
});
