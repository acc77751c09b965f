import type {ExportPlan} from '../export-options.ts';
import type {Lock} from '../lock/lock.ts';
import type {Asked} from '../target.ts';
import type {ExportPaths, WorkPaths} from './paths.ts';

/** A run of an export, and the right to its files. */
export interface Run {
	readonly plan: ExportPlan;
	readonly asked: Asked;
	readonly work: WorkPaths;
	readonly paths: ExportPaths;
	readonly lock: Lock;
}
