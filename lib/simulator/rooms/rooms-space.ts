import {type BoundedCache, createBoundedCache} from '../population/bounded-cache.ts';
import {filteredListing, type Listing, wholeListing} from '../population/listing.ts';
import {createPopulation, type Population} from '../population/population.ts';
import type {Snapshot} from '../population/snapshot.ts';
import type {BinaryText} from './binary-text.ts';
import {createMatcher, filterKey, isFiltered, type RoomFilter} from './room-filter.ts';
import {createRoomWriter, type RoomWriter} from './room-writer.ts';

export interface RoomsSpaceOptions {
	readonly rooms: number;
	readonly seed: number;
	readonly future: boolean;
	readonly cacheBytes: number;
}

/** A run of rooms of a listing. */
export interface RoomsRequest {
	readonly snapshot: Snapshot;
	readonly filter: RoomFilter;
	readonly withSession: boolean;
	readonly position: number;
	readonly count: number;
}

/** The JSON text of a run of rooms, its brackets and the page's closing brace included. */
export interface RoomsBody {
	/** In pieces of some dozens of rooms: strings that small are made, copied and collected twice as fast. */
	readonly pieces: readonly Buffer[];
	readonly bytes: number;
	readonly rooms: number;
}

/** All rooms of a space, and the pages of them that were asked for latest. */
export interface RoomsSpace {
	readonly population: Population;
	readonly writer: RoomWriter;
	readonly listing: (snapshot: Snapshot, filter: RoomFilter) => Listing;
	readonly body: (request: RoomsRequest) => RoomsBody;
	readonly cache: Pick<BoundedCache<unknown>, 'weight' | 'hits'>;
}

const keptListings = 32;
const roomsPerPiece = 64;

export const createRoomsSpace = ({rooms, seed, future, cacheBytes}: RoomsSpaceOptions): RoomsSpace => {
	const writer = createRoomWriter({seed, rooms, future});
	const listings = createBoundedCache<Listing>(keptListings, () => 1);
	// A remembered page weighs its key and its bookkeeping too.
	const bodies = createBoundedCache<RoomsBody>(cacheBytes, ({bytes}, key) => bytes + key.length + 500);

	const listing = (snapshot: Snapshot, filter: RoomFilter): Listing =>
		listings.get(`${snapshot.version} ${filterKey(filter)}`, () =>
			isFiltered(filter) ? filteredListing(snapshot, createMatcher(seed, filter)) : wholeListing(snapshot),
		);

	const writeBody = ({snapshot, filter, withSession, position, count}: RoomsRequest): RoomsBody => {
		const numbers = listing(snapshot, filter).numbers(position, count);
		const pieces: Buffer[] = [];
		let bytes = 0;
		const add = (text: BinaryText): void => {
			// Buffer.from would cut small pieces from a pool, and the cache would keep all of it.
			const piece = Buffer.allocUnsafeSlow(text.length);
			piece.write(text, 'latin1');
			pieces.push(piece);
			bytes += text.length;
		};
		let text: BinaryText = '[';
		for (const [index, number] of numbers.entries()) {
			text += (index === 0 ? '' : ',') + writer.write(number, withSession);
			if (index % roomsPerPiece === roomsPerPiece - 1) {
				add(text);
				text = '';
			}
		}
		add(`${text}]}`);
		return {pieces, bytes, rooms: numbers.length};
	};

	const body = (request: RoomsRequest): RoomsBody => {
		const {snapshot, filter, withSession, position, count} = request;
		const key = `${snapshot.version} ${filterKey(filter)} ${withSession} ${position} ${count}`;
		return bodies.get(key, () => writeBody(request));
	};

	return {population: createPopulation(rooms, writer.numberOf), writer, listing, body, cache: bodies};
};
