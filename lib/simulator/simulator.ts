import type {List} from '../core/list.ts';
import type {RequestRecord} from './http/request-log.ts';
import type {PopulationChange} from './population/population.ts';
import type {SimulatedRoom} from './rooms/simulated-room.ts';

/** Running totals since the start. */
export interface SimulatorStatistics {
	/** Requests received, whatever became of them. */
	readonly requests: number;
	/** Pages of any list answered, those that a fault cut short excepted. */
	readonly pagesServed: number;
	/** Rooms on those pages. */
	readonly roomsServed: number;
	/** Items of any list on those pages, rooms included. */
	readonly itemsServed: number;
	readonly faultsInjected: number;
	readonly openConnections: number;
	/** Bytes of pages of rooms kept ready, and how often one of them was used. */
	readonly cachedBytes: number;
	readonly cacheHits: number;
}

/** Which rooms `rooms()` gives; names and meaning are those of the API. */
export interface RoomsQuery {
	readonly include_active_session?: boolean | undefined;
	/** An RFC 3339 date or date-time. */
	readonly starts_after?: string | undefined;
	/** An RFC 3339 date or date-time. */
	readonly ends_before?: string | undefined;
}

/** A running SignalWire of one's own. `await using` ends it too. */
export interface Simulator extends AsyncDisposable {
	/** The base address, `basePath` included: `http://127.0.0.1:41234`. */
	readonly url: string;
	readonly port: number;
	readonly projectId: string;
	readonly apiToken: string;
	readonly subscriberToken: string;
	/** The latest 10,000 requests, oldest first, each from the moment its answer was decided. */
	readonly requests: readonly RequestRecord[];
	readonly statistics: SimulatorStatistics;
	/**
	 * A room exactly as the server sends it. Numbers run from 0, the first of the listing at the start; rooms created
	 * later get the next numbers. Deleted rooms are still told. Throws a RangeError if no such room has existed.
	 */
	readonly room: (number: number, query?: Pick<RoomsQuery, 'include_active_session'>) => SimulatedRoom;
	/** The rooms that exist now, in listing order, made one by one. Throws an Error for a date that is none. */
	readonly rooms: (query?: RoomsQuery) => Iterable<SimulatedRoom>;
	/**
	 * The items of any list, as a query asks for them, in listing order, made one by one:
	 * `simulator.items(roomSessions, {status: 'completed'})`. Paging in the query is ignored. Throws an Error for a query
	 * that the list does not take.
	 */
	readonly items: <Query, Item>(list: List<Query, Item>, query?: Query) => Iterable<Item>;
	/** Creates and deletes rooms at once. Throws an Error, changing nothing, if a room to delete has never existed. */
	readonly change: (change: PopulationChange) => void;
	/** Ends every connection at once, answers under way included. Calling it again is harmless. */
	readonly close: () => Promise<void>;
}
