import {takenOver} from '../destination-failure.ts';
import type {ExportPlan} from '../export-plan.ts';
import {files} from '../files/files.ts';
import {isCode} from '../files/system-error.ts';
import {type FormatSettings, traitsFor} from '../formats/formats.ts';
import {tableOf} from '../formats/table.ts';
import {acquireLock, type Lock} from '../lock/lock.ts';
import type {LockTiming} from '../lock/watch.ts';
import type {Asked, Target} from '../target.ts';
import type {FileCheckpoint} from './checkpoint.ts';
import {clearEarlierVersion} from './earlier-version.ts';
import {openWriter} from './file-writer.ts';
import {checkWorkPlaces, findRun} from './find-run.ts';
import {workPaths} from './paths.ts';
import {beginRun, claimRun, conclude, type Run, removeStrays} from './run-folder.ts';
import {type FileStart, findStart, type Situation} from './start.ts';

/** Gives the run files of its own: new ones, or those of the run before. What is missing then, another export has taken. */
const takeFiles = async (situation: Situation, lock: Lock, {checkpoint, kind}: FileStart): Promise<Run> => {
	const {plan, work, asked, left} = situation;
	// What tells of an export before this one would later tell the wrong thing.
	await files.remove(work.done);
	const goesOn = kind === 'interrupted' && left !== undefined;
	const taking = goesOn ? claimRun(situation, left, lock) : beginRun(situation, checkpoint, lock);
	const paths = await taking.catch((error: unknown) => {
		throw isCode(error, 'ENOENT') ? takenOver(plan.destination) : error;
	});
	if (await removeStrays(work, lock, paths)) return {plan, asked, work, paths, lock};
	await (goesOn ? files.remove(paths.ownerFile) : files.removeFolder(paths.folder));
	throw takenOver(plan.destination);
};

/** What is told of columns at the top of a file, and cannot be another later on. */
const headerOf = (asked: Asked, settings: FormatSettings): string => {
	if (traitsFor(settings).hasHeader !== true) return '';
	const {columns} = tableOf(asked, asked.listed.query, false);
	return columns.map(({name, type}) => `${name} ${type}`).join(', ');
};

/** A file with its checkpoint beside it, both in a folder of their own until the file is complete. */
export const createFileTarget = (plan: ExportPlan, timing: LockTiming | undefined): Target<FileCheckpoint> => ({
	acquire: async asked => {
		const work = workPaths(plan.destination);
		await clearEarlierVersion(plan.destination, plan.overwrite);
		await checkWorkPlaces(work);
		const lock = await acquireLock(work.lock, {timing, signal: plan.walk.signal});
		return {
			resume: async () => {
				const {settings} = plan;
				const project = settings.partitionBy === '' ? '' : asked.project;
				const identity = {...asked.listed, ...settings, columns: headerOf(asked, settings), project};
				const situation = {plan, asked, identity, work, left: await findRun(work)};
				const start = await findStart(situation);
				const {checkpoint, kind} = start;
				if (kind !== 'finished') {
					const open = async () => openWriter(await takeFiles(situation, lock, start), checkpoint);
					return {checkpoint, open};
				}
				if (situation.left !== undefined) await conclude(work, situation.left);
				await removeStrays(work, lock);
				const bytes = checkpoint.releasedBytes ?? checkpoint.finishedBytes ?? 0;
				return {checkpoint: {...checkpoint, bytes}, open: undefined};
			},
			release: lock.release,
		};
	},
});
