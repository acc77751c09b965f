import type {Snapshot} from '../population/snapshot.ts';
import type {ListQuery} from './list-query.ts';
import type {ListSource, Selection} from './list-source.ts';
import type {LinkStyle} from './list-terms.ts';
import type {PageReference} from './page-links.ts';
import type {PageTokens} from './page-token.ts';

/** Where a requested page lies, and how links name its neighbours. */
export interface LocatedPage {
	readonly snapshot: Snapshot;
	/** How many items of the listing come before the page. */
	readonly position: number;
	readonly referenceTo: (pageIndex: number) => PageReference;
}

/** A place may be negative, the content of a token may not. */
const placeOffset = 2 ** 32;

/** A query's listing, and the tokens of its pages. */
export interface Listed {
	readonly source: ListSource;
	readonly selection: Selection;
	readonly tokens: PageTokens;
}

const locateByPage = ({source: {population}}: Listed, {pageIndex, pageSize, pageToken}: ListQuery) =>
	pageToken === undefined
		? {
				snapshot: population.current(),
				position: pageIndex * pageSize,
				referenceTo: (index: number) => ({pageIndex: index, token: undefined}),
			}
		: undefined;

/** A token belongs to the query it was given out for: whoever drops a parameter on the way is told. */
const keyOf = ({selection}: Listed, {pageSize}: ListQuery): string => `${pageSize} ${selection.key}`;

/** A token of the `anchor` style is a snapshot: pages count within the items that existed when the walk began. */
const locateByAnchor = (listed: Listed, query: ListQuery): LocatedPage | undefined => {
	const {source, tokens} = listed;
	const {pageToken} = query;
	const key = keyOf(listed, query);
	const version = pageToken === undefined ? source.population.current().version : tokens.read(key, pageToken);
	const snapshot = version === undefined ? undefined : source.population.at(version);
	return (
		snapshot && {
			snapshot,
			position: query.pageIndex * query.pageSize,
			referenceTo: pageIndex => ({pageIndex, token: tokens.write(key, snapshot.version)}),
		}
	);
};

/** A token of the `rolling` style is a place between two items, good for one page number, in the listing of the moment. */
const locateByPlace = (listed: Listed, query: ListQuery): LocatedPage | undefined => {
	const {source, selection, tokens} = listed;
	const {pageToken, pageIndex: currentIndex, pageSize} = query;
	const snapshot = source.population.current();
	const listing = selection.listing(snapshot);
	const keyOfPage = (pageIndex: number): string => `${keyOf(listed, query)} ${pageIndex}`;
	const content = pageToken === undefined ? undefined : tokens.read(keyOfPage(currentIndex), pageToken);
	if (pageToken !== undefined && content === undefined) return undefined;
	const position = content === undefined ? currentIndex * pageSize : listing.positionOf(content - placeOffset);
	const referenceTo = (pageIndex: number): PageReference => {
		const start = Math.max(0, position + (pageIndex - currentIndex) * pageSize);
		return {pageIndex, token: tokens.write(keyOfPage(pageIndex), listing.placeAt(start) + placeOffset)};
	};
	return {snapshot, position, referenceTo};
};

const locate: Readonly<Record<LinkStyle, (listed: Listed, query: ListQuery) => LocatedPage | undefined>> = {
	page: locateByPage,
	anchor: locateByAnchor,
	rolling: locateByPlace,
};

/** Undefined if the token is not one for this listing, or is too old. */
export const locatePage = (listed: Listed, style: LinkStyle, query: ListQuery): LocatedPage | undefined =>
	locate[style](listed, query);
