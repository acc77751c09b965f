/**
 * Many walks as one: `sync` brings up to date what a plan names, lists of several projects, children of their items and
 * slices of time, in a database or a folder of datasets.
 *
 * @module
 */

export type {Outcome, WalkFailure} from './outcomes.ts';
export type {ChildPlan, ListPlan, Plan, ProjectPlan} from './plan.ts';
export type {SyncEvent} from './read-walk.ts';
export type {SyncSummary} from './run-sync.ts';
export {type SyncOptions, sync} from './sync.ts';
