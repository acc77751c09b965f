/** Counts how often each target has been asked for; the longest known targets are forgotten beyond the capacity. */
export const createAttemptCounter = (capacity: number): ((target: string) => number) => {
	const attempts = new Map<string, number>();
	return target => {
		const attempt = (attempts.get(target) ?? 0) + 1;
		attempts.set(target, attempt);
		if (attempts.size > capacity) {
			const [oldest = target] = attempts.keys();
			attempts.delete(oldest);
		}
		return attempt;
	};
};
