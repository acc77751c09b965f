import {printable} from '../core/printable.ts';
import {exportItemsBy} from '../export/export-rooms.ts';
import {rooms} from '../lists/video/rooms.ts';
import {exportOptionsOf} from './export-flags.ts';
import type {Job, Outcome} from './job.ts';
import {queryOf, walkOptionsOf} from './rooms-flags.ts';

/** Writes a file that is complete or not there. */
export const exportToFile: Job = ({client, flags, surroundings: {signal, removeAtEnd}, progress}) => {
	let canGoOn = false;
	const write = async (): Promise<Outcome> => {
		const options = {...exportOptionsOf(flags, walkOptionsOf(flags, signal)), onProgress: progress.exported};
		const wish = {client, list: rooms, query: queryOf(flags), callSite: {}};
		const summary = await exportItemsBy(wish, options, {removeTrace: removeAtEnd}).catch(async (error: unknown) => {
			const {isResumable} = await import('../export/file-target/find-run.ts');
			canGoOn = await isResumable(options.destination);
			throw error;
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
			flags: canGoOn ? '--resume' : undefined,
			anew: 'with --overwrite',
			inDoubt: 0,
		}),
	};
};
