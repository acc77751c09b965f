import {longestTimer} from './abortable-delay.ts';

let waiting = 0;
let timer: ReturnType<typeof setInterval> | undefined;

/**
 * Keeps the process alive until the returned function is called, once. Delays of the transport do not: a walk that was
 * dropped, and reads ahead for nobody, would hold a finished program for as long as it tries. Who waits for an answer does.
 */
export const keepAlive = (): (() => void) => {
	waiting++;
	timer ??= setInterval(() => {}, longestTimer);
	return () => {
		waiting--;
		if (waiting > 0) return;
		clearInterval(timer);
		timer = undefined;
	};
};
