import {withWorkers} from './processes.mjs';
import {speedRatio, summarize} from './statistics.mjs';
import {takeTurns} from './take-turns.mjs';

/** Whoever gives other rooms than the first contender is not slow or fast but wrong. */
const refuseDifferences = series => {
	const [first] = series[0].results;
	const differs = ({rooms, digest, sha256}) =>
		rooms !== first.rooms ||
		// An export gives no rooms to look at, only how many.
		(digest !== undefined && digest !== first.digest) ||
		(sha256 !== undefined && sha256 !== first.sha256);
	for (const {entry, results} of series) {
		const wrong = results.find(differs);
		if (wrong) throw new Error(`${entry.name} gave other rooms than ${series[0].entry.name}: ${JSON.stringify(wrong)}`);
	}
	return first.rooms;
};

/**
 * Measures entries by turns. The first of them is the baseline of the ratios.
 *
 * @param {ReadonlyArray<{name: string, label: string, contender: import('../contenders/index.mjs').Contender, job: object}>} entries
 * @param {{packed: object, node: {path: string}, rounds: number, warmUp?: object, progress: (done: number) => void}} how
 *   `warmUp` replaces parts of the jobs in a round before the first that counts, but for the first entry: a whole walk
 *   has the server make its pages
 */
export const compare = async (entries, {packed, node, rounds, warmUp = {}, progress}) => {
	const contenders = [...new Set(entries.map(({contender}) => contender))];
	const series = await withWorkers(contenders, {packed, node}, async runners => {
		const runnerOf = new Map(runners.map(({contender, run}) => [contender, run]));
		for (const [at, {contender, job}] of entries.entries()) {
			await runnerOf.get(contender)({...job, ...(at > 0 && warmUp)});
		}
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
