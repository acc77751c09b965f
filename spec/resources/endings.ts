/** Ways for a walk to end, and the moments at which it is ended. Each says whether the moment was really reached. */
import {
	type Client,
	type ClientEvent,
	type ClientOptions,
	type CombinedWalk,
	createClient,
	merge,
	paginateEach,
	paginateRoomPages,
	paginateRooms,
	type WalkOptions,
} from '../../lib/index.ts';
import {roomSessionMembers} from '../../lib/lists/video/room-session-members.ts';

export interface Ending {
	/** The simulator's faults. */
	readonly faults?: readonly string[];
	readonly options?: ClientOptions;
	/** Listeners that the signal which all walks share has at the end. Default: 0. */
	readonly signalListeners?: number;
	/** A walk from its beginning to its end; resolves to whether it was stopped at the moment that is meant. */
	readonly walk: (given: Given) => Promise<boolean>;
}

export interface Given {
	readonly client: Client;
	/** One signal for all walks, which never aborts. */
	readonly shared: AbortSignal;
	/** Calls back at the client's next event of this type. */
	readonly at: (type: ClientEvent['type'], callback: () => void) => void;
	/** Calls back when an answer's headers are there and its body is not. */
	readonly atHeaders: (callback: () => void) => void;
}

const query = {page_size: 10};
const never = {minDelay: 600_000, maxDelay: 600_000, maxElapsed: 3_600_000};

/** Walks until the signal aborts, as `stop` sees to; true when the walk ended by it. */
const aborted = async (
	{client}: Given,
	stop: (abort: () => void) => void,
	options: WalkOptions = {},
): Promise<boolean> => {
	const controller = new AbortController();
	stop(() => controller.abort('enough'));
	try {
		for await (const _room of paginateRooms(client, query, {...options, signal: controller.signal}));
		return false;
	} catch (error) {
		return error === 'enough';
	}
};

/** Takes so many rooms, and then calls `return()` while more are on their way. */
const left = async ({client, shared}: Given, rooms: number, options: WalkOptions): Promise<boolean> => {
	const walk = paginateRooms(client, query, {...options, signal: shared});
	for (let taken = 0; taken < rooms; taken++) if ((await walk.next()).done) return false;
	return (await walk.return(undefined as never)).done === true;
};

/** The children of parents that come to no end, unless they are told to. */
const children = ({client, shared}: Given, parents = Number.POSITIVE_INFINITY) => {
	const ids = function* () {
		for (let parent = 0; parent < parents; parent++) yield `parent-${parent}`;
	};
	return paginateEach(client, ids(), roomSessionMembers, {
		query: id => ({room_session_id: id}),
		concurrency: 4,
		signal: shared,
	});
};

/** One for all that ask for it, of a client. */
const longest = new WeakMap<Client, CombinedWalk<unknown, {readonly parents: number}>>();

export const endings: Readonly<Record<string, Ending>> = {
	'at its end': {
		walk: async ({client, shared}) => {
			let rooms = 0;
			for await (const _room of paginateRooms(client, query, {signal: shared})) rooms++;
			return rooms === 60;
		},
	},
	'at its end, eight pages at once': {
		walk: async ({client, shared}) => {
			let rooms = 0;
			for await (const _room of paginateRooms(client, query, {signal: shared, concurrency: 8})) rooms++;
			return rooms === 60;
		},
	},
	'with break': {
		walk: async ({client, shared}) => {
			for await (const _room of paginateRooms(client, query, {signal: shared})) return true;
			return false;
		},
	},
	'with an error of its consumer': {
		walk: async ({client, shared}) => {
			try {
				for await (const _page of paginateRoomPages(client, query, {signal: shared})) throw 'mine';
			} catch (error) {
				return error === 'mine';
			}
			return false;
		},
	},
	'with an error of the server': {
		faults: ['404'],
		walk: async ({client, shared}) => {
			try {
				await paginateRooms(client, query, {signal: shared}).next();
			} catch {
				return true;
			}
			return false;
		},
	},
	'between two pages': {walk: given => left(given, 10, {readAhead: 0})},
	'during read-ahead': {walk: given => left(given, 1, {readAhead: 3})},
	'during speculation': {walk: given => left(given, 31, {concurrency: 8, readAhead: 0})},
	'before its first request': {walk: given => aborted(given, abort => abort())},
	'as its first request is made': {walk: given => aborted(given, abort => given.at('request', abort))},
	'in a throttle delay': {
		options: {throttle: {limit: 1, interval: 3_600_000}},
		// The first of all walks takes the slot; whoever comes later waits for an hour.
		walk: given => aborted(given, abort => setImmediate(abort)),
	},
	'in a back-off': {
		faults: ['500'],
		options: {retry: never},
		walk: given => aborted(given, abort => given.at('retry', () => setImmediate(abort))),
	},
	'in a pause of the client': {
		faults: ['429;retry-after=600'],
		options: {retry: never},
		// Only the first is told to wait; all others find the gate closed.
		walk: given => aborted(given, abort => setTimeout(abort, 1)),
	},
	'at the headers of a silent server': {
		faults: ['silence'],
		walk: given => aborted(given, abort => given.at('request', () => setTimeout(abort, 2))),
	},
	'in a body that stalls': {
		faults: ['stall'],
		walk: given => aborted(given, abort => given.atHeaders(() => setImmediate(abort))),
	},
	'in a redirect': {
		faults: ['redirect'],
		walk: given => aborted(given, abort => given.at('response', () => given.at('request', abort))),
	},
	'in a merge of 50': {
		walk: async ({client, shared}) => {
			const walks = Array.from({length: 50}, () => paginateRooms(client, query, {signal: shared}));
			let rooms = 0;
			for await (const _room of merge(walks, {concurrency: 4, signal: shared})) if (++rooms === 12) return true;
			return false;
		},
	},
	'in the children of each parent': {
		walk: async given => {
			let members = 0;
			for await (const _member of children(given)) if (++members === 5) return true;
			return false;
		},
	},
	'at the end of the children of each parent': {
		walk: async given => {
			let members = 0;
			for await (const _member of children(given, 4)) members++;
			return members === 8;
		},
	},
	// Here a walk is one of many that one generator goes through, which is never left: memory does not grow with them.
	'one parent after the other': {
		walk: async given => {
			const all = longest.get(given.client) ?? children(given);
			longest.set(given.client, all);
			for (let member = 0; member < 12; member++) if ((await all.next()).done) return false;
			return all.summary.parents >= 6;
		},
		signalListeners: 1,
	},
};

/** A client whose events and answers can be waited for. */
export const openGiven = (connection: ClientOptions, {options}: Ending): Given => {
	let awaited: {readonly type: ClientEvent['type']; readonly callback: () => void} | undefined;
	let headers: (() => void) | undefined;
	const client = createClient({
		timeout: 600_000,
		// The throttle remembers as many requests as its limit says: a low one, or its memory would look like a leak.
		throttle: {limit: 500, interval: 100},
		...connection,
		...options,
		onEvent: ({type}) => {
			if (type !== awaited?.type) return;
			const {callback} = awaited;
			awaited = undefined;
			callback();
		},
		fetch: async (input, init) => {
			const response = await fetch(input, init);
			headers?.();
			headers = undefined;
			return response;
		},
	});
	return {
		client,
		shared: new AbortController().signal,
		at: (type, callback) => {
			awaited = {type, callback};
		},
		atHeaders: callback => {
			headers = callback;
		},
	};
};
