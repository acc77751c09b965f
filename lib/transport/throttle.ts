import {abortable} from '../abort/abortable-delay.ts';
import type {Gate, Sent} from './gate.ts';
import {createSlots, type ThrottleOptions} from './slots.ts';

export type {ThrottleOptions};

/** Waits for the right to send one request, which must then be sent. Rejects at once on an abort. */
export type AcquireSlot = (signal: AbortSignal) => Promise<Sent>;

/** What a request waits for besides: that other machines, which read the same project, leave it its turn. */
export type WaitForTurn = (signal: AbortSignal) => Promise<void>;

const alwaysMyTurn: WaitForTurn = async () => {};

/**
 * One p-throttle for all walks of a client, behind the gate: who waits for the gate holds no slot, and who has got a
 * slot while the gate closed asks again.
 *
 * Requests ask p-throttle one at a time. It plans slots when it is asked for them: many planned at once would be given
 * together by a process that was too busy to give them in time, and those of walks that gave up would be kept for nobody.
 */
export const createThrottle = (
	options: ThrottleOptions,
	gate: Gate,
	waitForTurn: WaitForTurn = alwaysMyTurn,
): AcquireSlot => {
	const slots = createSlots(options, gate);
	let waiting = 0;
	/** Settles when everybody before has a slot or has given up. */
	let queue: Promise<unknown> = Promise.resolve();

	const waitForSlot = async (signal: AbortSignal): Promise<Sent> => {
		signal.throwIfAborted();
		do {
			await gate.passage(signal);
			await waitForTurn(signal);
		} while (!(await slots.take(signal)));
		const sent = gate.leave();
		slots.used(sent.at);
		return sent;
	};

	return async signal => {
		waiting++;
		const mine = queue.then(() => waitForSlot(signal));
		queue = mine.catch(() => {});
		try {
			return await abortable(mine, signal);
		} catch (reason) {
			// It may have been given just then.
			mine.then(
				sent => gate.answered(sent, 'failed'),
				() => {},
			);
			throw reason;
		} finally {
			waiting--;
			if (waiting === 0) slots.leave();
		}
	};
};
