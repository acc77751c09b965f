/** How many came within any second. */
export const mostInASecond = (times: readonly number[]): number => {
	let [most, first] = [0, 0];
	for (const [index, time] of times.entries()) {
		while ((times[first] ?? time) <= time - 1000) first++;
		most = Math.max(most, index - first + 1);
	}
	return most;
};
