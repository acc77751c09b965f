/**
 * A B C A B C …: every round measures everybody once, so that what slows the machine down for a while slows all.
 *
 * @template Entry, Result
 * @param {readonly Entry[]} entries
 * @param {number} rounds
 * @param {(entry: Entry, round: number) => Promise<Result>} measure
 * @param {(done: number) => void} progress
 * @returns {Promise<ReadonlyArray<{entry: Entry, results: readonly Result[]}>>}
 */
export const takeTurns = async (entries, rounds, measure, progress) => {
	const series = entries.map(entry => ({entry, results: []}));
	for (let round = 0; round < rounds; round++) {
		for (const {entry, results} of series) results.push(await measure(entry, round));
		progress(round + 1);
	}
	return series;
};
