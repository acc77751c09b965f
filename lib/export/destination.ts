import {chmod, stat} from 'node:fs/promises';
import {DestinationFailure} from './destination-failure.ts';
import type {ExportPlan} from './export-options.ts';
import {checkNoUnfinishedWork} from './sqlite-files.ts';
import {isCode} from './system-error.ts';

/** What stands at a path, as a text by which a change shows; null for nothing. */
export const standingAt = async (path: string): Promise<string | null> => {
	try {
		const {size, mtimeMs} = await stat(path);
		return `${size} bytes, ${mtimeMs}`;
	} catch (error) {
		if (isCode(error, 'ENOENT')) return null;
		throw error;
	}
};

/** The file that takes another's place is as private as that one was. */
export const keepPermissions = async (from: string, to: string): Promise<void> => {
	const replaced = await stat(from).catch(() => undefined);
	if (replaced !== undefined) await chmod(to, replaced.mode & 0o777);
};

/**
 * Whether the file may get its name: only what stood there when the export began is to be replaced, or brought up to
 * date, unless this run is told to overwrite. What is gone by now can be lost by nobody.
 */
export const checkDestination = async (
	{destination, overwrite, settings}: ExportPlan,
	replaces: string | null,
): Promise<void> => {
	// A log that is left beside a database is read as its own, whichever database gets the name.
	if (settings.format === 'sqlite') await checkNoUnfinishedWork(destination);
	if (overwrite) return;
	const standing = await standingAt(destination);
	if (standing === null || standing === replaces) return;
	const problem = replaces === null ? 'is there already' : 'is not what it was when this export began';
	throw new DestinationFailure(
		`${destination} ${problem}: move it away, then go on with resume (--resume), or replace it with overwrite (--overwrite).`,
	);
};
