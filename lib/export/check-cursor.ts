import * as E from 'fp-ts/lib/Either.js';
import {fromCursor, withheldFrom} from '../core/cursor.ts';
import {DestinationFailure} from './destination-failure.ts';
import type {Asked} from './target.ts';

/**
 * Refuses a cursor that leads to another list, or where this export is not to go.
 * @param checkpoint what it stands in, as a sentence begins
 */
export const checkCursor = (checkpoint: string, cursor: string, {paths, pathsWithoutParent}: Asked): void => {
	const [own, ...documented] = paths;
	if (E.isRight(fromCursor(own, cursor, documented))) return;
	const withheld = withheldFrom(cursor, pathsWithoutParent);
	throw new DestinationFailure(
		withheld === undefined
			? `${checkpoint} cannot be used: its cursor leads off ${own}. Start again with overwrite (--overwrite).`
			: `${checkpoint} cannot be gone on with as it is: its cursor leads to ${withheld}.`,
	);
};
