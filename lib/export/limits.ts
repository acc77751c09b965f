import {skipOf} from '../core/cursor.ts';
import type {WalkOptions} from '../pagination/walk-options.ts';
import type {WalkSummary} from '../pagination/walk-pages.ts';
import type {Checkpoint} from './checkpoint.ts';
import {DestinationFailure} from './destination-failure.ts';

/** How far an export goes, all its runs together. */
export type Limits = Pick<Checkpoint, 'maxItems' | 'maxPages'>;

const latest = (given: number | undefined, earlier: number | null): number | null =>
	given === undefined ? earlier : Number.isFinite(given) ? given : null;

/** The limits that hold from now on: those that this run is given, else those of the run before. */
export const limitsOf = ({maxItems, maxPages}: WalkOptions, earlier: Limits): Limits => ({
	maxItems: latest(maxItems, earlier.maxItems),
	maxPages: latest(maxPages, earlier.maxPages),
});

/** How much of a limit is left; infinite where there is none. */
const remainder = (limit: number | null, used: number): number => (limit ?? Number.POSITIVE_INFINITY) - used;

/** Rows that may still be written. */
export const rowsLeft = ({maxItems, rows}: Checkpoint): number => remainder(maxItems, rows);

/** A page that was begun by the run before was counted then. */
export const isBegun = ({cursor}: Checkpoint): boolean => cursor !== null && skipOf(cursor) > 0;

/** Pages that may still be requested. */
const pagesLeft = (checkpoint: Checkpoint): number =>
	remainder(checkpoint.maxPages, checkpoint.pages) + (isBegun(checkpoint) ? 1 : 0);

/** What is left for a walk that goes on from here. */
export const roomIn = (checkpoint: Checkpoint): {readonly maxItems: number; readonly maxPages: number} => ({
	maxItems: rowsLeft(checkpoint),
	maxPages: pagesLeft(checkpoint),
});
/** Why an export that is complete ended where it did: one that has come to a limit still knows how to go on. */
export const reasonOf = (checkpoint: Checkpoint): WalkSummary['reason'] => {
	if (checkpoint.cursor === null) return 'complete';
	return roomIn(checkpoint).maxItems > 0 ? 'maxPages' : 'maxItems';
};

/** What is written stays written: a limit below it cannot be kept. */
export const checkLimits = (destination: string, {maxItems, maxPages, rows, pages}: Checkpoint): void => {
	const refuse = (used: string, limit: string): never => {
		throw new DestinationFailure(
			`The interrupted export to ${destination} holds ${used} already, and ${limit}: raise the limit, or start again with overwrite (--overwrite).`,
		);
	};
	if (remainder(maxItems, rows) < 0) refuse(`${rows} rows`, `maxItems is ${maxItems} (--max-items)`);
	if (remainder(maxPages, pages) < 0) refuse(`${pages} pages`, `maxPages is ${maxPages} (--max-pages)`);
};
