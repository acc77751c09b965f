import {onAbort} from './on-abort.ts';

export interface LinkedAbort {
	readonly signal: AbortSignal;
	readonly abort: (reason: unknown) => void;
	/** Must be called in the end: it lets go of the parent. */
	readonly unlink: () => void;
}

/**
 * A signal that follows its parent and can be aborted alone. `AbortSignal.any` would do the same, but on Node 20 a
 * long-lived parent keeps something of every signal made of it.
 */
export const linkedAbort = (parent?: AbortSignal): LinkedAbort => {
	const controller = new AbortController();
	const follow = () => controller.abort(parent?.reason);
	if (parent?.aborted) follow();
	const unlink = parent === undefined || parent.aborted ? () => {} : onAbort(parent, follow);
	return {signal: controller.signal, abort: reason => controller.abort(reason), unlink};
};
