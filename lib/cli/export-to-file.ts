import {type AnyList, keyOf} from '../core/list.ts';
import {countOf, type Noun} from '../core/noun.ts';
import {printable} from '../core/printable.ts';
import type {Destination} from '../export/destination.ts';
import {exportItemsBy} from '../export/export-items.ts';
import {exportOptions} from '../export/export-options.ts';
import type {ExportProgress} from '../export/export-progress.ts';
import {isPostgresAddress} from '../export/postgres/options.ts';
import {type Differences, noDifferences} from '../pagination/differences.ts';
import type {ListFlags} from './common-flags.ts';
import {writesTable} from './export-flags.ts';
import {optionsIn} from './flags.ts';
import type {Job, Outcome} from './job.ts';

/** Where they are. */
const placeWithoutKey = ({name}: AnyList, flags: ListFlags): string => {
	const table = `${flags.table ?? name}_without_key`;
	return writesTable(flags) ? `they are in the table ${table}` : `SQLite files hold them in ${table}`;
};

/** What is said of items that no table can tell from others. */
const remarkOnKeys = (list: AnyList, noun: Noun, withoutKey: number, table: string): string => {
	if (withoutKey === 0) return '';
	const have = `${countOf(withoutKey, noun)} ${withoutKey === 1 ? 'has' : 'have'}`;
	return `${have} no usable ${keyOf(list).join(', ')} (${table})`;
};

/** What the export is given: where a file is not meant, the database. */
const destinationOf = async ({destination = '', table, schema}: ListFlags): Promise<string | Destination> => {
	if (!isPostgresAddress(destination)) return destination;
	const {postgres} = await import('../export/postgres/index.ts');
	// Of an address that says nothing, DATABASE_URL and the PG* variables say all.
	const connectionString = /^[^/]*\/\/$/.test(destination) ? undefined : destination;
	return postgres({connectionString, table, schema});
};

/** Whether there is something to go on with; of a database, `isBegun` tells it. */
const canResume = async (destination: string | Destination, isBegun: boolean): Promise<boolean> => {
	if (typeof destination !== 'string') return isBegun;
	const {isResumable} = await import('../export/file-target/find-run.ts');
	return isResumable(destination);
};

/** Writes a file that is complete or not there, or a table of a database. */
export const exportToFile: Job = ({client, list, noun, query, flags, surroundings, progress}) => {
	const {signal, removeAtEnd} = surroundings;
	let canGoOn = false;
	let isBegun = flags.resume === true;
	let differences: Differences = noDifferences;
	const onProgress = (so: ExportProgress) => {
		differences = so;
		isBegun = true;
		progress.exported(so);
	};
	const write = async (): Promise<Outcome> => {
		const {table, ...given} = optionsIn(exportOptions, flags);
		const options = {
			...given,
			...(!writesTable(flags) && {table}),
			destination: await destinationOf(flags),
			signal,
			onProgress,
		};
		const wish = {client, list, query, callSite: {}};
		const summary = await exportItemsBy(wish, options, {removeTrace: removeAtEnd}).catch(async (error: unknown) => {
			canGoOn = await canResume(options.destination, isBegun);
			throw error;
		});
		onProgress(summary);
		const {destination, reason, invalid, withoutKey} = summary;
		const where =
			invalid > 0 && flags.invalidFile !== undefined ? `; invalid ${noun.many} are in ${flags.invalidFile}` : '';
		const extent = reason === 'complete' ? '' : `; not all ${noun.many}, as asked`;
		const doubles = keyOf(list).length === 0 ? '; they have no key, so none was taken for a duplicate' : '';
		return {
			note: ` in ${printable(destination + where)}${extent}${doubles}`,
			remark: remarkOnKeys(list, noun, withoutKey, placeWithoutKey(list, flags)),
		};
	};
	return {
		done: write(),
		differences: () => differences,
		continuation: () => ({
			flags: canGoOn ? '--resume' : undefined,
			anew: 'with --overwrite',
			inDoubt: 0,
		}),
	};
};
