/**
 * The walks of a plan on many machines: `enqueue` puts them into a queue of BullMQ's, in Redis or in PostgreSQL, and
 * workers read them into a database.
 *
 * @module
 */

export {enqueue, runWorker, status} from './fleet.ts';
export type {FailedEvent, FleetEvent, TroubleEvent} from './fleet-event.ts';
export type {EnqueueOptions, QueueOptions, Schedule, WorkerOptions} from './fleet-options.ts';
export type {Enqueued} from './spread.ts';
export type {FailedWalk, FleetStatus, RunningWalk, WaitingWalk} from './status.ts';
