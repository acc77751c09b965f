import {abortableDelay} from './abortable-delay.ts';
import {linkedAbort} from './linked-abort.ts';

/** Those who wait for a while, or until something happens before. */
export interface Sleepers {
	/** Waits, in milliseconds. Rejects at once on an abort. */
	readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
	readonly wakeAll: () => void;
}

export const createSleepers = (): Sleepers => {
	const sleepers = new Set<() => void>();
	return {
		sleep: async (milliseconds, signal) => {
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
		},
		wakeAll: () => {
			for (const wake of sleepers) wake();
		},
	};
};
