/** @param {readonly number[]} values */
export const median = values => {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length >> 1;
	return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/**
 * What is kept of a series of measurements.
 *
 * @param {readonly number[]} values
 */
export const summarize = values => ({
	rounds: values.length,
	min: Math.min(...values),
	median: median(values),
	max: Math.max(...values),
});

/**
 * How many times as fast as the baseline: the median of the ratios within each round, so that a machine that slows
 * down for some rounds slows down both sides of a ratio.
 *
 * @param {readonly number[]} baseline milliseconds, a number a round
 * @param {readonly number[]} values
 */
export const speedRatio = (baseline, values) => summarize(values.map((value, round) => baseline[round] / value));
