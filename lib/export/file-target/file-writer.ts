import {parseExactly} from '../../core/exact-json.ts';
import {createIdOf} from '../../core/item-id.ts';
import {SchemaCodec} from '../../core/standard-schema.ts';
import type {ParseJson} from '../../transport/transport.ts';
import {allOf} from '../all-of.ts';
import {takenOver} from '../destination-failure.ts';
import {syncDirectory} from '../files/durable.ts';
import {files} from '../files/files.ts';
import {codecOfFields, type FirstFields, fieldsOfItems} from '../formats/first-items.ts';
import type {Sink} from '../formats/format.ts';
import {traitsFor} from '../formats/formats.ts';
import {parseAsSent, parseToCopy, sentSourcesIn} from '../formats/sent-bytes.ts';
import type {Writer} from '../target.ts';
import {type FileCheckpoint, writeCheckpoint} from './checkpoint.ts';
import {checkDestination} from './destination.ts';
import {isDestinationTrouble} from './destination-error.ts';
import {publishInvalidFile} from './invalid-name.ts';
import {type Outputs, openOutputs} from './outputs.ts';
import {publish} from './publish.ts';
import {conclude, letGo, type Run} from './run-folder.ts';

/** Milliseconds for which what is written waits to be put on the disk: each time takes as long as some pages do. */
const usualWait = 250;

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

/** How answers are read: files that hold items as they were sent need less of their values than others. */
const parseFor = ({plan, asked: {list}}: Run): ParseJson => {
	const {entries} = list.page;
	if (traitsFor(plan.settings).writesSent) return parseToCopy(entries);
	return plan.invalidFile === undefined ? parseExactly : parseAsSent(entries);
};

const writerTo = (run: Run, {sink, seen, invalid, hasKey, close}: Outputs): Writer<FileCheckpoint> => {
	const idOf = createIdOf(run.asked.list.key, sentSourcesIn);
	return {
		...(traitsFor(run.plan.settings).refreshes && {idOf}),
		parse: parseFor(run),
		writesAside: true,
		keepAfter: sink.keepAfter ?? usualWait,
		lookUp: async () => item => {
			const id = idOf(item);
			return id === undefined || seen.add(id);
		},
		write: async (page, reached) => {
			await checkHeld(run);
			if (page.rows.length > 0) await sink.write(page.rows);
			await invalid.write(page.invalid);
			return {...reached, withoutKey: reached.withoutKey + page.rows.filter(row => !hasKey(row)).length};
		},
		keep: async reached => {
			await checkHeld(run);
			const [flushed, seenMark, invalidBytes] = await allOf(sink.flush(), seen.flush(), invalid.flush());
			const checkpoint = {...reached, ...flushed, ids: seen.count, seenMark, invalidBytes};
			await writeCheckpoint(run.paths.checkpoint, checkpoint);
			return checkpoint;
		},
		publish: async checkpoint => {
			await checkHeld(run);
			const finished = await sink.finish();
			await close();
			const bytes = await giveName(run, finished, checkpoint, sink);
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
	let opening: Promise<Writer<FileCheckpoint>> | undefined;
	let opened: Writer<FileCheckpoint> | undefined;
	const open = async (items: readonly unknown[]): Promise<Writer<FileCheckpoint>> => {
		if (opening === undefined) {
			firstFields = fieldsOfItems(items);
			opening = openFiles(withFields(run, firstFields), start);
		}
		opened = await opening;
		return opened;
	};
	return {
		parse: parseFor(run),
		writesAside: true,
		keepAfter: usualWait,
		idOf: item => opened?.idOf?.(item),
		lookUp: async pages => {
			// The first page that has any, whatever comes with it: how many pages come at once is a matter of time.
			const items = pages.find(({length}) => length > 0);
			return items === undefined ? () => true : (await open(items)).lookUp(pages);
		},
		write: async (page, reached) => {
			// A page without any tells nothing of them.
			if (opening === undefined && page.rows.length === 0 && page.invalid.length === 0) return reached;
			return (await open(page.rows)).write(page, {...reached, firstFields});
		},
		keep: async checkpoint => (opening === undefined ? checkpoint : (await open([])).keep(checkpoint)),
		publish: async checkpoint => (await open([])).publish({...checkpoint, firstFields}),
		abandon: async error => {
			if (opening === undefined) return afterFailure(run, error);
			// Where they could not be opened, all is let go.
			const writer = await opening.catch(() => undefined);
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
