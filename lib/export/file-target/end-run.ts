import {files} from '../files/files.ts';
import {isCode} from '../files/system-error.ts';
import {readCheckpoint} from './checkpoint.ts';
import type {ExportPaths, WorkPaths} from './paths.ts';
import {isWorthKeeping} from './start.ts';

/**
 * Removes the files of a run whose export is complete. From the first step to the last one file tells that it is, so that
 * a crash among them is no failure.
 */
export const conclude = async ({done}: WorkPaths, {folder, checkpoint}: ExportPaths): Promise<void> => {
	try {
		await files.move(checkpoint, done);
	} catch (error) {
		// Somebody who found it complete is removing it.
		if (!isCode(error, 'ENOENT')) throw error;
	}
	await files.removeFolder(folder);
};

/**
 * Lets go of the files of a run that failed, once they are closed. What nobody would go on with is removed, unless somebody
 * may be about to.
 */
export const letGo = async ({folder, checkpoint, ownerFile}: ExportPaths, isHeld: boolean): Promise<void> => {
	const reached = isHeld ? await readCheckpoint(checkpoint).catch(() => undefined) : undefined;
	if (reached !== undefined && !isWorthKeeping(reached)) await files.removeFolder(folder);
	else await files.remove(ownerFile);
};
