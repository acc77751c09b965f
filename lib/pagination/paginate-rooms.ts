import type {Page} from '../core/page.ts';
import {type Room, type RoomsQuery, rooms} from '../lists/video/rooms.ts';
import type {Client} from './client.ts';
import {paginate, paginatePages} from './paginate.ts';
import type {Walk} from './walk.ts';
import type {WalkOptions} from './walk-options.ts';

/**
 * Every room of a space, lazily, in the server's order: `paginate` with the list of rooms filled in.
 *
 * @param query the six parameters of `GET /api/video/rooms`, under its own names; checked before the first request
 * @example
 * for await (const room of paginateRooms(signalwire, {include_active_session: true, page_size: 1000})) {
 * 	console.log(room.name);
 * }
 */
export const paginateRooms = (client: Client, query?: RoomsQuery, options?: WalkOptions): Walk<Room> =>
	paginate(client, rooms, query, options);

/**
 * Every page of rooms, lazily: for bulk work, and for keeping `page.cursor`.
 *
 * @example
 * for await (const page of paginateRoomPages(signalwire, {page_size: 1000})) {
 * 	console.log(page.items.length, page.cursor);
 * }
 */
export const paginateRoomPages = (client: Client, query?: RoomsQuery, options?: WalkOptions): Walk<Page<Room>> =>
	paginatePages(client, rooms, query, options);
