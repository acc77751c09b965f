import type {Links} from '../../core/page.ts';
import type {Listing} from '../population/listing.ts';
import type {Population} from '../population/population.ts';
import type {Snapshot} from '../population/snapshot.ts';

/** The parameters of a request by their names, decoded; those that a list documents have been checked. */
export type QueryValues = ReadonlyMap<string, string>;

/** What stands around the items of a page. */
export interface PageFrame {
	readonly links: Links;
	/** The page's number, from 0. */
	readonly number: number;
	readonly size: number;
}

/** The items of one page. */
export interface PageItems {
	readonly count: number;
	/** The body of the answer, in pieces, so that items from a cache are not copied; a page's faults leave the items out. */
	readonly write: (frame: PageFrame, withItems: boolean) => readonly Buffer[];
}

/** The items that a query asks for, as it wants them. */
export interface Selection {
	/** The same for queries that ask for the same, and for no others. */
	readonly key: string;
	readonly listing: (snapshot: Snapshot) => Listing;
	readonly page: (snapshot: Snapshot, position: number, count: number) => PageItems;
	/** The item of that number, as it is sent. */
	readonly read: (number: number) => object;
}

/** What a list is served from. */
export interface ListSource {
	readonly population: Pick<Population, 'current' | 'at'>;
	readonly select: (values: QueryValues) => Selection;
}
