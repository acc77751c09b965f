import type {AnyList} from '../../core/list.ts';
import {placeholdersIn} from '../../core/list-path.ts';
import type {QueryParameters} from '../../core/request-descriptor.ts';
import {rooms} from '../../lists/video/rooms.ts';
import {show} from '../checks.ts';
import type {Settings} from '../options.ts';
import type {ListSource} from '../paging/list-source.ts';
import {type ListTerms, termsOf} from '../paging/list-terms.ts';
import {type BoundedCache, createBoundedCache} from '../population/bounded-cache.ts';
import type {Listing} from '../population/listing.ts';
import {roomsSource} from '../rooms/rooms-source.ts';
import type {RoomsSpace} from '../rooms/rooms-space.ts';
import {type Blueprint, blueprintOf} from './blueprint.ts';
import {itemSource} from './item-source.ts';
import type {ItemCounts} from './list-options.ts';
import {allParents} from './other-path.ts';

/** One list of the server. */
export interface ServedList {
	readonly list: AnyList;
	readonly terms: ListTerms;
	readonly below: (parents: QueryParameters) => ListSource;
}

/** The list at a path, and the values of the parameters in it. */
export interface FoundList {
	readonly served: ServedList;
	readonly parents: QueryParameters;
}

export interface ServedLists {
	readonly at: (path: string, query: string) => FoundList | undefined;
	readonly of: (list: AnyList) => ServedList;
	/** Whether more lists may be found once they are loaded. */
	readonly isPartial: () => boolean;
	/** Loads all lists that there are: most servers are asked for rooms alone. */
	readonly complete: () => Promise<void>;
}

const keptListings = 32;

const decode = (segment: string): string | undefined => {
	try {
		return decodeURIComponent(segment);
	} catch {
		return undefined;
	}
};

type MatchPath = (path: string) => QueryParameters | undefined;

/** Finds the values of the parameters in a path; undefined if it is another. */
const pathMatcher = (own: string): MatchPath => {
	const names = placeholdersIn(own);
	const pattern = new RegExp(`^${own.replace(/[.+*$()]/g, '\\$&').replace(/\{\w+\}/g, '([^/]+)')}$`);
	return path => {
		const values = pattern.exec(path)?.slice(1).map(decode);
		return values?.includes(undefined) === false
			? names.map((name, index) => [name, values[index] as string] as const)
			: undefined;
	};
};

const servedItems = (list: AnyList, count: number, seed: number, listings: BoundedCache<Listing>): ServedList => {
	// Made when somebody asks for it: there are many lists, and most servers are asked for one.
	let made: Blueprint | undefined;
	const blueprint = (): Blueprint => {
		made ??= blueprintOf(list);
		return made;
	};
	return {
		list,
		get terms() {
			return blueprint().terms;
		},
		below: parents => itemSource(blueprint(), parents, {seed, count, listings}),
	};
};

/** A caller's own lists first; they take the place of others with their name. */
const withOwn = (ownLists: readonly AnyList[], others: readonly AnyList[]): readonly AnyList[] => {
	const own = new Set(ownLists.map(({name}) => name));
	return [...ownLists, ...others.filter(({name}) => !own.has(name))];
};

/** A misspelt name would go unheard. The option `rooms` says how many rooms there are. */
const refuseStrangers = (counts: ItemCounts, lists: readonly AnyList[]): void => {
	const names = lists.filter(list => list !== rooms).map(({name}) => name);
	const stranger = Object.keys(counts).find(name => !names.includes(name));
	if (stranger === undefined) return;
	throw new Error(`${show(stranger)} is no field of lists; it has the names of lists, such as room_sessions.`);
};

/** Clients resolve such segments before they send a request. */
const refuseSteps = (basePath: string): void => {
	if (!/\/\.{1,2}(\/|$)/.test(basePath)) return;
	throw new Error(`basePath must have no segments "." and "..", which no request would hold, not ${show(basePath)}.`);
};

const parametersIn = ({served: {list}}: {readonly served: ServedList}): number => placeholdersIn(list.path).length;

type ListSettings = Pick<Settings, 'seed' | 'basePath' | 'items' | 'lists' | 'ownLists' | 'documentedLinks'>;

export const createServedLists = (
	{seed, basePath, items, lists: counts, ownLists, documentedLinks}: ListSettings,
	space: RoomsSpace,
): ServedLists => {
	refuseSteps(basePath);
	const listings = createBoundedCache<Listing>(keptListings, () => 1);
	const servedOf = (list: AnyList): ServedList =>
		list === rooms
			? {list, terms: termsOf(list), below: () => roomsSource(space)}
			: servedItems(list, counts[list.name] ?? items, seed, listings);
	/** A word in a path goes before a parameter. */
	const routesOf = (lists: readonly AnyList[]) =>
		lists
			.flatMap(list => {
				const served = servedOf(list);
				const others = documentedLinks ? (list.linksTo ?? []) : [];
				return [list.path, ...others].map(path => ({served, match: pathMatcher(basePath + path)}));
			})
			.sort((one, other) => parametersIn(one) - parametersIn(other));
	let routes = routesOf(withOwn(ownLists, [rooms]));
	let isPartial = true;
	return {
		at: (path, query) => {
			for (const {served, match} of routes) {
				const parents = match(path);
				if (parents !== undefined) return {served, parents: allParents(served.list, parents, query)};
			}
			return undefined;
		},
		of: list => routes.find(({served}) => served.list === list)?.served ?? servedOf(list),
		isPartial: () => isPartial,
		complete: async () => {
			const {catalogue} = await import('../../lists/catalogue.ts');
			if (!isPartial) return;
			const lists = withOwn(ownLists, Object.values(catalogue).flat());
			refuseStrangers(counts, lists);
			routes = routesOf(lists);
			isPartial = false;
		},
	};
};
