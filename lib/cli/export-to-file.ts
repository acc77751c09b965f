import {printable} from '../core/printable.ts';
import {isResumable} from '../export/export-paths.ts';
import {exportItemsBy} from '../export/export-rooms.ts';
import {exportOptionsOf} from './export-flags.ts';
import type {Job, Outcome} from './job.ts';
import {walkOptionsOf} from './rooms-flags.ts';

/** Writes a file that is complete or not there. */
export const exportToFile: Job = ({client, list, noun, query, flags, surroundings, progress}) => {
	const {signal, removeAtEnd} = surroundings;
	const write = async (): Promise<Outcome> => {
		const options = {...exportOptionsOf(flags, walkOptionsOf(flags, signal)), onProgress: progress.exported};
		const summary = await exportItemsBy({client, list, query, callSite: {}}, options, {
			removeTrace: removeAtEnd,
		});
		progress.exported(summary);
		const {destination, reason, invalid} = summary;
		const where =
			invalid > 0 && flags.invalidFile !== undefined ? `; invalid ${noun.many} are in ${flags.invalidFile}` : '';
		const extent = reason === 'complete' ? '' : `; not all ${noun.many}, as asked`;
		return {note: ` in ${printable(destination + where)}${extent}`, remark: ''};
	};
	return {
		done: write(),
		continuation: () => ({
			flags: isResumable(flags.output ?? '') ? '--resume' : undefined,
			anew: 'with --overwrite',
			inDoubt: 0,
		}),
	};
};
