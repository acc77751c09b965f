interface Subscription {
	readonly callbacks: Set<() => void>;
	readonly listener: () => void;
}

/** Of those who are given no signal. */
export const neverAborted: AbortSignal = new AbortController().signal;

const subscriptions = new WeakMap<AbortSignal, Subscription>();

/**
 * Calls back when the signal aborts, until the returned function is called. One listener serves all callbacks of a
 * signal: a hundred walks under one signal would otherwise look like a leak to Node, which warns from the eleventh on.
 */
export const onAbort = (signal: AbortSignal, callback: () => void): (() => void) => {
	const subscription = subscriptions.get(signal) ?? subscribe(signal);
	subscription.callbacks.add(callback);
	return () => {
		subscription.callbacks.delete(callback);
		if (subscription.callbacks.size > 0) return;
		signal.removeEventListener('abort', subscription.listener);
		if (subscriptions.get(signal) === subscription) subscriptions.delete(signal);
	};
};

const subscribe = (signal: AbortSignal): Subscription => {
	const callbacks = new Set<() => void>();
	const listener = () => {
		subscriptions.delete(signal);
		for (const callback of [...callbacks]) callback();
	};
	const subscription = {callbacks, listener};
	signal.addEventListener('abort', listener, {once: true});
	subscriptions.set(signal, subscription);
	return subscription;
};
