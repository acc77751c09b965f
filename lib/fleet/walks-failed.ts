import {inUse} from '../export/destination-failure.ts';
import {countFailure, newTally, type Tally} from '../sync/outcomes.ts';

/** Walks of a job have failed, the first of them of this. */
export class WalksFailed extends Error {
	/** Where the first of them stands. */
	readonly cursor: string | undefined;
	/** Whether none of them can be otherwise when it is tried again. */
	readonly isHopeless: boolean;
	/** Whether other processes are reading all of them. */
	readonly isInUse: boolean;

	constructor(outcomes: readonly Tally[]) {
		const failures = outcomes.flatMap(({failures}) => failures);
		const sumOf = (name: 'failed' | 'hopeless' | 'walks') => outcomes.reduce((sum, own) => sum + own[name], 0);
		const [failed, walks] = [sumOf('failed'), sumOf('walks')];
		const [first] = failures;
		super(walks === 1 ? first?.message : `${failed} of ${walks} walks failed; ${first?.walk}: ${first?.message}`);
		this.cursor = first?.cursor;
		this.isHopeless = sumOf('hopeless') === failed;
		// Of very many only the first are known.
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
