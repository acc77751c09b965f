import type {ScheduledChange} from '../compound-options.ts';
import {createPopulation, type Population} from './population.ts';

/**
 * Applies each change once that many requests have been answered. All are tried on a copy first, so that a room that
 * cannot be deleted is an error of whoever starts the simulator, not of some request later.
 */
export const scheduleChanges = (
	changes: readonly ScheduledChange[],
	rooms: number,
	numberOf: (id: string) => number | undefined,
	population: Population,
): ((requests: number) => void) => {
	const pending = changes.toSorted((one, other) => one.afterRequest - other.afterRequest);
	const rehearsal = createPopulation(rooms, numberOf);
	for (const change of pending) rehearsal.change(change);
	let next = 0;
	return requests => {
		for (let change = pending[next]; change !== undefined && change.afterRequest <= requests; change = pending[next]) {
			next++;
			population.change(change);
		}
	};
};
