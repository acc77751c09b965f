import type {IdOf} from '../core/item-id.ts';
import {SeenTexts} from '../seen/seen-texts.ts';

/**
 * A listing that counts on for ever over nothing has no end; one that is filtered page by page may have a long way
 * without a match. After so many empty pages in a row it is taken for the former.
 */
export const mostEmptyPages = 1000;

/** Items that are created during a walk can show a page twice, not a hundred of them in a row. */
export const mostRepeatedPages = 100;

/** A page by its length and the ids at its two ends; undefined when its items have no ids to tell them apart. */
const textOf = (items: readonly unknown[], idOf: IdOf): string | undefined => {
	const [first, last] = [idOf(items[0]), idOf(items.at(-1))];
	return first === undefined || last === undefined ? undefined : JSON.stringify([items.length, first, last]);
};

/**
 * Tells, page by page, when a walk gets nowhere although its links go on: what its latest pages were like, once there
 * were too many of them in a row. Holds 16 to 32 bytes a page.
 */
export const createStandstillWatch = (idOf: IdOf): ((items: readonly unknown[]) => string | undefined) => {
	const seen = new SeenTexts();
	let [empty, repeated] = [0, 0];
	return items => {
		const text = textOf(items, idOf);
		if (items.length === 0) empty++;
		else if (text !== undefined && !seen.add(text)) repeated++;
		else [empty, repeated] = [0, 0];
		if (repeated >= mostRepeatedPages) return `${repeated} pages in a row repeated pages before them`;
		return empty >= mostEmptyPages ? `${empty} pages in a row held nothing` : undefined;
	};
};
