import {namedBy} from './dataset/dataset-paths.ts';

/** What is wrong with a destination, as a sentence that says what to do. Becomes a `PaginationError` at the edge. */
export class DestinationFailure extends Error {}

/** The code of what such a failure comes of, where another export is at work. */
export const inUse = 'EBUSY';

/** Something else has a name that exports keep for themselves. */
export const inTheWay = (path: string, expected: 'regular file' | 'folder of an export'): DestinationFailure =>
	new DestinationFailure(`${path} is no ${expected}: remove it.`);

/** To go on from a file that was altered would end as a wrong file, and with success. */
export const notAsLeft = (what: 'partial file' | 'file of ids', path: string): DestinationFailure =>
	new DestinationFailure(
		`The ${what} ${path} is not as this export left it: start again with overwrite (--overwrite).`,
	);

/** Two exports would spoil each other's files. Which of the two it was cannot be told where the other one has finished. */
export const takenOver = (destination: string): DestinationFailure =>
	new DestinationFailure(
		`Another export to ${namedBy(destination)} has taken over, as this one was not at work for longer than a minute, or somebody removed its lock or files: wait for the other one; if there is none, go on with resume (--resume).`,
	);
