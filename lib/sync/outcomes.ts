import {isPaginationError} from '../pagination/pagination-error.ts';
import type {WalkResult} from './read-walk.ts';

/** A walk that failed, and why. */
export interface WalkFailure {
	/** `emea / voice logs / 2026-01` */
	readonly walk: string;
	/** The `kind` of its error, where it is one of this library. */
	readonly kind?: string;
	readonly message: string;
}

/** What became of one walk, or of all that are below the items of one. */
export interface Outcome {
	/** `emea / voice logs / 2026-01` */
	readonly label: string;
	/** Of the project, in the plan. */
	readonly project: string;
	readonly outcome: 'complete' | 'skipped' | 'failed';
	/** How many walks it is made of, and how many of them were read, skipped, and have failed. */
	readonly walks: number;
	readonly read: number;
	readonly skipped: number;
	readonly failed: number;
	/** Rows of those that were read to their ends. */
	readonly rows: number;
	/** Why walks were skipped, or read otherwise than planned. */
	readonly remarks: readonly string[];
	/** The first ten. */
	readonly failures: readonly WalkFailure[];
}

const mostFailures = 10;

/** What has become so far of the walks that have one label. */
export interface Tally {
	readonly label: string;
	readonly project: string;
	read: number;
	skipped: number;
	failed: number;
	rows: number;
	readonly remarks: Set<string>;
	readonly failures: WalkFailure[];
}

export const newTally = (label: string, project: string): Tally => ({
	label,
	project,
	read: 0,
	skipped: 0,
	failed: 0,
	rows: 0,
	remarks: new Set(),
	failures: [],
});

export const countResult = (tally: Tally, {outcome, rows, remark}: WalkResult): void => {
	tally[outcome === 'read' ? 'read' : 'skipped']++;
	tally.rows += rows;
	if (remark !== undefined) tally.remarks.add(remark);
};

/** What an export says to its user, for those of plans, which go on by themselves. */
export const forPlans = (message: string): string =>
	message.replace('go on with resume (--resume)', 'run the plan again');

export const countFailure = (tally: Tally, walk: string, error: unknown): void => {
	tally.failed++;
	if (tally.failures.length === mostFailures) return;
	const kind = isPaginationError(error) ? {kind: error.kind} : {};
	const message = error instanceof Error ? error.message : String(error);
	tally.failures.push({walk, ...kind, message: forPlans(message)});
};

export const outcomeOf = ({remarks, failures, ...counts}: Tally): Outcome => {
	const {read, skipped, failed} = counts;
	return {
		...counts,
		outcome: failed > 0 ? 'failed' : read > 0 || skipped === 0 ? 'complete' : 'skipped',
		walks: read + skipped + failed,
		remarks: [...remarks],
		failures: [...failures],
	};
};
