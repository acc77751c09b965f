import type {Snapshot} from '../population/snapshot.ts';
import {filterKey} from '../rooms/room-filter.ts';
import type {RoomsSpace} from '../rooms/rooms-space.ts';
import type {LinkStyle, ListQuery} from './list-query.ts';
import type {PageReference} from './page-links.ts';
import type {PageTokens} from './page-token.ts';

/** Where a requested page lies, and how links name its neighbours. */
export interface LocatedPage {
	readonly snapshot: Snapshot;
	/** How many rooms of the listing come before the page. */
	readonly position: number;
	readonly referenceTo: (pageIndex: number) => PageReference;
}

/** A place may be negative, the content of a token may not. */
const placeOffset = 2 ** 32;

const locateByPage = ({population}: RoomsSpace, query: ListQuery): LocatedPage => ({
	snapshot: population.current(),
	position: query.pageIndex * query.pageSize,
	referenceTo: pageIndex => ({pageIndex, token: undefined}),
});

/** A token of the `anchor` style is a snapshot: pages count within the rooms that existed when the walk began. */
const locateByAnchor = (
	{population}: RoomsSpace,
	tokens: PageTokens,
	listingKey: string,
	query: ListQuery,
): LocatedPage | undefined => {
	const {pageToken} = query;
	const version = pageToken === undefined ? population.current().version : tokens.read(listingKey, pageToken);
	const snapshot = version === undefined ? undefined : population.at(version);
	return (
		snapshot && {
			snapshot,
			position: query.pageIndex * query.pageSize,
			referenceTo: pageIndex => ({pageIndex, token: tokens.write(listingKey, snapshot.version)}),
		}
	);
};

/** A token of the `rolling` style is a place between two rooms, good for one page number, in the listing of the moment. */
const locateByPlace = (
	space: RoomsSpace,
	tokens: PageTokens,
	listingKey: string,
	query: ListQuery,
): LocatedPage | undefined => {
	const {pageToken, pageIndex: currentIndex, pageSize, filter} = query;
	const snapshot = space.population.current();
	const listing = space.listing(snapshot, filter);
	const keyOf = (pageIndex: number): string => `${listingKey} ${pageIndex}`;
	const content = pageToken === undefined ? undefined : tokens.read(keyOf(currentIndex), pageToken);
	if (pageToken !== undefined && content === undefined) return undefined;
	const position = content === undefined ? 0 : listing.positionOf(content - placeOffset);
	const referenceTo = (pageIndex: number): PageReference => {
		const start = Math.max(0, position + (pageIndex - currentIndex) * pageSize);
		return {pageIndex, token: tokens.write(keyOf(pageIndex), listing.placeAt(start) + placeOffset)};
	};
	return {snapshot, position, referenceTo};
};

/** Undefined if the token is not one for this listing, or is too old. */
export const locatePage = (
	space: RoomsSpace,
	tokens: PageTokens,
	style: LinkStyle,
	query: ListQuery,
): LocatedPage | undefined => {
	// A token belongs to the query it was given out for: whoever drops a parameter on the way is told.
	const listingKey = `${query.pageSize} ${query.includeActiveSession} ${filterKey(query.filter)}`;
	if (style === 'anchor') return locateByAnchor(space, tokens, listingKey, query);
	if (style === 'rolling') return locateByPlace(space, tokens, listingKey, query);
	return query.pageToken === undefined ? locateByPage(space, query) : undefined;
};
