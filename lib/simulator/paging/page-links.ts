import type {ListQuery} from './list-query.ts';
import {countsExamplePages, type LinkStyle, type Paging} from './list-terms.ts';

/** How a link is written: a whole address, a path with a query, or only a query. */
export type LinkForm = 'absolute' | 'path' | 'query';

export interface PageLinks {
	readonly self: string;
	readonly first: string;
	readonly next?: string | null;
	readonly prev?: string | null;
}

/** One page of a listing, as a link names it. */
export interface PageReference {
	readonly pageIndex: number;
	readonly token: string | undefined;
}

export interface LinkWriter {
	readonly style: LinkStyle;
	readonly form: LinkForm;
	/** Scheme and host of absolute links. */
	readonly origin: string;
	readonly path: string;
	readonly paging: Paging;
}

/** The query that leads to a page, with the parameters of the request that the listing depends on. */
const queryOf = (
	{style, paging}: LinkWriter,
	{carried, pageSize}: ListQuery,
	{pageIndex, token}: PageReference,
): string => {
	const kept = carried.map(({raw}) => raw);
	if (countsExamplePages(paging, style)) return [`page=${pageIndex + 1}`, ...kept].join('&');
	const size = carried.some(({name}) => name === paging.size) ? [] : [`${paging.size}=${pageSize}`];
	const anchor = token === undefined ? [] : [`${paging.token}=${token}`];
	return [`${paging.number}=${pageIndex}`, ...size, ...kept, ...anchor].join('&');
};

const address = (writer: LinkWriter): string => {
	const base = writer.form === 'absolute' ? writer.origin : '';
	return writer.form === 'query' ? '' : base + writer.path;
};

export const writeLink = (writer: LinkWriter, query: ListQuery, page: PageReference): string =>
	`${address(writer)}?${queryOf(writer, query, page)}`;

/** The very address that was asked for. */
export const repeatLink = (writer: LinkWriter, rawQuery: string): string =>
	rawQuery === '' && writer.form !== 'query' ? address(writer) : `${address(writer)}?${rawQuery}`;
