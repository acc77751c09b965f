import {randomUUID} from 'node:crypto';
import {dirname, join, resolve} from 'node:path';
import {isObject} from '../core/plain-object.ts';
import {escaped} from '../export/dataset/partitioner.ts';
import {isResumable} from '../export/file-target/find-run.ts';
import {replaceWhole, syncDirectory} from '../export/files/durable.ts';
import {files} from '../export/files/files.ts';
import {fromHome} from './from-home.ts';
import type {Place} from './place.ts';
import {hashOf, type PlannedWalk} from './walks.ts';

/**
 * What is kept under a name: a time, in milliseconds. Of a folder: which walk was the last to be read into it, since what a
 * plan asks for may change; when its reading began; and its rows, once it is at its end.
 */
interface Kept {
	readonly walk?: string;
	readonly began?: number;
	readonly rows?: number;
}

/** Of a text that is none of ours nothing is known, and so what it told of is read again. */
const keptIn = (text: string): Kept => {
	try {
		const kept: unknown = JSON.parse(text);
		return isObject(kept) ? kept : {};
	} catch {
		return {};
	}
};

/** Whose rows they are, as folders, which readers take for columns. */
const levelsOf = ({planned: {table, parent}, whose, slice, parent: key = ''}: PlannedWalk): readonly string[] => [
	table,
	`space=${escaped(whose.space)}`,
	`project=${escaped(whose.projectId)}`,
	...(parent ? [`${parent.parameter}_value=${escaped(key)}`] : []),
	...(slice ? [`${slice.filter.field}_${slice.unit}=${slice.label}`] : []),
];

/** The folder of a walk, as a name. */
const placeOf = (walk: PlannedWalk): string => levelsOf(walk).join('/');

const rowsFile = 'rows.parquet';

/** Whether something in the folder of a list is of walks that part it otherwise than this one. */
const isOfOthers = (name: string, {slice}: PlannedWalk): boolean =>
	name === rowsFile ? slice !== undefined : /_(day|month)=/.test(name) && !name.includes(`_${slice?.unit}=`);

/**
 * Datasets in a folder: one of each table, and in it a Parquet file for each walk, in a folder that tells whose it is. The
 * file appears when its walk is read to its end. What is unfinished is in `_work`, and what is known of walks in `_state`,
 * beside the datasets, so that who reads one meets neither.
 */
export const openFolderPlace = async (address: string): Promise<Place> => {
	const root = resolve(fromHome(address));
	const [work, state] = [join(root, '_work'), join(root, '_state')];
	for (const folder of [work, state]) await files.makeOrdinaryFolder(folder);
	const statePath = (name: string) => join(state, `${hashOf([name])}.json`);
	const folderOf = (walk: PlannedWalk) => join(root, ...levelsOf(walk));
	const workFile = (id: string) => join(work, `${id}.parquet`);

	const find = async (name: string): Promise<Kept> => keptIn((await files.readText(statePath(name))) ?? '');
	const keep = async (name: string, kept: Kept): Promise<void> => {
		const path = statePath(name);
		// Another run may be at it.
		await replaceWhole(path, `${path}.${randomUUID()}`, `${JSON.stringify({name, ...kept})}\n`);
		await syncDirectory(path);
	};
	/** Puts a finished file into its place; an empty one would only be in the way of readers. */
	const publish = async (from: string, path: string, rows: number): Promise<void> => {
		if (rows === 0) {
			await files.remove(path);
			await files.remove(from);
			return;
		}
		await files.makeOrdinaryFolder(dirname(path));
		await files.move(from, path);
		await syncDirectory(path);
	};

	const stateOf: Place['stateOf'] = async walk => {
		const {walk: last, began, rows} = await find(placeOf(walk));
		if (last !== walk.id) return {lastRead: undefined, interrupted: undefined};
		// What somebody has removed is read again.
		const isGone = rows !== undefined && rows > 0 && !(await files.exists(join(folderOf(walk), rowsFile)));
		const isLeft = rows === undefined && (await isResumable(workFile(walk.id)));
		return {lastRead: rows === undefined || isGone ? undefined : began, interrupted: isLeft ? began : undefined};
	};

	return {
		note: (name, time) => keep(name, {began: time}),
		noted: async name => (await find(name)).began,
		stateOf,
		read: async (walk, interrupted, exportTo) => {
			const {id} = walk;
			const began = interrupted ?? Date.now();
			await keep(placeOf(walk), {walk: id, began});
			const told = await exportTo({destination: workFile(id)});
			await publish(workFile(id), join(folderOf(walk), rowsFile), told.rows);
			await keep(placeOf(walk), {walk: id, began, rows: told.rows});
			return told;
		},
		tidy: async walks => {
			const [walk] = walks;
			if (walk === undefined) return;
			const whole = folderOf({...walk, slice: undefined});
			const others = (await files.list(whole)).filter(({name}) => isOfOthers(name, walk));
			if (others.length === 0) return;
			// Where a plan is parted among machines, others may read some of them yet; what was read once may be gone since.
			for (const own of walks) if ((await stateOf(own)).lastRead === undefined) return;
			for (const {name} of others) await files.removeFolder(join(whole, name));
		},
		close: async () => {},
	};
};
