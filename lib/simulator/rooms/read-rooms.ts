import {show} from '../checks.ts';
import {parseDateTime} from '../paging/date-time.ts';
import {readListing} from '../population/listing.ts';
import type {Simulator} from '../simulator.ts';
import type {RoomsSpace} from './rooms-space.ts';

const timeOf = (name: string, text: string | undefined): number | undefined => {
	const time = text === undefined ? undefined : parseDateTime(text);
	if (text !== undefined && time === undefined) {
		throw new Error(`${name} must be an RFC 3339 date or date-time, not ${show(text)}.`);
	}
	return time;
};

/** The simulator's rooms without the detour over HTTP. */
export const createRoomReader = ({population, writer, listing}: RoomsSpace): Pick<Simulator, 'room' | 'rooms'> => {
	const room: Simulator['room'] = (number, {include_active_session = false} = {}) => {
		const {initial, created} = population.current();
		if (!Number.isInteger(number) || number < 0 || number >= initial + created) {
			throw new RangeError(`There is no room ${number}; there have been ${initial + created}, counted from 0.`);
		}
		return writer.read(number, include_active_session);
	};

	const rooms: Simulator['rooms'] = ({include_active_session = false, starts_after, ends_before} = {}) => {
		const startsAfter = timeOf('starts_after', starts_after);
		const endsBefore = timeOf('ends_before', ends_before);
		const chosen = listing(population.current(), {startsAfter, endsBefore});
		return {[Symbol.iterator]: () => readListing(chosen, number => writer.read(number, include_active_session))};
	};

	return {room, rooms};
};
