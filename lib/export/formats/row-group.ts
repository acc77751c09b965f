import type {Cell} from './rows.ts';

/** Rows are compressed in groups of so many; one group at a time is held in memory. */
export const mostRows = 10_000;

/** Characters in the cells of a group: one of very large rows has fewer of them. */
const mostCharacters = 2 ** 26;

const charactersOf = (row: readonly Cell[]): number => {
	let characters = 0;
	for (const cell of row) if (typeof cell === 'string') characters += cell.length;
	return characters;
};

/** Rows that become a group together: cut by what they are, so that it is the same whenever they come. */
export class RowGroupRows {
	#rows: Cell[][] = [];
	#characters = 0;

	get rows(): readonly Cell[][] {
		return this.#rows;
	}

	/** Whether the group is full with it. */
	add(row: Cell[]): boolean {
		this.#rows.push(row);
		this.#characters += charactersOf(row);
		return this.#rows.length === mostRows || this.#characters >= mostCharacters;
	}

	/** The rows of a group; the next one begins. */
	take(): readonly Cell[][] {
		const rows = this.#rows;
		this.#rows = [];
		this.#characters = 0;
		return rows;
	}
}
