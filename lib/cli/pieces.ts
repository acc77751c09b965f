/** Characters of a piece, about. */
const pieceLength = 65_536;
/** Items of the first piece; their usual length makes it a whole one. */
const firstCount = 50;

/**
 * Cuts a page into pieces whose texts are about equally long, going by the piece before: what is written piece by piece
 * leaves little in doubt when it is interrupted.
 */
export const createCutter = () => {
	let count = firstCount;
	return {
		next: <Item>(items: readonly Item[], start: number): readonly Item[] => items.slice(start, start + count),
		/** A piece of so many items has become so long. */
		measured: (items: number, length: number): void => {
			count = Math.max(1, Math.floor((items * pieceLength) / length));
		},
	};
};
