import {onAbort} from './on-abort.ts';

/** Milliseconds; longer timers overflow in Node and fire at once. */
export const longestTimer = 2_147_483_647;

/**
 * Waits, in milliseconds. An abort ends the wait at once, with the signal's reason; nothing stays behind. The wait keeps
 * no process alive: see keep-alive.ts.
 */
export const abortableDelay = (milliseconds: number, signal: AbortSignal): Promise<void> =>
	new Promise((resolve, reject) => {
		if (signal.aborted) {
			reject(signal.reason);
			return;
		}
		const forget = onAbort(signal, () => {
			clearTimeout(timer);
			reject(signal.reason);
		});
		const timer = setTimeout(
			() => {
				forget();
				resolve();
			},
			Math.min(milliseconds, longestTimer),
		);
		// Elsewhere than in Node a timer may be a number.
		timer.unref?.();
	});

/** Waits for a promise that knows no signals. What it settles to after an abort is ignored. */
export const abortable = <T>(promise: Promise<T>, signal: AbortSignal): Promise<T> =>
	new Promise((resolve, reject) => {
		if (signal.aborted) {
			promise.catch(() => {});
			reject(signal.reason);
			return;
		}
		const forget = onAbort(signal, () => reject(signal.reason));
		promise.then(resolve, reject).finally(forget);
	});
