import type {RequestDescriptor} from '../core/request-descriptor.ts';
import type {TransportEvent} from '../transport/transport-event.ts';

/** A page was fetched and checked; with read-ahead this is before the consumer gets it. */
export interface PageEvent {
	readonly type: 'page';
	readonly request: RequestDescriptor;
	/** 1 for the walk's first page. */
	readonly page: number;
	readonly items: number;
	/** Entries that did not pass their check. */
	readonly invalid: number;
}

/** An entry did not pass its check. */
export interface InvalidItemEvent {
	readonly type: 'invalid-item';
	readonly request: RequestDescriptor;
	readonly page: number;
	/** The entry's place in `data`, from 0. */
	readonly index: number;
	readonly reasons: readonly string[];
}

/** A page was requested before the page before it had said so. `used` saved its round trip. */
export interface SpeculationEvent {
	readonly type: 'speculation';
	readonly request: RequestDescriptor;
	/** `dropped`: the links went elsewhere, or ended; `failed`: it is requested again, as if nobody had guessed. */
	readonly outcome: 'used' | 'dropped' | 'failed';
}

/** What a client tells its `onEvent`, told apart by `type`. Holds no secrets. */
export type ClientEvent = TransportEvent | PageEvent | InvalidItemEvent | SpeculationEvent;
