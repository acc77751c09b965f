import * as O from 'fp-ts/lib/Option.js';
import {type Progression, predictNext, progressionOf} from '../core/link-progression.ts';
import type {RequestDescriptor} from '../core/request-descriptor.ts';
import type {IdleReason} from './client-event.ts';

/** Whether the next links of a listing can be guessed. */
export interface LinkTrust {
	/** Takes note of how the listing counts from one request to the next. */
	readonly observe: (request: RequestDescriptor) => void;
	/** A guess was right. */
	readonly confirm: () => void;
	/** Nothing is guessed for a while. */
	readonly lose: (reason: IdleReason) => void;
	/** Why nothing can be guessed now. */
	readonly obstacle: () => IdleReason | undefined;
	/** The request that follows; none where nothing is known yet. */
	readonly predict: (request: RequestDescriptor) => O.Option<RequestDescriptor>;
}

/** Each time that trust is lost, the listing must count evenly for twice as long before it is believed again. */
const longestProbation = 64;

/** The first request is no link: the links of the two after it are the first that can be compared. */
const requestsToJudge = 3;

/** @param token the parameter for a page token, where the list's page style knows one */
export const createLinkTrust = (unanchored: boolean, token: string | undefined): LinkTrust => {
	let previous: RequestDescriptor | undefined;
	let progression: Progression | undefined;
	let [requests, evenSteps, probation] = [0, 0, 1];
	let doubt: IdleReason = 'links-changed';

	return {
		observe: request => {
			const seen = previous === undefined ? undefined : O.toUndefined(progressionOf(previous, request, token));
			const goesOn = seen !== undefined && seen.place === progression?.place && seen.step === progression.step;
			evenSteps = seen === undefined ? 0 : goesOn ? evenSteps + 1 : 1;
			progression = seen;
			previous = request;
			requests++;
		},
		confirm: () => {
			probation = Math.max(1, probation - 1);
		},
		lose: reason => {
			// Several guesses that fail at the same page are one reason for care.
			if (evenSteps > 0) probation = Math.min(longestProbation, probation * 2);
			evenSteps = 0;
			doubt = reason;
		},
		obstacle: () => {
			if (progression === undefined) return requests < requestsToJudge ? undefined : 'no-counting-link';
			if (!progression.anchored && !unanchored) return 'no-page-token';
			return evenSteps < probation ? doubt : undefined;
		},
		predict: request => (progression === undefined ? O.none : predictNext(request, progression)),
	};
};
