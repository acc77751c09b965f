import type {PaginationErrorKind} from '../core/api-error.ts';
import {isPaginationError} from '../pagination/pagination-error.ts';
import type {WalkResult} from './read-walk.ts';

/** A walk that failed, and why. */
export interface WalkFailure {
	/** `emea / voice logs / 2026-01` */
	readonly walk: string;
	/** The `kind` of its error, where it is one of this library. */
	readonly kind?: string | undefined;
	/** The code of what it comes of, such as `ECONNREFUSED`. */
	readonly code?: string | undefined;
	/** Where it stands, as far as it is known: the next run goes on from there. */
	readonly cursor?: string | undefined;
	/** What went wrong, where, and what to do next. */
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

/** What has become of them so far. */
export type Tally = {-readonly [Name in keyof Outcome]: Outcome[Name]} & {
	/** How many of those that failed would fail again. */
	hopeless: number;
};

export const newTally = (label: string, project: string): Tally => {
	const counts = {walks: 0, read: 0, skipped: 0, failed: 0, hopeless: 0, rows: 0};
	return {label, project, outcome: 'complete', ...counts, remarks: [], failures: []};
};

const count = (tally: Tally, what: 'read' | 'skipped' | 'failed'): void => {
	tally.walks++;
	tally[what]++;
	const {failed, read} = tally;
	tally.outcome = failed > 0 ? 'failed' : read > 0 ? 'complete' : 'skipped';
};

export const remark = (tally: Tally, text: string): void => {
	tally.remarks = [...new Set([...tally.remarks, text])];
};

export const countResult = (tally: Tally, {outcome, rows, remark: text}: WalkResult): void => {
	count(tally, outcome === 'read' ? 'read' : 'skipped');
	tally.rows += rows;
	if (text !== undefined) remark(tally, text);
};

/** What an export says to its user, for those of plans, which go on by themselves, and say in a plan what a flag says. */
export const forPlans = (message: string): string =>
	message
		.replace('go on with resume (--resume)', 'run the plan again')
		.replace(', or use overwrite (--overwrite)', '')
		.replace(/\(--(table|schema)\)/, '($1)');

export const failureOf = (walk: string, error: unknown): WalkFailure => {
	const message = forPlans(error instanceof Error ? error.message : String(error));
	if (!isPaginationError(error)) return {walk, message};
	const {kind, code, cursor} = error;
	return {walk, kind, code, cursor, message};
};

/** What may be otherwise when it is tried again. */
const passing: ReadonlySet<string | undefined> = new Set<PaginationErrorKind | undefined>([
	undefined,
	'network',
	'timeout',
	'rate-limited',
	'server',
	'invalid-body',
	'destination',
]);

export const countFailure = (tally: Tally, walk: string, error: unknown): void => {
	const failure = failureOf(walk, error);
	count(tally, 'failed');
	if (!passing.has(failure.kind)) tally.hopeless++;
	if (tally.failures.length < mostFailures) tally.failures = [...tally.failures, failure];
};
