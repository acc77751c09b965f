import type {FleetJob} from '../../lib/fleet/fleet-job.ts';
import type {OpenQueue} from '../../lib/fleet/queue.ts';

type DoJob = Parameters<OpenQueue['work']>[0];

const jobOf = (data: FleetJob, attemptsStarted: number) => ({
	name: `${data.labels[0]}`,
	data,
	timestamp: Date.now(),
	attemptsStarted,
	opts: {attempts: 2},
	attemptsMade: 0,
	// As noted by somebody who has handed the job back.
	progress: {cursor: '/earlier'} as unknown,
	async updateProgress(progress: unknown) {
		this.progress = progress;
	},
});

/** What a worker needs of a queue, in memory: jobs that are handed back, or fail, come last, and at once. */
export const queueInMemory = (all: readonly FleetJob[], started = 0) => {
	const jobs = all.map(data => jobOf(data, started));
	const seen = {takes: 0, done: 0, failed: 0, jobs, quiets: [] as number[]};
	const waiting = [...jobs];
	const doAll = async (doJob: DoJob) => {
		for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
			seen.takes++;
			job.attemptsStarted++;
			const result = await doJob(job as unknown as Parameters<DoJob>[0]);
			if ('failed' in result) job.attemptsMade++;
			if ('done' in result) seen.done++;
			else if ('failed' in result && (result.isHopeless || job.attemptsMade === job.opts.attempts)) seen.failed++;
			else waiting.push(job);
		}
	};
	const queue = {
		turns: {
			quietOf: async () => 0,
			keepQuiet: async (_project: string, milliseconds: number) => {
				seen.quiets.push(milliseconds);
			},
			turnOf: () => async () => {},
		},
		work: async (doJob: DoJob) => {
			await doAll(doJob);
			return async () => {};
		},
	};
	return {queue: queue as unknown as OpenQueue, seen};
};
