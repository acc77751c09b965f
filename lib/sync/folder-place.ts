import {randomUUID} from 'node:crypto';
import {basename, dirname, join, resolve} from 'node:path';
import {isResumable} from '../export/file-target/find-run.ts';
import {replaceWhole, syncDirectory} from '../export/files/durable.ts';
import {files} from '../export/files/files.ts';
import type {Place} from './place.ts';
import {hashOf} from './walks.ts';

/** What is kept under a name: a time, in milliseconds; of a walk when its reading began, and its rows, once it is at its end. */
interface Kept {
	readonly began?: number;
	readonly rows?: number;
}

const rowsFile = 'rows.parquet';

/**
 * Datasets in a folder: one of each table, and in it a Parquet file for each walk, in a folder that tells whose it is. The
 * file appears when its walk is read to its end. What is unfinished is in `_work`, and what is known of walks in `_state`,
 * beside the datasets, so that who reads one meets neither.
 */
export const openFolderPlace = async (address: string): Promise<Place> => {
	const root = resolve(address);
	const [work, state] = [join(root, '_work'), join(root, '_state')];
	for (const folder of [work, state]) await files.makeOrdinaryFolder(folder);
	const statePath = (name: string) => join(state, `${hashOf([name])}.json`);
	const pathIn = (folder: string) => join(root, folder, rowsFile);
	const workFile = (id: string) => join(work, `${id}.parquet`);

	const find = async (name: string): Promise<Kept> => JSON.parse((await files.readText(statePath(name))) ?? '{}');
	const keep = async (name: string, kept: Kept): Promise<void> => {
		const path = statePath(name);
		// Another run may be at it.
		await replaceWhole(path, `${path}.${randomUUID()}`, `${JSON.stringify({name, ...kept})}\n`);
		await syncDirectory(path);
	};
	/** Puts a finished file into its place; an empty one would only be in the way of readers. */
	const publish = async (from: string, folder: string, rows: number): Promise<void> => {
		const path = pathIn(folder);
		if (rows === 0) {
			await files.remove(path);
			await files.remove(from);
			return;
		}
		await files.makeOrdinaryFolder(dirname(path));
		await files.move(from, path);
		await syncDirectory(path);
	};

	return {
		note: (name, time) => keep(name, {began: time}),
		noted: async name => (await find(name)).began,
		stateOf: async ({id, folder}) => {
			const {began, rows} = await find(id);
			// What somebody has removed is read again.
			const isGone = rows !== undefined && rows > 0 && !(await files.exists(pathIn(folder)));
			const isLeft = rows === undefined && (await isResumable(workFile(id)));
			return {lastRead: rows === undefined || isGone ? undefined : began, interrupted: isLeft ? began : undefined};
		},
		read: async ({id, folder}, interrupted, exportTo) => {
			const began = interrupted ?? Date.now();
			await keep(id, {began});
			const told = await exportTo({destination: workFile(id)});
			await publish(workFile(id), folder, told.rows);
			await keep(id, {began, rows: told.rows});
			return told;
		},
		tidy: async ({folder, slice}) => {
			const own = join(root, folder);
			const above = slice === undefined ? own : dirname(own);
			if (slice !== undefined) await files.remove(join(above, rowsFile));
			const unit = slice === undefined ? '/' : basename(own).replace(/=.*/, '=');
			for (const {name} of await files.list(above)) {
				if (/_(day|month)=/.test(name) && !name.startsWith(unit)) await files.removeFolder(join(above, name));
			}
		},
		close: async () => {},
	};
};
