import {setTimeout} from 'node:timers/promises';

/**
 * A consumer's work that needs time but no processor, as a database's would. Timers come late by up to a millisecond or
 * two, so what was really waited is added up.
 *
 * @param {number} milliseconds
 */
export const createPause = milliseconds => {
	let total = 0;
	return {
		wait: async () => {
			const start = performance.now();
			await setTimeout(milliseconds);
			total += performance.now() - start;
		},
		total: () => total,
	};
};
