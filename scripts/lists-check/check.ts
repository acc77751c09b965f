import type {AnyList} from '../../lib/core/list.ts';
import {compareList} from './compare-lists.ts';
import {type DescribedList, describedLists} from './description.ts';

/** A difference that is meant, and why. */
export interface KnownDifference {
	/** The difference as it is told; `*` stands for anything. */
	readonly difference: string;
	readonly because: string;
}

type Catalogue = Readonly<Record<string, readonly AnyList[]>>;

/** Parameters in a path have names of their own here. */
const withoutNames = (path: string): string => path.replace(/\{[^}]*\}/g, '{}');

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

const matches = (pattern: string, text: string): boolean =>
	new RegExp(`^${pattern.split('*').map(escaped).join('.*')}$`).test(text);

/** Lists that one side has and the other has not. A family of which nothing is described is not looked for. */
const missing = (catalogue: Catalogue, described: ReadonlyMap<string, DescribedList>): readonly string[] => {
	const own = new Set(Object.values(catalogue).flatMap(lists => lists.map(({path}) => withoutNames(path))));
	const gone = Object.values(catalogue).flatMap(lists => {
		const absent = lists.filter(({path}) => !described.has(withoutNames(path)));
		return absent.length === lists.length ? [] : absent;
	});
	const added = [...described].filter(([path, {isList}]) => isList && !own.has(path));
	return [
		...added.map(([, {path}]) => `GET ${path} is new`),
		...gone.map(({name, path}) => `${name}: GET ${path} is not in the description`),
	];
};

/**
 * Holds a catalogue against OpenAPI files, and tells each difference in a line: what is new, what is gone, what is otherwise;
 * and which known differences are none any more.
 */
export const checkLists = (
	catalogue: Catalogue,
	documents: readonly unknown[],
	known: readonly KnownDifference[] = [],
): readonly string[] => {
	const described = new Map(documents.flatMap(describedLists).map(each => [withoutNames(each.path), each]));
	const compared = Object.values(catalogue)
		.flat()
		.flatMap(list => {
			const there = described.get(withoutNames(list.path));
			return there === undefined ? [] : [{name: list.name, differences: compareList(list, there)}];
		});
	const told = compared.flatMap(({name, differences}) => differences.map(({at, what}) => `${name}, ${at}: ${what}`));
	const all = [...missing(catalogue, described), ...told];
	const names = new Set(compared.map(({name}) => name));
	const stale = known.filter(
		({difference}) => names.has(difference.split(',')[0] ?? '') && !all.some(text => matches(difference, text)),
	);
	return [
		...all.filter(text => !known.some(({difference}) => matches(difference, text))),
		...stale.map(({difference}) => `known, but no difference any more: ${difference}`),
	];
};
