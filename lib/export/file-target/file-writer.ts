import {createIdOf} from '../../core/item-id.ts';
import {takenOver} from '../destination-failure.ts';
import {files} from '../files/files.ts';
import type {Writer} from '../target.ts';
import {type FileCheckpoint, writeCheckpoint} from './checkpoint.ts';
import {checkDestination} from './destination.ts';
import {isDestinationTrouble} from './destination-error.ts';
import {publishInvalidFile} from './invalid-name.ts';
import {type Outputs, openOutputs} from './outputs.ts';
import {publish} from './publish.ts';
import {conclude, letGo, type Run} from './run-folder.ts';

const checkHeld = async ({lock, plan}: Run): Promise<void> => {
	if (!(await lock.isHeld())) throw takenOver(plan.destination);
};

/** What an export failed of, once its files are let go. */
const afterFailure = async ({plan, paths, lock}: Run, error: unknown): Promise<unknown> => {
	// Whoever takes over moves the files away, and what is then missed is no fault of the disk.
	if (isDestinationTrouble(error) && !(await files.exists(paths.folder))) return takenOver(plan.destination);
	await letGo(paths, await lock.isHeld());
	return error;
};

/** The file gets its name; resolves to its size. */
const giveName = async (run: Run, finished: string, checkpoint: FileCheckpoint): Promise<number> => {
	const {plan, work, paths} = run;
	const bytes = (await files.stats(finished))?.size ?? 0;
	await writeCheckpoint(paths.checkpoint, {...checkpoint, finishedBytes: bytes});
	await checkHeld(run);
	// The lock is a new file like any other.
	const newMode = ((await files.stats(work.lock))?.mode ?? 0o600) & 0o777;
	const lastLook = () => checkDestination(plan, checkpoint.replaces);
	await lastLook();
	await publishInvalidFile(plan, paths, checkpoint, newMode);
	await publish({finished, path: plan.destination, lastLook, newMode});
	return bytes;
};

const writerTo = (run: Run, {sink, seen, invalid, hasKey, close}: Outputs): Writer<FileCheckpoint> => {
	const idOf = createIdOf(run.asked.list.key);
	return {
		lookUp: async () => item => {
			const id = idOf(item);
			return id === undefined || seen.add(id);
		},
		commit: async (page, reached) => {
			await checkHeld(run);
			if (page.rows.length > 0) await sink.write(page.rows);
			const seenMark = await seen.flush();
			const invalidBytes = await invalid.write(page.invalid);
			const withoutKey = reached.withoutKey + page.rows.filter(row => !hasKey(row)).length;
			const files = {ids: seen.count, seenMark, invalidBytes};
			const checkpoint = {...reached, withoutKey, ...(await sink.flush()), ...files};
			await writeCheckpoint(run.paths.checkpoint, checkpoint);
			return checkpoint;
		},
		publish: async checkpoint => {
			await checkHeld(run);
			const finished = await sink.finish();
			await close();
			const bytes = await giveName(run, finished, checkpoint);
			await conclude(run.work, run.paths);
			return {...checkpoint, bytes};
		},
		abandon: async error => {
			await close();
			return afterFailure(run, error);
		},
	};
};

/** Opens the files of a run: what is written before the checkpoint says so can be cut off again. */
export const openWriter = async (run: Run, start: FileCheckpoint): Promise<Writer<FileCheckpoint>> => {
	try {
		return writerTo(run, await openOutputs(run, start));
	} catch (error) {
		throw await afterFailure(run, error);
	}
};
