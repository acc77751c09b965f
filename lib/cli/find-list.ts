import type {AnyList} from '../core/list.ts';
import {catalogue} from '../lists/catalogue.ts';
import {kebabCase} from './flag-name.ts';

/** A list of the catalogue, and the words that ask for it: `video room-sessions`. */
export interface FoundList {
	readonly family: string;
	readonly word: string;
	readonly list: AnyList;
}

/** Every list that can be asked for. */
export const allLists: readonly FoundList[] = Object.entries(catalogue).flatMap(([family, lists]) =>
	lists.map(list => ({family: kebabCase(family), word: kebabCase(list.name), list})),
);

/** The same, family by family. */
export const families: ReadonlyMap<string, readonly FoundList[]> = new Map(
	Object.keys(catalogue)
		.map(kebabCase)
		.map(name => [name, allLists.filter(({family}) => family === name)]),
);
