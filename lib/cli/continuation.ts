import {resumeHint} from './report.ts';

/** How a run that ended early is gone on with. */
export interface Continuation {
	/** The flags for it; undefined when there is nothing to go on from. */
	readonly flags: string | undefined;
	/** Rooms whose writing was under way: how many of them were taken, their taker alone knows. */
	readonly inDoubt: number;
}

/** For standard output: from a cursor, if there is one. */
export const continuationAt = (cursor: string | undefined, inDoubt: number): Continuation => ({
	flags: cursor === undefined ? undefined : resumeHint(cursor),
	inDoubt,
});

/** `go on with …`, or `start again`. */
export const nextStep = ({flags, inDoubt}: Continuation): string => {
	const step = flags === undefined ? 'start again' : `go on with ${flags}`;
	if (inDoubt === 0) return step;
	const rooms = inDoubt === 1 ? '1 room' : `${inDoubt} rooms`;
	return `${step}; up to ${rooms} after these may have been written too, the last line perhaps not whole`;
};
