import type {AnyList} from '../core/list.ts';
import type {Fault, FaultFunction} from './faults/fault.ts';
import type {RateLimit} from './http/rate-limiter.ts';
import type {ItemCounts} from './lists/check-lists.ts';
import type {OmittedLink} from './paging/answer-page.ts';
import type {LinkStyle} from './paging/list-query.ts';
import type {LinkForm} from './paging/page-links.ts';
import type {PopulationChange} from './population/population.ts';

/** A change that happens by itself during a walk. */
export interface ScheduledChange extends PopulationChange {
	/** After this request has been answered; 0 means before the first. */
	readonly afterRequest: number;
}

/** What `startSimulator` takes; every option has a default. */
export interface SimulatorOptions {
	/** How many rooms there are at first, 0 to 100,000,000; made on the fly, never held all at once. Default 1,000. */
	readonly rooms?: number | undefined;
	/** An integer: the same seed gives the same items, tokens and faults. Default 1. */
	readonly seed?: number | undefined;
	/** Default 0: any free port. */
	readonly port?: number | undefined;
	/** Default `127.0.0.1`. */
	readonly host?: string | undefined;
	/**
	 * How links name the next page. Default `anchor`.
	 * - `page`: `?page=3`, counted from 1 in the listing of the moment; rooms created during a walk push others on.
	 * - `anchor`: `page_number` and one `page_token` for the whole walk, which sees the rooms of its beginning.
	 * - `rolling`: `page_number` and a new `page_token` for each page, which stands for a place between two rooms:
	 *   rooms created during a walk are not met, deleted ones drop out, none is repeated or left out.
	 *
	 * Lists with `next_page_uri` have `Page`, counted from 0, and `PageToken` in their place.
	 */
	readonly linkStyle?: LinkStyle | undefined;
	/** How links are written. Default `absolute`, with the request's `Host` and http. */
	readonly linkForm?: LinkForm | undefined;
	/** Scheme and host of absolute links, to imitate a TLS proxy or a foreign host. Default: the request's own. */
	readonly linkOrigin?: string | undefined;
	/** How the last page says that there is no next link, and the first that there is no previous. Default `absent`. */
	readonly omitNext?: OmittedLink | undefined;
	/** A path before all others, such as `/proxy`. Default none. */
	readonly basePath?: string | undefined;
	/** Default `demoProjectId`. */
	readonly projectId?: string | undefined;
	/** Default `demoApiToken`. */
	readonly apiToken?: string | undefined;
	/** Whether requests need the credentials. Default true. */
	readonly authenticate?: boolean | undefined;
	/** Whether the token has the Video scope; without it right credentials get 403 from lists that need it. Default true. */
	readonly videoScope?: boolean | undefined;
	/** Milliseconds before each answer; a range is drawn from by the seed. Default 0. */
	readonly latency?: number | {readonly min: number; readonly max: number} | undefined;
	/** Declared, as text for `parseFault`, or programmed. The first that strikes a request wins. Default none. */
	readonly faults?: readonly (Fault | FaultFunction | string)[] | undefined;
	/** Requests beyond it get 429 before anything else is looked at. Default none. */
	readonly rateLimit?: RateLimit | undefined;
	/** Rooms that come and go during a walk; see `linkStyle` for who notices. Default none. */
	readonly changes?: readonly ScheduledChange[] | undefined;
	/** Where the faults `foreign-link` and `foreign-redirect` lead. Default `http://elsewhere.invalid`. */
	readonly foreignOrigin?: string | undefined;
	/** Whether some rooms have fields and values that no documentation knows yet. Default false. */
	readonly future?: boolean | undefined;
	/** Bytes of pages of rooms kept ready. Default 67,108,864. */
	readonly cacheBytes?: number | undefined;
	/** How many items other lists have, by their names, such as `{room_sessions: 50}`; below a parent, each. Default 1,000. */
	readonly lists?: ItemCounts | undefined;
	/** Lists to serve besides those of SignalWire, as `list()` makes them of io-ts codecs. Default none. */
	readonly ownLists?: readonly AnyList[] | undefined;
}

/** The credentials of a simulator that was not given any: no real account has them. */
export const demoProjectId = '5afe0000-0000-4000-8000-00000000de30';
export const demoApiToken = 'PT-demo-token';
