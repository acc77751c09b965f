import type {ListEndpoint} from './core/list-endpoint.ts';
import type {ExportOptions, ExportSummary} from './export/export-options.ts';
import type {Client} from './pagination/client.ts';
import type {RoomsQuery} from './video/rooms.ts';

// Loaded on use: who only walks pays nothing for the exporters.
const load = () => import('./export/export.ts');

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
export const exportRooms = async (client: Client, query: RoomsQuery, options: ExportOptions): Promise<ExportSummary> =>
	(await load()).exportRooms(client, query, options);

/** The same for any list endpoint; the columns of tabular formats are read off its codec. */
export const exportItems = async <Query, Item>(
	client: Client,
	endpoint: ListEndpoint<Query, Item>,
	query: Query,
	options: ExportOptions,
): Promise<ExportSummary> => (await load()).exportItems(client, endpoint, query, options);
