import type {Links} from '../../core/page.ts';
import {type Answer, type AnsweredPage, errorAnswer, jsonType, problemsAnswer} from '../http/answer.ts';
import {type ListQuery, readListQuery} from './list-query.ts';
import type {ListSource, PageItems, Selection} from './list-source.ts';
import type {LinkStyle, ListTerms} from './list-terms.ts';
import {type LocatedPage, locatePage} from './locate-page.ts';
import {
	type LinkForm,
	type LinkWriter,
	type PageLinks,
	type PageReference,
	repeatLink,
	writeLink,
} from './page-links.ts';
import type {PageTokens} from './page-token.ts';

/** How an answer says that there is no next or previous page. */
export type OmittedLink = 'absent' | 'null' | 'empty';

/** One list of the server, and how its pages are linked. */
export interface PageContext {
	readonly terms: ListTerms;
	readonly source: ListSource;
	readonly tokens: PageTokens;
	readonly omitNext: OmittedLink;
	/** Whether a page with links stands in an array. */
	readonly arrayEnvelope: boolean;
	readonly style: LinkStyle;
	readonly form: LinkForm;
	/** Scheme and host of absolute links. */
	readonly origin: string;
	readonly path: string;
}

interface FoundPage extends LocatedPage {
	readonly selection: Selection;
	readonly query: ListQuery;
}

const linksOf = (writer: LinkWriter, omitNext: OmittedLink, page: FoundPage): PageLinks => {
	const {selection, query, snapshot, position, referenceTo} = page;
	const {pageIndex, pageSize, pageToken} = query;
	const link = (reference: PageReference): string => writeLink(writer, query, reference);
	const hasNext = selection.listing(snapshot).has(position + pageSize);
	const next = hasNext ? link(referenceTo(pageIndex + 1)) : undefined;
	const prev = pageIndex > 0 ? link(referenceTo(pageIndex - 1)) : undefined;
	const none = omitNext === 'null' ? null : '';
	return {
		self: link({pageIndex, token: pageToken}),
		first: link({pageIndex: 0, token: undefined}),
		...(next === undefined && omitNext === 'absent' ? {} : {next: next ?? none}),
		...(prev === undefined && omitNext === 'absent' ? {} : {prev: prev ?? none}),
	};
};

const inArray =
	(write: PageItems['write']): PageItems['write'] =>
	(frame, withItems) => [Buffer.from('['), ...write(frame, withItems), Buffer.from(']')];

const pageAnswer = (context: PageContext, page: FoundPage, rawQuery: string): Answer => {
	const {terms, omitNext, arrayEnvelope, style, form, origin, path} = context;
	const {selection, query, snapshot, position, referenceTo} = page;
	const {pageIndex: number, pageSize: size} = query;
	const {count, ...items} = selection.page(snapshot, position, size);
	const write = arrayEnvelope && terms.paging?.needsToken ? inArray(items.write) : items.write;
	const answer = (links: Links, page: AnsweredPage): Answer => ({
		status: 200,
		headers: {'content-type': jsonType},
		body: write({links, number, size}, true),
		page,
	});
	if (terms.paging === undefined) return answer({}, {items: count});
	const writer: LinkWriter = {style, form, origin, path, paging: terms.paging};
	const links = linksOf(writer, omitNext, page);
	const linkBack = (pages: number): string =>
		pages === 0 ? repeatLink(writer, rawQuery) : writeLink(writer, query, referenceTo(Math.max(0, number - pages)));
	const relink = (next: string, withItems: boolean) => write({links: {...links, next}, number, size}, withItems);
	return answer(links, {items: count, linking: {links, linkBack, relink}});
};

/** Answers one authorized GET of a list. */
export const answerPage = (context: PageContext, rawQuery: string): Answer => {
	const {terms, source, tokens, style} = context;
	const result = readListQuery(terms, rawQuery, style);
	if (result.kind === 'malformed') return errorAnswer(400);
	if (result.kind === 'problems') return problemsAnswer(result.problems);
	const {query} = result;
	const selection = source.select(query.values);
	const located = locatePage({source, selection, tokens}, style, query);
	if (located !== undefined) return pageAnswer(context, {...located, selection, query}, rawQuery);
	const attribute = terms.paging?.token ?? '';
	const message = `${attribute} is unknown, or belongs to another query`;
	return problemsAnswer([{attribute, code: 'invalid_parameter', message}]);
};
