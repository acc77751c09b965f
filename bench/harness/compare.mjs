import {withWorkers} from './processes.mjs';
import {speedRatio, summarize} from './statistics.mjs';
import {takeTurns} from './take-turns.mjs';

/** Whoever gives other rooms than the first contender is not slow or fast but wrong. */
const refuseDifferences = series => {
	const [{rooms, digest, sha256}] = series[0].results;
	for (const {entry, results} of series) {
		const wrong = results.find(
			result => result.rooms !== rooms || result.digest !== digest || result.sha256 !== sha256,
		);
		if (wrong) throw new Error(`${entry.name} gave other rooms than ${series[0].entry.name}: ${JSON.stringify(wrong)}`);
	}
	return rooms;
};

/**
 * Measures entries by turns. The first of them is the baseline of the ratios.
 *
 * @param {ReadonlyArray<{name: string, label: string, contender: import('../contenders/index.mjs').Contender, job: object}>} entries
 * @param {{library: object, rounds: number, warmUp?: object, progress: (done: number) => void}} how `warmUp` replaces
 *   parts of the jobs in a round before the first that counts
 */
export const compare = async (entries, {library, rounds, warmUp = {}, progress}) => {
	const contenders = [...new Set(entries.map(({contender}) => contender))];
	const series = await withWorkers(contenders, library, async runners => {
		const runnerOf = new Map(runners.map(({contender, run}) => [contender, run]));
		for (const {contender, job} of entries) await runnerOf.get(contender)({...job, ...warmUp});
		return takeTurns(entries, rounds, ({contender, job}) => runnerOf.get(contender)(job), progress);
	});
	const rooms = refuseDifferences(series);
	const timesOf = ({results}) => results.map(({milliseconds}) => milliseconds);
	const baseline = timesOf(series[0]);
	return {
		rooms,
		rows: series.map(one => ({
			name: one.entry.name,
			label: one.entry.label,
			ours: one.entry.contender.ours === true,
			milliseconds: summarize(timesOf(one)),
			ratio: speedRatio(baseline, timesOf(one)),
			processor: summarize(one.results.map(({processor}) => processor)),
			...(one.results[0].paused !== undefined && {paused: summarize(one.results.map(({paused}) => paused))}),
		})),
	};
};
