import * as option from '../../core/option.ts';
import {header, headers, number} from '../checks.ts';
import type {PageLinks} from '../paging/page-links.ts';
import type {SimulatedRoom} from '../rooms/simulated-room.ts';

const status = (from: number, to: number) => option.wholeNumber({range: [from, to]});

/** What each kind takes besides its kind and its trigger; all others take nothing. They have no flags, so no help. */
const fieldsOfKinds = {
	status: {
		/** 400 to 599. */
		status: option.required(status(400, 599)),
		/** `Retry-After`: seconds, or any text such as an HTTP date. Default: no such header. */
		retryAfter: header,
	},
	slow: {
		/** Milliseconds before each piece. Default 25. */
		delay: number([0, 3_600_000]),
		/** Into how many pieces the body is cut. Default 16. */
		chunks: option.wholeNumber({range: [1, 1_000_000]}),
	},
	html: {
		/** Default 200. */
		status: status(200, 599),
	},
	loop: {
		/** How many pages back. Default 0, the page itself. */
		back: option.wholeNumber({range: [0, Number.MAX_SAFE_INTEGER]}),
	},
	respond: {
		/** Default 200. */
		status: status(200, 599),
		/** Default: `content-type: application/json`. */
		headers,
		/** Text is sent as it is, anything else as JSON. */
		body: option.required(option.unchecked<unknown>()),
	},
	rewrite: {rewrite: option.required(option.callback<(page: SimulatedPage) => unknown>())},
};

/** The fields of a kind. */
export const fieldsOf = (kind: string): option.OptionTable =>
	new Map<string, option.OptionTable>(Object.entries(fieldsOfKinds)).get(kind) ?? {};

type Fields<Kind extends keyof typeof fieldsOfKinds> = {readonly kind: Kind} & option.OptionsOf<
	(typeof fieldsOfKinds)[Kind]
>;

/**
 * An error answer with the documented body of that status.
 *
 * @interface
 */
export type StatusFault = Fields<'status'>;

/**
 * The body dribbles.
 *
 * @interface
 */
export type SlowFault = Fields<'slow'>;

/**
 * A page of HTML, as a proxy in front sends it.
 *
 * @interface
 */
export type HtmlFault = Fields<'html'>;

/**
 * `links.next` leads to a page that the walk has had.
 *
 * @interface
 */
export type LoopFault = Fields<'loop'>;

/** Faults without settings; `faultSummaries` says what each does. */
export interface PlainFault {
	readonly kind:
		| 'reset'
		| 'truncate'
		| 'stall'
		| 'silence'
		| 'invalid-json'
		| 'wrong-types'
		| 'missing-data'
		| 'missing-links'
		| 'empty-page'
		| 'foreign-link'
		| 'redirect'
		| 'foreign-redirect';
}

export const triggerFields = {
	/** From 0 to 1: how likely at each request. Decided by the seed, the request's ordinal and its attempt. */
	probability: number([0, 1]),
	/** At this request only; the first request the server receives is 1. */
	request: option.wholeNumber({range: [1, Number.MAX_SAFE_INTEGER]}),
};

/**
 * When a declared fault strikes. Without either, at every request.
 *
 * @interface
 */
export type FaultTrigger = option.OptionsOf<typeof triggerFields>;

export type NamedFaultAction = StatusFault | SlowFault | HtmlFault | LoopFault | PlainFault;

/**
 * Any answer at all.
 *
 * @interface
 */
export type RespondFault = Fields<'respond'>;

/** A page of rooms as it is about to be sent; pages of other lists are as those are written. */
export interface SimulatedPage {
	readonly links: PageLinks;
	readonly data: readonly SimulatedRoom[];
}

/**
 * The page, changed. Answers that are no page stay as they are.
 *
 * @interface
 */
export type RewriteFault = Fields<'rewrite'>;

export type FaultAction = NamedFaultAction | RespondFault | RewriteFault;

/** A declared fault: what happens, and when. */
export type Fault = FaultAction & FaultTrigger;

/** A request as faults see it. */
export interface FaultRequest {
	/** 1 for the first request that the server received. */
	readonly ordinal: number;
	/** 1 when this path and query is asked for the first time, 2 the second time, and so on. */
	readonly attempt: number;
	readonly method: string;
	readonly path: string;
	/** Without the question mark. */
	readonly query: string;
}

/** A programmed fault: undefined lets the request pass. */
export type FaultFunction = (request: FaultRequest) => FaultAction | undefined;

/** What each fault does, for help texts. A status is a fault too: any number from 400 to 599. */
export const faultSummaries: Readonly<Record<Exclude<NamedFaultAction['kind'], 'status'>, string>> = {
	reset: 'the connection is reset before any answer',
	truncate: 'half of the body, then the connection ends',
	slow: 'the body dribbles in small pieces',
	stall: 'the headers and half of the body, then nothing more',
	silence: 'no answer at all, on an open connection',
	html: 'a page of HTML instead of JSON',
	'invalid-json': 'a complete body that is not JSON',
	'wrong-types': 'one item has fields of the wrong types',
	'missing-data': 'a page without "data"',
	'missing-links': 'a page without "links"',
	'empty-page': 'a page without items, whose next link leads to the items',
	loop: 'a next link back to a page already served',
	'foreign-link': 'a next link to another host',
	redirect: 'a redirect to the same address',
	'foreign-redirect': 'a redirect to another host',
};

/** The names that `parseFault` knows besides statuses. */
export const faultNames: readonly string[] = Object.keys(faultSummaries);
