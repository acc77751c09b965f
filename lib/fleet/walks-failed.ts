import type {PaginationErrorKind} from '../core/api-error.ts';
import {inUse} from '../export/destination-failure.ts';
import {countFailure, newTally, type Outcome} from '../sync/outcomes.ts';

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

/** Walks of a job have failed, the first of them of this. */
export class WalksFailed extends Error {
	/** Where the first of them stands. */
	readonly cursor: string | undefined;
	/** Whether none of them can be otherwise when it is tried again. */
	readonly isHopeless: boolean;
	/** Whether other processes are reading all of them. */
	readonly isInUse: boolean;

	constructor(outcomes: readonly Outcome[]) {
		const failures = outcomes.flatMap(({failures}) => failures);
		const [failed, walks] = outcomes.reduce(([failed, walks], own) => [failed + own.failed, walks + own.walks], [0, 0]);
		const [first] = failures;
		super(walks === 1 ? first?.message : `${failed} of ${walks} walks failed; ${first?.walk}: ${first?.message}`);
		this.cursor = first?.cursor;
		// Of very many only the first are known.
		this.isHopeless = failures.length === failed && failures.every(({kind}) => !passing.has(kind));
		this.isInUse = failures.length === failed && failures.every(({code}) => code === inUse);
	}
}

/** Any error, as that of a job's one walk. */
export const failedBy = (walk: string, error: unknown): WalksFailed => {
	if (error instanceof WalksFailed) return error;
	const tally = newTally(walk, '');
	countFailure(tally, walk, error);
	return new WalksFailed([tally]);
};
