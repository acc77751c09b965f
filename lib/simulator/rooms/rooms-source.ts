import {parseDateTime} from '../paging/date-time.ts';
import type {ListSource, QueryValues} from '../paging/list-source.ts';
import {filterKey, type RoomFilter} from './room-filter.ts';
import type {RoomsSpace} from './rooms-space.ts';

const filterOf = (values: QueryValues): RoomFilter => {
	const timeOf = (name: string): number | undefined => parseDateTime(values.get(name) ?? '');
	return {startsAfter: timeOf('starts_after'), endsBefore: timeOf('ends_before')};
};

const noItems = Buffer.from('[]}');

/** Rooms as other lists are served, from pages that are written by hand. */
export const roomsSource = ({population, writer, listing, body}: RoomsSpace): ListSource => ({
	population,
	select: values => {
		const filter = filterOf(values);
		const withSession = values.get('include_active_session') === 'true';
		return {
			key: `${withSession} ${filterKey(filter)}`,
			listing: snapshot => listing(snapshot, filter),
			page: (snapshot, position, count) => {
				const {pieces, rooms} = body({snapshot, filter, withSession, position, count});
				return {
					count: rooms,
					write: ({links}, withItems) => [
						Buffer.from(`{"links":${JSON.stringify(links)},"data":`),
						...(withItems ? pieces : [noItems]),
					],
				};
			},
			read: number => writer.read(number, withSession),
		};
	},
});
