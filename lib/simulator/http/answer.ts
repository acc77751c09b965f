import {STATUS_CODES} from 'node:http';
import type {QueryProblem} from '../paging/list-query.ts';
import type {PageLinks} from '../paging/page-links.ts';

export type AnswerHeaders = Readonly<Record<string, string>>;

/** What the faults of a page's links need to know. */
export interface Linking {
	readonly links: PageLinks;
	/** A link to the page that many pages back; the first page is as far as it goes. */
	readonly linkBack: (pages: number) => string;
	/** The page's body with that next link, with or without its items. */
	readonly relink: (next: string, withItems: boolean) => readonly Buffer[];
}

/** What a page's faults need to know of it. */
export interface AnsweredPage {
	readonly items: number;
	/** Absent where a list has no pages to link. */
	readonly linking?: Linking;
}

/** An HTTP answer before it is sent. */
export interface Answer {
	readonly status: number;
	readonly headers: AnswerHeaders;
	/** Pieces, so that a page from the cache is not copied. */
	readonly body: readonly Buffer[];
	/** Only when the answer is a page of a list. */
	readonly page?: AnsweredPage;
}

export const jsonType = 'application/json; charset=utf-8';

export const textAnswer = (status: number, contentType: string, text: string, headers: AnswerHeaders = {}): Answer => ({
	status,
	headers: {'content-type': contentType, ...headers},
	body: [Buffer.from(text)],
});

export const jsonAnswer = (status: number, value: unknown, headers: AnswerHeaders = {}): Answer =>
	textAnswer(status, jsonType, JSON.stringify(value) ?? '', headers);

/** The documented bodies: 422 lists what is wrong, all others name the status. */
export const errorAnswer = (status: number, headers: AnswerHeaders = {}): Answer =>
	status === 422
		? problemsAnswer(
				[{attribute: 'page_size', code: 'invalid_parameter', message: 'page_size is refused on demand'}],
				headers,
			)
		: jsonAnswer(status, {error: STATUS_CODES[status] ?? 'Unknown Error'}, headers);

export const problemsAnswer = (problems: readonly QueryProblem[], headers: AnswerHeaders = {}): Answer => {
	const errors = problems.map(({code, message, attribute}) => ({
		type: 'validation_error',
		code,
		message,
		attribute,
		url: 'https://signalwire.com/docs/apis/error-codes',
	}));
	return jsonAnswer(422, {errors}, headers);
};
