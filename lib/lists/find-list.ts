import type {AnyList} from '../core/list.ts';
import {catalogue} from './catalogue.ts';

/** A list of the catalogue, and the words that ask for it: `video room-sessions`. */
export interface FoundList {
	readonly family: string;
	readonly word: string;
	readonly list: AnyList;
}

/** What the family says already is not said again: `video_logs` are asked for with `video logs`. */
const wordOf = (family: string, {name}: AnyList): string =>
	name.replace(new RegExp(`^${family}_`), '').replaceAll('_', '-');

/** Every list that can be asked for, by family. */
export const families: ReadonlyMap<string, readonly FoundList[]> = new Map(
	Object.entries(catalogue).map(([family, lists]) => [
		family,
		lists.map(list => ({family, word: wordOf(family, list), list})),
	]),
);

/** The same, one after the other. */
export const allLists: readonly FoundList[] = [...families.values()].flat();
