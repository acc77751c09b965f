/** Remembers what was used latest, up to a total weight. */
export interface BoundedCache<Value> {
	/** The value under that key, made if it is not there. */
	readonly get: (key: string, make: () => Value) => Value;
	readonly weight: () => number;
	readonly hits: () => number;
}

export const createBoundedCache = <Value>(
	capacity: number,
	weigh: (value: Value, key: string) => number,
): BoundedCache<Value> => {
	const entries = new Map<string, Value>();
	let total = 0;
	let hits = 0;

	const remember = (key: string, value: Value): void => {
		const weight = weigh(value, key);
		if (weight > capacity) return;
		entries.set(key, value);
		total += weight;
		for (const [oldest, old] of entries) {
			if (total <= capacity) break;
			entries.delete(oldest);
			total -= weigh(old, oldest);
		}
	};

	return {
		get: (key, make) => {
			const known = entries.get(key);
			if (known === undefined) {
				const made = make();
				remember(key, made);
				return made;
			}
			hits++;
			// A Map keeps the order of insertion: whatever was used last goes to the end.
			entries.delete(key);
			entries.set(key, known);
			return known;
		},
		weight: () => total,
		hits: () => hits,
	};
};
