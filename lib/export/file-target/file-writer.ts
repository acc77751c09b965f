import {createIdOf} from '../../core/item-id.ts';
import {SchemaCodec} from '../../core/standard-schema.ts';
import {takenOver} from '../destination-failure.ts';
import {syncDirectory} from '../files/durable.ts';
import {files} from '../files/files.ts';
import {codecOfFields, type FirstFields, fieldsOfItems} from '../formats/first-items.ts';
import type {Sink} from '../formats/format.ts';
import {traitsFor} from '../formats/formats.ts';
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

/** The file gets its name, last of all that belong to it; resolves to the size of all. */
const giveName = async (run: Run, finished: string, checkpoint: FileCheckpoint, sink: Sink): Promise<number> => {
	const {plan, work, paths} = run;
	const bytes = (await files.stats(finished))?.size ?? 0;
	const releasedBytes = sink.releasedBytes?.() ?? null;
	await writeCheckpoint(paths.checkpoint, {...checkpoint, finishedBytes: bytes, releasedBytes});
	await syncDirectory(paths.checkpoint);
	await checkHeld(run);
	// The lock is a new file like any other.
	const newMode = ((await files.stats(work.lock))?.mode ?? 0o600) & 0o777;
	const lastLook = () => checkDestination(plan, checkpoint.replaces, paths);
	await lastLook();
	await publishInvalidFile(plan, paths, checkpoint, newMode);
	await sink.release?.(newMode);
	await publish({finished, path: plan.destination, lastLook, newMode});
	return releasedBytes ?? bytes;
};

const writerTo = (run: Run, {sink, seen, invalid, hasKey, close}: Outputs): Writer<FileCheckpoint> => {
	const idOf = createIdOf(run.asked.list.key);
	/** What is written, and waits to be put on the disk. */
	let waiting: FileCheckpoint | undefined;
	/** Puts what is written on the disk, and then the checkpoint. */
	const keep = async (reached: FileCheckpoint): Promise<FileCheckpoint> => {
		waiting = undefined;
		const seenMark = await seen.flush();
		const checkpoint = {...reached, ...(await sink.flush()), ids: seen.count, seenMark};
		await writeCheckpoint(run.paths.checkpoint, checkpoint);
		return checkpoint;
	};
	return {
		...(traitsFor(run.plan.settings).refreshes && {idOf}),
		lookUp: async () => item => {
			const id = idOf(item);
			return id === undefined || seen.add(id);
		},
		commit: async (page, reached) => {
			// Should this fail, part of the page is written: all that waits is listed again.
			waiting = undefined;
			await checkHeld(run);
			if (page.rows.length > 0) await sink.write(page.rows);
			const invalidBytes = await invalid.write(page.invalid);
			const withoutKey = reached.withoutKey + page.rows.filter(row => !hasKey(row)).length;
			const checkpoint = {...reached, withoutKey, invalidBytes};
			if (sink.mayWait?.() !== true) return keep(checkpoint);
			waiting = checkpoint;
			return checkpoint;
		},
		publish: async reached => {
			await checkHeld(run);
			const checkpoint = waiting === undefined ? reached : await keep(waiting);
			const finished = await sink.finish();
			await close();
			const bytes = await giveName(run, finished, checkpoint, sink);
			await conclude(run.work, run.paths);
			return {...checkpoint, bytes};
		},
		abandon: async error => {
			// What fails of it is not what the export failed of: the checkpoint before tells where to go on.
			if (waiting !== undefined && (await run.lock.isHeld())) await keep(waiting).catch(() => {});
			await close();
			return afterFailure(run, error);
		},
	};
};

/** Opens the files of a run: what is written before the checkpoint says so can be cut off again. */
const openFiles = async (run: Run, start: FileCheckpoint): Promise<Writer<FileCheckpoint>> => {
	try {
		return writerTo(run, await openOutputs(run, start));
	} catch (error) {
		throw await afterFailure(run, error);
	}
};

/** The same run, of a list that tells what its first items held. */
const withFields = (run: Run, fields: FirstFields): Run => ({
	...run,
	asked: {...run.asked, list: {...run.asked.list, item: codecOfFields(fields)}},
});

/** For a list with a foreign schema, which does not tell what fields its items have: the files are opened when the first of them are there. */
const openLate = (run: Run, start: FileCheckpoint): Writer<FileCheckpoint> => {
	let firstFields: FirstFields = {};
	let opened: Promise<Writer<FileCheckpoint>> | undefined;
	const open = (items: readonly unknown[]) => {
		if (opened !== undefined) return opened;
		firstFields = fieldsOfItems(items);
		opened = openFiles(withFields(run, firstFields), start);
		return opened;
	};
	return {
		lookUp: async pages => (await open(pages.flat())).lookUp(pages),
		commit: async (page, reached) => (await open(page.rows)).commit(page, {...reached, firstFields}),
		publish: async checkpoint => (await open([])).publish(checkpoint),
		abandon: async error => {
			if (opened === undefined) return afterFailure(run, error);
			// Where they could not be opened, all is let go.
			const writer = await opened.catch(() => undefined);
			return writer === undefined ? error : writer.abandon(error);
		},
	};
};

/** What a run writes with. */
export const openWriter = async (run: Run, start: FileCheckpoint): Promise<Writer<FileCheckpoint>> => {
	const {firstFields} = start;
	if (!(run.asked.list.item instanceof SchemaCodec)) return openFiles(run, start);
	return firstFields === null ? openLate(run, start) : openFiles(withFields(run, firstFields), start);
};
