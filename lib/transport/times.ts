/** Forgets times up to a point; they stand in their order. Returns how many are left. */
export const forgetUntil = (times: number[], point: number): number => {
	while (times[0] !== undefined && times[0] <= point) times.shift();
	return times.length;
};
