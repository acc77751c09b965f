import {type AnyList, keyOf} from '../core/list.ts';
import {countOf, type Noun} from '../core/noun.ts';
import {printable} from '../core/printable.ts';
import {exportItemsBy} from '../export/export-items.ts';
import {exportOptions} from '../export/export-options.ts';
import type {ExportProgress} from '../export/export-progress.ts';
import {type Differences, noDifferences} from '../pagination/differences.ts';
import {optionsIn} from './flags.ts';
import type {Job, Outcome} from './job.ts';

/** What is said of items that no table can tell from others. */
const remarkOnKeys = (list: AnyList, noun: Noun, withoutKey: number): string => {
	if (withoutKey === 0) return '';
	const have = `${countOf(withoutKey, noun)} ${withoutKey === 1 ? 'has' : 'have'}`;
	return `${have} no usable ${keyOf(list).join(', ')} (SQLite files hold them in ${list.name}_without_key)`;
};

/** Writes a file that is complete or not there. */
export const exportToFile: Job = ({client, list, noun, query, flags, surroundings, progress}) => {
	const {signal, removeAtEnd} = surroundings;
	let canGoOn = false;
	let differences: Differences = noDifferences;
	const onProgress = (so: ExportProgress) => {
		differences = so;
		progress.exported(so);
	};
	const write = async (): Promise<Outcome> => {
		const options = {...optionsIn(exportOptions, flags), signal, onProgress};
		const wish = {client, list, query, callSite: {}};
		const summary = await exportItemsBy(wish, options, {removeTrace: removeAtEnd}).catch(async (error: unknown) => {
			const {isResumable} = await import('../export/file-target/find-run.ts');
			canGoOn = await isResumable(options.destination);
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
			remark: remarkOnKeys(list, noun, withoutKey),
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
