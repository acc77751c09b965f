import * as E from 'fp-ts/lib/Either.js';
import {type InvalidInput, invalidInput} from '../core/api-error.ts';
import {checkEndpoint} from '../core/check-endpoint.ts';
import {beginningsOf, type ListEndpoint} from '../core/list-endpoint.ts';
import type {QueryParameters} from '../core/request-descriptor.ts';
import {type RoomsQuery, rooms} from '../lists/video/rooms.ts';
import {type Client, redactOf} from '../pagination/client.ts';
import {paginatePages} from '../pagination/paginate.ts';
import {orThrow} from '../pagination/pagination-error.ts';
import {type ExportOptions, type ExportSummary, readExportOptions} from './export-options.ts';
import type {ExportMeans} from './file-target/export-to-file.ts';

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
	exportItems(client, rooms, query, options);

/** What is not listed is pruned, so all has to be listed. */
const checkListsAll = <Query, Item>(
	endpoint: ListEndpoint<Query, Item>,
	parameters: QueryParameters,
): E.Either<InvalidInput, void> => {
	const beginnings = beginningsOf(endpoint, parameters);
	if (beginnings.length === 0) return E.right(undefined);
	return E.left(
		invalidInput(
			`prune removes what is not listed, and ${beginnings.join(' and ')} leave what comes before unlisted: choose one. Nothing was requested or written.`,
		),
	);
};

/** The same for any list endpoint; the columns of tabular formats are read off its codec. */
export const exportItems = <Query, Item>(
	client: Client,
	endpoint: ListEndpoint<Query, Item>,
	query: Query,
	options: ExportOptions,
): Promise<ExportSummary> => exportItemsBy({})(client, endpoint, query, options);

/** `exportItems`, by means that are not for users to choose. */
export const exportItemsBy =
	(means: ExportMeans) =>
	async <Query, Item>(
		client: Client,
		endpoint: ListEndpoint<Query, Item>,
		query: Query,
		options: ExportOptions,
	): Promise<ExportSummary> => {
		// Read now, before anything is waited for: later changes to the objects change nothing.
		const plan = orThrow(readExportOptions(options), {redact: redactOf(client)});
		const checked = orThrow(checkEndpoint(endpoint));
		const decoded = checked.query.decode(query);
		const copied = E.getOrElse(() => query)(decoded);
		// One that is refused is told of by the walk.
		if (plan.settings.prune && E.isRight(decoded)) {
			orThrow(checkListsAll(checked, checked.query.encode(decoded.right)));
		}
		await paginatePages(client, checked, copied, {...plan.walk, maxPages: 0}).next();
		// Loaded on use: who only walks pays nothing for the exporters.
		const {exportToFile} = await import('./file-target/export-to-file.ts');
		const onInvalidItem = plan.invalidFile === undefined ? plan.onInvalidItem : 'skip';
		return exportToFile({client, endpoint: checked, query: copied, walk: {...plan.walk, onInvalidItem}}, plan, means);
	};
