import {inUse} from '../export/destination-failure.ts';
import type {Tally} from '../sync/outcomes.ts';

/** What walks of a job have failed of. */
export interface JobFailure {
	readonly reason: string;
	/** Where the first of them stands. */
	readonly cursor?: string | undefined;
	/** Whether none of them can be otherwise when it is tried again. */
	readonly isHopeless?: boolean;
	/** Whether other processes are reading all of them. */
	readonly isInUse?: boolean;
}

/** Undefined where none has failed. */
export const failureIn = (outcomes: readonly Tally[]): JobFailure | undefined => {
	const failures = outcomes.flatMap(({failures}) => failures);
	const [first] = failures;
	if (first === undefined) return undefined;
	const sumOf = (name: 'failed' | 'hopeless' | 'walks') => outcomes.reduce((sum, own) => sum + own[name], 0);
	const [failed, walks] = [sumOf('failed'), sumOf('walks')];
	return {
		reason: walks === 1 ? first.message : `${failed} of ${walks} walks failed; ${first.walk}: ${first.message}`,
		cursor: first.cursor,
		isHopeless: sumOf('hopeless') === failed,
		// Of very many only the first are known.
		isInUse: failures.length === failed && failures.every(({code}) => code === inUse),
	};
};
