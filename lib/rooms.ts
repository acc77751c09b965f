import type {Page} from './core/page.ts';
import {exportItemsBy} from './export/export-items.ts';
import type {ExportOptions, ExportSummary} from './export/export-options.ts';
import {type Room, type RoomsQuery, rooms} from './lists/video/rooms.ts';
import {callSiteOf} from './pagination/call-site.ts';
import type {Client} from './pagination/client.ts';
import {paginate, paginatePages} from './pagination/paginate.ts';
import type {Walk} from './pagination/walk.ts';
import type {WalkOptions} from './pagination/walk-options.ts';

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

/**
 * Writes every room of a space to a file: NDJSON, JSON, CSV (each also compressed), Parquet or SQLite, by its extension.
 * Every room is in it exactly once, and the file gets its name only when it is complete.
 *
 * An interrupted export, whatever interrupted it, goes on with `resume: true`; the file is then the same, byte for byte
 * (SQLite: row for row), as one that was never interrupted.
 *
 * Memory: the pages of the walk, and 16 to 64 bytes for each of the last one to two million rooms, by which rooms that
 * the listing shows twice are written once.
 *
 * @throws {PaginationError} of kind `invalid-input` for bad options, `destination` for the file, or as walks throw. An
 * abort rejects with the signal's reason.
 * @example
 * const {rows} = await exportRooms(signalwire, {page_size: 1000}, {destination: 'rooms.csv', overwrite: true});
 * console.log(`${rows} rooms`);
 */
export const exportRooms = (client: Client, query: RoomsQuery, options: ExportOptions): Promise<ExportSummary> =>
	exportItemsBy({client, list: rooms, query, callSite: callSiteOf(exportRooms)}, options);
