import type {JobsOptions} from 'bullmq';

const day = 86_400;

/** Retries of the queue come after those of the client: about two minutes of them, for a database that starts again. */
export const jobOptions: JobsOptions = {
	attempts: 5,
	backoff: {type: 'exponential', delay: 5000, jitter: 0.5},
	// Traces are for whoever debugs, and tell operators nothing that the reason does not.
	stackTraceLimit: 0,
	removeOnComplete: {age: day, count: 10_000},
	removeOnFail: {age: 30 * day, count: 10_000},
};
