import {printable} from '../core/printable.ts';
import {exportOptions} from '../export/export-options.ts';
import {isResumable} from '../export/export-paths.ts';
import {exportItemsBy} from '../export/export-rooms.ts';
import {rooms} from '../lists/video/rooms.ts';
import {optionsIn} from './flags.ts';
import type {Job, Outcome} from './job.ts';
import {queryOf} from './rooms-flags.ts';

/** Writes a file that is complete or not there. */
export const exportToFile: Job = ({client, flags, surroundings: {signal, removeAtEnd}, progress}) => {
	const write = async (): Promise<Outcome> => {
		const options = {...optionsIn(exportOptions, flags), signal, onProgress: progress.exported};
		const summary = await exportItemsBy({client, list: rooms, query: queryOf(flags), callSite: {}}, options, {
			removeTrace: removeAtEnd,
		});
		progress.exported(summary);
		const {destination, reason, invalid} = summary;
		const where = invalid > 0 && flags.invalidFile !== undefined ? `; invalid rooms are in ${flags.invalidFile}` : '';
		const extent = reason === 'complete' ? '' : '; not all rooms, as asked';
		return {note: ` in ${printable(destination + where)}${extent}`, remark: ''};
	};
	return {
		done: write(),
		continuation: () => ({
			flags: isResumable(flags.destination ?? '') ? '--resume' : undefined,
			anew: 'with --overwrite',
			inDoubt: 0,
		}),
	};
};
