import {type Answer, type AnsweredPage, errorAnswer, jsonType, problemsAnswer} from '../http/answer.ts';
import {type ListQuery, readListQuery} from '../paging/list-query.ts';
import {type LocatedPage, locatePage} from '../paging/locate-page.ts';
import {type LinkWriter, type PageLinks, type PageReference, repeatLink, writeLink} from '../paging/page-links.ts';
import type {PageTokens} from '../paging/page-token.ts';
import type {RoomsSpace} from './rooms-space.ts';

/** How an answer says that there is no next or previous page. */
export type OmittedLink = 'absent' | 'null' | 'empty';

export interface RoomsPageContext {
	readonly space: RoomsSpace;
	readonly tokens: PageTokens;
	readonly omitNext: OmittedLink;
	readonly links: LinkWriter;
}

const linksOf = (
	{space, omitNext, links: writer}: RoomsPageContext,
	query: ListQuery,
	page: LocatedPage,
): PageLinks => {
	const {pageIndex, pageSize, pageToken} = query;
	const link = (reference: PageReference): string => writeLink(writer, query, reference);
	const hasNext = space.listing(page.snapshot, query.filter).has(page.position + pageSize);
	const next = hasNext ? link(page.referenceTo(pageIndex + 1)) : undefined;
	const prev = pageIndex > 0 ? link(page.referenceTo(pageIndex - 1)) : undefined;
	const none = omitNext === 'null' ? null : '';
	return {
		self: link({pageIndex, token: pageToken}),
		first: link({pageIndex: 0, token: undefined}),
		...(next === undefined && omitNext === 'absent' ? {} : {next: next ?? none}),
		...(prev === undefined && omitNext === 'absent' ? {} : {prev: prev ?? none}),
	};
};

/** Answers one authorized GET of the rooms endpoint. */
export const answerRoomsPage = (context: RoomsPageContext, rawQuery: string): Answer => {
	const {space, tokens, links: writer} = context;
	const result = readListQuery(rawQuery, writer.style);
	if (result.kind === 'malformed') return errorAnswer(400);
	if (result.kind === 'problems') return problemsAnswer(result.problems);
	const {query} = result;
	const located = locatePage(space, tokens, writer.style, query);
	if (located === undefined) {
		const message = 'page_token is unknown, or belongs to another query';
		return problemsAnswer([{attribute: 'page_token', code: 'invalid_parameter', message}]);
	}
	const {pieces, rooms} = space.body({
		snapshot: located.snapshot,
		filter: query.filter,
		withSession: query.includeActiveSession,
		position: located.position,
		count: query.pageSize,
	});
	const links = linksOf(context, query, located);
	const linkBack = (pages: number): string => {
		const pageIndex = Math.max(0, query.pageIndex - pages);
		return pages === 0 ? repeatLink(writer, rawQuery) : writeLink(writer, query, located.referenceTo(pageIndex));
	};
	const page: AnsweredPage = {rooms, links, linkBack};
	const head = Buffer.from(`{"links":${JSON.stringify(links)},"data":`);
	return {status: 200, headers: {'content-type': jsonType}, body: [head, ...pieces], page};
};
