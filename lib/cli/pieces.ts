/** Characters of a piece, about. */
const pieceLength = 65_536;
/** Rooms of the first piece; their usual length makes it a whole one. */
const firstRooms = 50;

/**
 * Cuts a page into pieces whose texts are about equally long, going by the piece before: what is written piece by piece
 * leaves little in doubt when it is interrupted.
 */
export const createCutter = () => {
	let rooms = firstRooms;
	return {
		next: <Item>(items: readonly Item[], start: number): readonly Item[] => items.slice(start, start + rooms),
		/** A piece of so many rooms has become so long. */
		measured: (count: number, length: number): void => {
			rooms = Math.max(1, Math.floor((count * pieceLength) / length));
		},
	};
};
