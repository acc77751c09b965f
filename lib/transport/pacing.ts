import {afterRefused, afterServed, spacingAt, unknownPace, widthOf} from './pace.ts';
import {forgetUntil} from './times.ts';

/** `refused`: the server wants fewer requests. `failed`: it tells nothing of how many it bears. */
export type Outcome = 'served' | 'refused' | 'failed';

/** A client's pace, as its requests leave and are answered. Times are milliseconds on a clock that nobody moves. */
export interface Pacing {
	/** Requests that may be unanswered at once. */
	readonly width: () => number;
	/** When the next request may leave. */
	readonly nextAt: () => number;
	readonly left: (now: number) => void;
	readonly answered: (sentAt: number, outcome: Outcome, now: number) => void;
}

const second = 1000;
/** What timers are late by is made up for. */
const lateness = 25;

export const createPacing = (): Pacing => {
	let nextAt = Number.NEGATIVE_INFINITY;
	let pace = unknownPace;
	/** When answers came that were served, in the last second. */
	const servedAt: number[] = [];

	return {
		width: () => widthOf(pace),
		nextAt: () => nextAt,
		left: now => {
			nextAt = Math.max(nextAt, now - lateness) + spacingAt(pace, now);
		},
		answered: (sentAt, outcome, now) => {
			if (outcome === 'served') {
				servedAt.push(now);
				const next = afterServed(pace, sentAt, now);
				// It serves again, at another rate.
				if (next.since > pace.since) nextAt = now + spacingAt(next, now);
				pace = next;
			}
			const lately = forgetUntil(servedAt, now - second);
			if (outcome === 'refused') {
				pace = afterRefused(pace, sentAt, lately, now);
				// Nobody leaves before it is known how long to wait.
				nextAt = Math.max(nextAt, now + 1);
			}
		},
	};
};
