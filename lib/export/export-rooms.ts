import {type RoomsQuery, rooms} from '../lists/video/rooms.ts';
import {callSiteOf} from '../pagination/call-site.ts';
import type {Client} from '../pagination/client.ts';
import {exportItemsBy} from './export-items.ts';
import type {ExportOptions, ExportSummary} from './export-options.ts';

/**
 * Writes every room of a space to a file: NDJSON, JSON, CSV (each also compressed), Parquet or SQLite, by its extension.
 * Every room is in it exactly once, and the file gets its name only when it is complete.
 *
 * An interrupted export, whatever interrupted it, goes on with `resume: true`; the file is then the same, byte for byte
 * (SQLite: row for row), as one that was never interrupted.
 *
 * Memory: the pages of the walk, those that wait for a commit (of up to a thousand rooms, or one page), for Parquet up to
 * 10,000 rows that are compressed together, and 16 to 64 bytes for each of the last one to two million rooms, by which rooms that
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
