import {createSleepers} from '../abort/sleepers.ts';
import {createPacing, type Outcome} from './pacing.ts';
import {type KnownQuota, leftOf, type Quota, quotaAfter} from './quota.ts';

/** A request that has left and is not answered. */
export interface Sent {
	readonly at: number;
}

/** What all walks of a client wait at: while the server wants quiet, and for as long as it bears no more requests. */
export interface Gate {
	readonly isClosed: () => boolean;
	/** Closes the gate for so many milliseconds; a pause that already lasts longer stays. */
	readonly close: (milliseconds: number) => void;
	/** Waits until the gate is open, also when it is closed for longer meanwhile. Rejects at once on an abort. */
	readonly passage: (signal: AbortSignal) => Promise<void>;
	/** A request leaves. */
	readonly leave: () => Sent;
	/** It was answered, or given up. */
	readonly answered: (sent: Sent, outcome: Outcome) => void;
	/** The answer to a request told how many requests are left. */
	readonly heed: (sent: Sent, quota: Quota) => void;
}

const second = 1000;

export const createGate = (): Gate => {
	// A monotonic clock: a change of the machine's time neither lengthens nor shortens a pause.
	let closedUntil = Number.NEGATIVE_INFINITY;
	const pacing = createPacing();
	let quota: KnownQuota | undefined;
	const unanswered = new Set<Sent>();
	const sleepers = createSleepers();

	/** Milliseconds until there is room for one more request, unless an answer makes some before. */
	const wait = (now: number): number => {
		// What is unanswered for a second holds up nobody: a few stalled requests would stop all walks.
		for (const sent of unanswered) if (sent.at + second <= now) unanswered.delete(sent);
		if (unanswered.size < Math.min(pacing.width(), leftOf(quota, now))) return 0;
		const [oldest] = unanswered;
		return oldest === undefined ? (quota?.until ?? now) - now : oldest.at + second - now;
	};

	const remaining = () => {
		const now = performance.now();
		return Math.max(closedUntil - now, pacing.nextAt() - now, wait(now));
	};

	return {
		isClosed: () => remaining() > 0,
		close: milliseconds => {
			closedUntil = Math.max(closedUntil, performance.now() + milliseconds);
		},
		passage: async signal => {
			for (let wait = remaining(); wait > 0; wait = remaining()) await sleepers.sleep(Math.ceil(wait), signal);
		},
		leave: () => {
			const now = performance.now();
			pacing.left(now);
			const sent = {at: now};
			unanswered.add(sent);
			return sent;
		},
		answered: (sent, outcome) => {
			unanswered.delete(sent);
			pacing.answered(sent.at, outcome, performance.now());
			sleepers.wakeAll();
		},
		heed: (sent, told) => {
			quota = quotaAfter(quota, told, sent.at, performance.now());
		},
	};
};
