import * as E from 'fp-ts/lib/Either.js';
import {type InvalidInput, invalidInput} from '../core/api-error.ts';
import {beginningsOf, type CheckedTraits, type List} from '../core/list.ts';
import {nounOf} from '../core/noun.ts';
import type {QueryParameters} from '../core/request-descriptor.ts';
import {callSiteOf} from '../pagination/call-site.ts';
import {type Client, redactOf} from '../pagination/client.ts';
import {orThrow} from '../pagination/pagination-error.ts';
import {planWalk, type WalkWish} from '../pagination/plan-walk.ts';
import {exportElsewhere} from './export-elsewhere.ts';
import type {ExportOptions, ExportSummary} from './export-options.ts';
import {readExportOptions} from './export-plan.ts';
import type {ExportMeans} from './file-target/export-to-file.ts';

/** What is not listed is pruned, and partitions are replaced by what is listed, so all has to be listed. */
const checkListsAll = (list: CheckedTraits, parameters: QueryParameters, why: string): E.Either<InvalidInput, void> => {
	const beginnings = beginningsOf(list, parameters);
	if (beginnings.length === 0) return E.right(undefined);
	return E.left(
		invalidInput(
			`${why}, and ${beginnings.join(' and ')} leave what comes before unlisted: choose one. Nothing was requested or written.`,
		),
	);
};

/**
 * Writes every item of any list to a file or a table, as `exportRooms` does with rooms; the columns of tabular formats are
 * read off the list's codec.
 *
 * @example
 * const {rows} = await exportItems(signalwire, roomSessions, {}, {destination: 'sessions.parquet', overwrite: true});
 */
export const exportItems = <Query, Item>(
	client: Client,
	list: List<Query, Item>,
	query: Query,
	options: ExportOptions,
): Promise<ExportSummary> => exportItemsBy({client, list, query, callSite: callSiteOf(exportItems)}, options);

/**
 * `exportItems`, as it is planned.
 * @param means what is not for users to choose
 */
export const exportItemsBy = async <Query, Item>(
	wish: Omit<WalkWish<Query, Item>, 'options'>,
	options: ExportOptions,
	means: ExportMeans = {},
): Promise<ExportSummary> => {
	// Read now, before anything is waited for: later changes to the objects change nothing.
	const place = {redact: redactOf(wish.client), callSite: wish.callSite};
	const {many} = nounOf(String(Object(wish.list).name));
	const plan = orThrow(readExportOptions(options, many), place);
	const onInvalidItem = plan.invalidFile === undefined ? plan.onInvalidItem : 'skip';
	const walk = orThrow(planWalk({...wish, options: {...plan.walk, onInvalidItem}}), place);
	if (plan.prune) orThrow(checkListsAll(walk.list, walk.parameters, 'prune removes what is not listed'), place);
	if (plan.settings === undefined) return exportElsewhere(walk, plan);
	if (plan.settings.partitionBy !== '') {
		const {checkKeys} = await import('./dataset/partition-keys.ts');
		const refused = (flaw: string) => invalidInput(`${flaw}. Nothing was requested or written.`);
		orThrow(E.mapLeft(refused)(checkKeys(walk, plan.settings.partitionBy, many)), place);
		const why = 'partitionBy replaces partitions by what is listed';
		orThrow(checkListsAll(walk.list, walk.parameters, why), place);
	}
	// Loaded on use: who only walks pays nothing for the exporters.
	const {exportToFile} = await import('./file-target/export-to-file.ts');
	return exportToFile(walk, plan, means);
};
