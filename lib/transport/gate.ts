import {abortableDelay} from '../abort/abortable-delay.ts';
import {linkedAbort} from '../abort/linked-abort.ts';
import {afterRefused, afterServed, spacingAt, unknownPace, widthOf} from './pace.ts';
import type {Quota} from './quota.ts';

/** A request that has left and is not answered. */
export interface Sent {
	readonly at: number;
}

/** `refused`: the server wants fewer requests. `failed`: it tells nothing of how many it bears. */
export type Outcome = 'served' | 'refused' | 'failed';

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
/** What timers are late by is made up for. */
const lateness = 25;
/** Requests at once after the reset of a quota, where the server does not tell its limit. */
const carefully = 10;

export const createGate = (): Gate => {
	// A monotonic clock: a change of the machine's time neither lengthens nor shortens a pause.
	let closedUntil = Number.NEGATIVE_INFINITY;
	let nextAt = Number.NEGATIVE_INFINITY;
	let pace = unknownPace;
	let quota:
		| {readonly limit: number; readonly remaining: number; readonly at: number; readonly until: number}
		| undefined;
	const unanswered = new Set<Sent>();
	/** When answers came that were served, in the last second. */
	const servedAt: number[] = [];
	const sleepers = new Set<() => void>();

	const width = (now: number): number => {
		const left = quota === undefined ? Number.POSITIVE_INFINITY : now < quota.until ? quota.remaining : quota.limit;
		return Math.min(widthOf(pace), left);
	};

	/** Milliseconds until there is room for one more request, unless an answer makes some before. */
	const wait = (now: number): number => {
		// What is unanswered for a second holds up nobody: a few stalled requests would stop all walks.
		for (const sent of unanswered) if (sent.at + second <= now) unanswered.delete(sent);
		if (unanswered.size < width(now)) return 0;
		const [oldest] = unanswered;
		return oldest === undefined ? (quota?.until ?? now) - now : oldest.at + second - now;
	};

	const remaining = () => {
		const now = performance.now();
		return Math.max(closedUntil - now, nextAt - now, wait(now));
	};

	const sleep = async (milliseconds: number, signal: AbortSignal): Promise<void> => {
		const nap = linkedAbort(signal);
		const wake = () => nap.abort(undefined);
		sleepers.add(wake);
		try {
			await abortableDelay(milliseconds, nap.signal);
		} catch {
			signal.throwIfAborted();
		} finally {
			sleepers.delete(wake);
			nap.unlink();
		}
	};

	const lately = (now: number): number => {
		while (servedAt[0] !== undefined && servedAt[0] + second <= now) servedAt.shift();
		return servedAt.length;
	};

	return {
		isClosed: () => remaining() > 0,
		close: milliseconds => {
			closedUntil = Math.max(closedUntil, performance.now() + milliseconds);
		},
		passage: async signal => {
			for (let wait = remaining(); wait > 0; wait = remaining()) await sleep(Math.ceil(wait), signal);
		},
		leave: () => {
			const now = performance.now();
			nextAt = Math.max(nextAt, now - lateness) + spacingAt(pace, now);
			const sent = {at: now};
			unanswered.add(sent);
			return sent;
		},
		answered: (sent, outcome) => {
			const now = performance.now();
			unanswered.delete(sent);
			if (outcome === 'served') {
				servedAt.push(now);
				lately(now);
				const next = afterServed(pace, sent.at, now);
				// It serves again, at another rate.
				if (next.since > pace.since) nextAt = now + spacingAt(next, now);
				pace = next;
			}
			if (outcome === 'refused') {
				pace = afterRefused(pace, sent.at, lately(now), now);
				// Nobody leaves before it is known how long to wait.
				nextAt = Math.max(nextAt, now + 1);
			}
			for (const wake of sleepers) wake();
		},
		heed: (sent, {limit = carefully, remaining, reset}) => {
			const now = performance.now();
			// Answers overtake each other: of those to requests that were on their way together the least counts.
			if (quota !== undefined && now < quota.until && sent.at <= quota.at && remaining >= quota.remaining) return;
			quota = {limit, remaining, at: now, until: now + reset};
		},
	};
};
