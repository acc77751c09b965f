import type {RequestDescriptor} from '../core/request-descriptor.ts';
import type {TransportEvent} from '../transport/transport-event.ts';

/** A page was fetched and checked; with read-ahead this is before the consumer gets it. */
export interface PageEvent {
	readonly type: 'page';
	readonly request: RequestDescriptor;
	/** 1 for the walk's first page. */
	readonly page: number;
	readonly items: number;
	/** Entries that were left out. */
	readonly invalid: number;
}

/** An entry is not as documented. Those that are kept are told of up to 10,000 a page. */
export interface InvalidItemEvent {
	readonly type: 'invalid-item';
	readonly request: RequestDescriptor;
	readonly page: number;
	/** The entry's place in `data`, from 0. */
	readonly index: number;
	readonly reasons: readonly string[];
	/** Whether it is given all the same, as it was sent; see `onInvalidItem`. */
	readonly kept: boolean;
}

/** A page was requested before the page in front of it was there whole: guessed, or linked to by its beginning. */
export interface SpeculationEvent {
	readonly type: 'speculation';
	readonly request: RequestDescriptor;
	/**
	 * `used` saved waiting;
	 * `dropped`: the links went elsewhere or ended, or a page before it had to be requested again and is newer;
	 * `failed`: it brought no page; where one is wanted, it is requested again as if nobody had guessed.
	 */
	readonly outcome: 'used' | 'dropped' | 'failed';
}

/**
 * Why pages are requested one after the other, although `concurrency` is above 1:
 * - `no-counting-link`: the links do not differ in one parameter that counts.
 * - `no-page-token`: they count, but carry no `page_token` that stays the same; see `unanchored`.
 * - `links-changed`: a page linked elsewhere than was guessed.
 * - `server-busy`: a guess was answered with 429 or 503.
 * - `requested-again`: a guess failed otherwise, or was older than the page before it, which had to be sent again.
 */
export type IdleReason = 'no-counting-link' | 'no-page-token' | 'links-changed' | 'server-busy' | 'requested-again';

/** From this page on nothing is guessed, until a `speculation` event says otherwise. Not repeated while the reason stays. */
export interface IdleEvent {
	readonly type: 'idle';
	readonly request: RequestDescriptor;
	/** 1 for the walk's first page. */
	readonly page: number;
	readonly reason: IdleReason;
}

/** What a client tells its `onEvent`, told apart by `type`. Holds no secrets. */
export type ClientEvent = TransportEvent | PageEvent | InvalidItemEvent | SpeculationEvent | IdleEvent;
