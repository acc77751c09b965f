/** Clocks that are only kept in step with the world move by less than this between two looks; it does no harm. */
const tolerance = 50;

/** The time of day less the time that has passed: between these bounds, as a busy machine may pause at any point. */
const look = (): {readonly least: number; readonly most: number} => {
	const before = performance.now();
	const timeOfDay = Date.now();
	return {least: timeOfDay - performance.now(), most: timeOfDay - before};
};

/**
 * Tells, each time that it is asked, whether the machine's time of day was moved since it was asked before: by hand, by
 * a time server, or while the machine slept.
 */
export const createClockWatch = (): (() => boolean) => {
	let last = look();
	return () => {
		const now = look();
		const moved = now.most < last.least - tolerance || now.least > last.most + tolerance;
		last = now;
		return moved;
	};
};
