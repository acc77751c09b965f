import {keyOf} from '../core/list.ts';
import {printable} from '../core/printable.ts';
import {exportOptions} from '../export/export-options.ts';
import type {ExportProgress} from '../export/export-progress.ts';
import {exportItemsBy} from '../export/export-rooms.ts';
import {rooms as roomsList} from '../lists/video/rooms.ts';
import {type Differences, noDifferences} from '../pagination/differences.ts';
import {optionsIn} from './flags.ts';
import type {Job, Outcome} from './job.ts';
import {queryOf} from './rooms-flags.ts';

/** What is said of rooms that no table can tell from others. */
const remarkOnKeys = (withoutKey: number): string => {
	if (withoutKey === 0) return '';
	const rooms = withoutKey === 1 ? '1 room has' : `${withoutKey.toLocaleString('en-US')} rooms have`;
	return `${rooms} no usable ${keyOf(roomsList).join(', ')} (SQLite files hold them in ${roomsList.name}_without_key)`;
};

/** Writes a file that is complete or not there. */
export const exportToFile: Job = ({client, flags, surroundings: {signal, removeAtEnd}, progress}) => {
	let canGoOn = false;
	let differences: Differences = noDifferences;
	const onProgress = (so: ExportProgress) => {
		differences = so;
		progress.exported(so);
	};
	const write = async (): Promise<Outcome> => {
		const options = {...optionsIn(exportOptions, flags), signal, onProgress};
		const wish = {client, list: roomsList, query: queryOf(flags), callSite: {}};
		const summary = await exportItemsBy(wish, options, {removeTrace: removeAtEnd}).catch(async (error: unknown) => {
			const {isResumable} = await import('../export/file-target/find-run.ts');
			canGoOn = await isResumable(options.destination);
			throw error;
		});
		onProgress(summary);
		const {destination, reason, invalid, withoutKey} = summary;
		const where = invalid > 0 && flags.invalidFile !== undefined ? `; invalid rooms are in ${flags.invalidFile}` : '';
		const extent = reason === 'complete' ? '' : '; not all rooms, as asked';
		return {note: ` in ${printable(destination + where)}${extent}`, remark: remarkOnKeys(withoutKey)};
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
