export type {Outcome, WalkFailure} from './outcomes.ts';
export type {ChildPlan, ListPlan, Plan, ProjectPlan} from './plan.ts';
export type {SyncEvent} from './reader.ts';
export type {SyncSummary} from './run-sync.ts';
export {type SyncOptions, sync} from './sync.ts';
