/** Timers of a process that is not busy are less late. */
const shortestLateness = 10;

/**
 * Calls back after so many milliseconds. Where this process was too busy to look at the clock in time, it was too busy to
 * see what had arrived, too: as much time again is given to that. Returns what cancels it.
 */
export const patientTimer = (milliseconds: number, callback: () => void): (() => void) => {
	const due = performance.now() + milliseconds;
	let timer = setTimeout(() => {
		const late = performance.now() - due;
		if (late < shortestLateness) callback();
		else timer = setTimeout(callback, Math.min(late, milliseconds));
	}, milliseconds);
	return () => clearTimeout(timer);
};
