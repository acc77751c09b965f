import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import type {InvalidPageError} from './api-error.ts';
import {reasonsOf} from './decode-reasons.ts';
import {isPlainObject} from './plain-object.ts';
import {type RequestDescriptor, requestTarget} from './request-descriptor.ts';

export const textOrNull = t.union([t.string, t.null, t.undefined], 'string | null');

export const linksCodec = t.partial(
	{self: textOrNull, first: textOrNull, next: textOrNull, prev: textOrNull},
	'object of links',
);

/** The links of a page, as sent. Only `next` is ever followed. */
export interface Links extends t.TypeOf<typeof linksCodec> {}

/** A list answer whose entries are not looked at yet. */
export interface PageBody {
	readonly links: Links;
	readonly data: readonly unknown[];
}

/** The parameters by which a page is asked for. */
export interface PagingParameters {
	readonly number: string;
	readonly size: string;
	readonly token: string;
	/** Whether a page other than the first is asked for with a token only. */
	readonly needsToken: boolean;
}

/** One page of a list, as a server knows it. */
export interface PageContent {
	readonly items: readonly unknown[];
	readonly links: Links;
	readonly number: number;
	readonly size: number;
}

/**
 * How a list lays out its answers: finds entries and links in one, or says what is wrong with it. Pure.
 * `linked`, `uriPaged`, `whole` and `single` make those of SignalWire.
 */
export interface PageStyle {
	(body: unknown): t.Validation<PageBody>;
	/**
	 * The links of a body of which only the beginning is there; undefined, or an exception, where they do not stand in it
	 * whole. What they say may be requested early, and is used only if the whole body then says the same.
	 */
	readonly peek?: (head: string) => Links | undefined;
	/** Absent where nothing is known of them; those that a list has in its table apply to it. */
	readonly paging?: PagingParameters;
	/** How many items an answer has at most, where that is known. */
	readonly most?: number;
	/** The field at the top of a body that holds its items, where one does: they can be written to files as they were sent. */
	readonly entries?: string;
	/** The answer that a server makes of a page, for the simulator. */
	readonly write?: (page: PageContent) => object;
}

/** One page of a listing. */
export interface Page<Item> {
	/** The page's valid entries, in the server's order. */
	readonly items: readonly Item[];
	/** The links as the server sent them. */
	readonly links: Links;
	/** The request that this page answers. */
	readonly request: RequestDescriptor;
	/**
	 * Where a later walk goes on after this page (`resumeFrom`): the next page's path and query; `undefined` after the
	 * last page. After a page that `maxItems` cut short, or one with a link that was refused, it is this page's own
	 * path and query with `#skip=N`: the entries already given are skipped.
	 */
	readonly cursor: string | undefined;
}

const isPageBody = (page: unknown): page is PageBody =>
	isPlainObject(page) && Array.isArray(page.data) && E.isRight(linksCodec.decode(page.links));

/** A style is a user's own function, perhaps: it may give anything. */
const readBody = (style: PageStyle, body: unknown): t.Validation<PageBody> => {
	const read: unknown = style(body);
	const tag: unknown = Reflect.get(Object(read), '_tag');
	if (tag === 'Left' || (tag === 'Right' && isPageBody(Reflect.get(Object(read), 'right')))) {
		return read as t.Validation<PageBody>;
	}
	return t.failure(body, [], 'the page style of the list gives no page; is it called, as in linked()?');
};

/** The links in the beginning of a body, where its style can tell; one that throws cannot. */
export const peekLinks = ({peek}: PageStyle, head: string): Links | undefined => {
	try {
		const links: unknown = peek?.(head);
		return linksCodec.is(links) ? links : undefined;
	} catch {
		return undefined;
	}
};

/** The answer to a request as a page of this style, or the error that it is none. */
export const decodePageBody = (
	request: RequestDescriptor,
	body: unknown,
	style: PageStyle,
): E.Either<InvalidPageError, PageBody> => {
	const decoded = readBody(style, body);
	if (E.isRight(decoded)) return decoded;
	const reasons = reasonsOf(decoded.left);
	return E.left({
		kind: 'invalid-page',
		message:
			`The answer to GET ${requestTarget(request)} is not a page: ${reasons.join('; ')}. ` +
			'Check that the base address is a SignalWire space, and not a proxy that answers in its place.',
		request,
		reasons,
	});
};
