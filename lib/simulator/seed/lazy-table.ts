/**
 * A table whose entries are made when first asked for: starting costs nothing, and an entry asked for again costs a
 * look-up. The index must be a whole number from 0.
 */
export const lazyTable = <Entry>(make: (index: number) => Entry): ((index: number) => Entry) => {
	const entries: (Entry | undefined)[] = [];
	const fill = (index: number): Entry => {
		const entry = make(index);
		entries[index] = entry;
		return entry;
	};
	return index => entries[index] ?? fill(index);
};
