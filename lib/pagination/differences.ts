import type {Mismatch} from '../core/decode-reasons.ts';
import type {Redact} from '../redact/secrets.ts';

/** One way in which items differ from the documentation. */
export interface Difference extends Mismatch {
	/** The field, such as `active_session.fps`, or `tags[]` for any entry of an array; empty for the item as a whole. */
	readonly field: string;
	/** How many items differ so. */
	readonly count: number;
	/** The first of them: its page, from 1, and its place in what that lists, from 0. */
	readonly first: {readonly page: number; readonly index: number};
}

/** How items that were kept differ from the documentation. */
export interface Differences {
	/** Items that differ from the documentation and were given all the same; see `onInvalidItem`. */
	readonly differing: number;
	/**
	 * How they differ: a row for each field and what is documented of it, in the order in which they were met. At most 100
	 * rows, and of one page at most 10,000 such items are looked into; `differing` counts all.
	 */
	readonly differences: readonly Difference[];
}

export const noDifferences = {differing: 0, differences: []} satisfies Differences;

const mostRows = 100;

/** To explain an item takes far longer than to accept it, and a page may hold millions that are nothing of the kind. */
const mostExplained = 10_000;

const nameOf = ({field, expected}: Mismatch): string => `${field}\0${expected}`;

/** Both together; what is met first stays first. */
export const addDifferences = (earlier: Differences, later: Differences): Differences => {
	if (later.differing === 0) return earlier;
	const rows = new Map(earlier.differences.map(row => [nameOf(row), row]));
	for (const row of later.differences) {
		const known = rows.get(nameOf(row));
		if (known !== undefined) rows.set(nameOf(row), {...known, count: known.count + row.count});
		else if (rows.size < mostRows) rows.set(nameOf(row), row);
	}
	return {differing: earlier.differing + later.differing, differences: [...rows.values()]};
};

const redacted = ({field, expected, got}: Mismatch, redact: Redact): Mismatch => ({
	field: redact(field),
	expected: redact(expected),
	...(got !== undefined && {got: redact(got)}),
});

const countBefore = (places: readonly number[], end: number): number => {
	const found = places.findIndex(place => place >= end);
	return found < 0 ? places.length : found;
};

/** What of one page differs, noted entry by entry. Holds numbers and few texts, whatever the entries are. */
export class PageDifferences {
	readonly #page: number;
	readonly #redact: Redact;
	readonly #places: number[] = [];
	readonly #rows = new Map<string, {readonly mismatch: Mismatch; readonly places: number[]}>();

	constructor(page: number, redact: Redact) {
		this.#page = page;
		this.#redact = redact;
	}

	/** Whether more entries are to be explained. */
	get explainsMore(): boolean {
		return this.#places.length < mostExplained;
	}

	/** Takes note of the next entry that differs. */
	note(index: number, mismatches: readonly Mismatch[]): void {
		this.#places.push(index);
		for (const mismatch of mismatches) {
			const field = mismatch.field.replaceAll(/\[\d+\]/g, '[]');
			const name = nameOf({...mismatch, field});
			const known = this.#rows.get(name);
			if (known === undefined && this.#rows.size < mostRows) {
				this.#rows.set(name, {mismatch: redacted({...mismatch, field}, this.#redact), places: [index]});
			} else if (known !== undefined && known.places.at(-1) !== index) known.places.push(index);
		}
	}

	/** Of the entries before this place. */
	before(end: number): Differences {
		const differences = [...this.#rows.values()].flatMap(({mismatch, places}): readonly Difference[] => {
			const [index = 0] = places;
			const count = countBefore(places, end);
			return count === 0 ? [] : [{...mismatch, count, first: {page: this.#page, index}}];
		});
		return {differing: countBefore(this.#places, end), differences};
	}
}
