import type {PageLinks} from '../paging/page-links.ts';
import type {SimulatedRoom} from '../rooms/simulated-room.ts';

/** An error answer with the documented body of that status. */
export interface StatusFault {
	readonly kind: 'status';
	/** 400 to 599. */
	readonly status: number;
	/** `Retry-After`: seconds, or any text such as an HTTP date. Default: no such header. */
	readonly retryAfter?: number | string;
}

/** The body dribbles. */
export interface SlowFault {
	readonly kind: 'slow';
	/** Milliseconds before each piece. Default 25. */
	readonly delay?: number;
	/** Into how many pieces the body is cut. Default 16. */
	readonly chunks?: number;
}

/** A page of HTML, as a proxy in front sends it. */
export interface HtmlFault {
	readonly kind: 'html';
	/** Default 200. */
	readonly status?: number;
}

/** `links.next` leads to a page that the walk has had. */
export interface LoopFault {
	readonly kind: 'loop';
	/** How many pages back. Default 0, the page itself. */
	readonly back?: number;
}

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

/** When a declared fault strikes. Without either, at every request. */
export interface FaultTrigger {
	/** From 0 to 1: how likely at each request. Decided by the seed, the request's ordinal and its attempt. */
	readonly probability?: number;
	/** At this request only; the first request the server receives is 1. */
	readonly request?: number;
}

export type NamedFaultAction = StatusFault | SlowFault | HtmlFault | LoopFault | PlainFault;

/** Any answer at all. */
export interface RespondFault {
	readonly kind: 'respond';
	/** Default 200. */
	readonly status?: number;
	/** Default: `content-type: application/json`. */
	readonly headers?: Readonly<Record<string, string>>;
	/** Text is sent as it is, anything else as JSON. */
	readonly body: unknown;
}

/** A page of rooms as it is about to be sent; pages of other lists are as those are written. */
export interface SimulatedPage {
	readonly links: PageLinks;
	readonly data: readonly SimulatedRoom[];
}

/** The page, changed. Answers that are no page stay as they are. */
export interface RewriteFault {
	readonly kind: 'rewrite';
	readonly rewrite: (page: SimulatedPage) => unknown;
}

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
