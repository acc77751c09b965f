import type {ExportPlan} from './export-options.ts';
import type {ExportPaths, WorkPaths} from './export-paths.ts';
import type {Lock} from './lock/lock.ts';

/** A run of an export, and the right to its files. */
export interface Run {
	readonly plan: ExportPlan;
	readonly work: WorkPaths;
	readonly paths: ExportPaths;
	readonly lock: Lock;
}
