import {join, resolve} from 'node:path';
import {inTheWay} from '../destination-failure.ts';
import {files} from '../files/files.ts';
import {linkStats, resolveFile} from '../files/regular-files.ts';
import {finishedPath} from '../formats/format.ts';
import {allTraits} from '../formats/formats.ts';
import {type ExportPaths, rowsName, runName, runPaths, type WorkPaths, workPaths} from './paths.ts';

/** Refuses all but files of an export's own where it is to keep them. */
export const checkWorkPlaces = async ({folder, done}: WorkPaths): Promise<void> => {
	if ((await linkStats(done))?.isFile() === false) throw inTheWay(done, 'regular file');
	if ((await linkStats(folder))?.isDirectory() === false) throw inTheWay(folder, 'folder of an export');
};

/** Folders that the library of a format may leave beside what it makes. */
const foldersBeside: ReadonlySet<string> = new Set(
	allTraits.flatMap(format =>
		format.folderBeside === undefined ? [] : [`${finishedPath(rowsName, format)}${format.folderBeside}`],
	),
);

const checkContents = async ({folder}: ExportPaths): Promise<void> => {
	for (const entry of await files.list(folder)) {
		if (entry.isFile() || foldersBeside.has(entry.name)) continue;
		throw inTheWay(join(folder, entry.name), 'regular file');
	}
};

/** The files that an interrupted run left, if any did. Nothing is changed. */
export const findRun = async ({folder}: WorkPaths): Promise<ExportPaths | undefined> => {
	const found: Array<{readonly run: ExportPaths; readonly changed: number}> = [];
	for (const {name} of await files.list(folder)) {
		if (!runName.test(name)) continue;
		const run = runPaths(join(folder, name));
		if (!(await files.linkStats(run.folder))?.isDirectory()) throw inTheWay(run.folder, 'folder of an export');
		await checkContents(run);
		const kept = (await files.stats(run.checkpoint)) ?? (await files.stats(run.partial));
		// A folder with neither is the first step of a run that came no further, or the last one of a finished run.
		if (kept !== undefined) found.push({run, changed: kept.mtimeMs});
	}
	return found.sort((one, other) => other.changed - one.changed)[0]?.run;
};

/** Whether there is an export to this destination that can be gone on with. */
export const isResumable = async (destination: string): Promise<boolean> => {
	try {
		const path = resolve(destination);
		const work = workPaths(await resolveFile(path).catch(() => path));
		if (await files.exists(work.done)) return true;
		const left = await findRun(work);
		return left !== undefined && (await files.exists(left.checkpoint));
	} catch {
		return false;
	}
};
