import * as E from 'fp-ts/lib/Either.js';
import type {DestinationError} from '../../core/api-error.ts';
import {DestinationFailure} from '../destination-failure.ts';
import {isSystemError, type SystemError} from '../files/system-error.ts';
import {isSqliteError} from '../formats/sqlite/sqlite-error.ts';
import {workPaths} from './paths.ts';

const advice: ReadonlyMap<string, string> = new Map([
	['ENOSPC', 'the disk is full: make room'],
	['EDQUOT', 'the disk quota is used up: make room'],
	['EACCES', 'permission is denied: check the rights of the file and its directory'],
	['EPERM', 'permission is denied: check the rights of the file and its directory'],
	['EROFS', 'the file system is read-only: choose another place'],
	['ENOENT', 'the directory is not there: create it'],
	['EEXIST', 'a file is there already: move it away, or use overwrite (--overwrite)'],
	['EISDIR', 'it is a directory: name a file'],
	['ENOTDIR', 'what should be a directory is none: choose another place'],
	['ENAMETOOLONG', 'the name is longer than the file system takes: choose a shorter one'],
	['EFBIG', 'the file is larger than the file system allows'],
]);

/** Calls on an open file, whose errors have no path. */
const writes: ReadonlySet<string> = new Set(['read', 'write', 'fsync', 'fdatasync', 'ftruncate', 'close']);

/** Errors of files, and not of sockets. */
const isFileError = (error: unknown): error is SystemError =>
	isSystemError(error) && (error.path !== undefined || writes.has(error.syscall));

/** Whether a failure may come from what has become of the files. */
export const isDestinationTrouble = (error: unknown): boolean =>
	error instanceof DestinationFailure || isSqliteError(error) || isFileError(error);

/** A failure of the destination as a value; anything else is thrown on as it is. */
export const destinationErrorOf = (error: unknown, destination: string): E.Either<DestinationError, never> => {
	if (error instanceof DestinationFailure) {
		return E.left({kind: 'destination', message: error.message, cause: error.cause});
	}
	if (isSqliteError(error)) {
		const message = `Cannot write ${destination} (SQLite: ${error.message}): check the disk and the file, then go on with resume (--resume).`;
		return E.left({kind: 'destination', message, cause: error});
	}
	if (!isFileError(error)) throw error;
	const {code} = error;
	const what = advice.get(code) ?? error.message;
	// Of the files that an export keeps beside its destination only the destination is worth naming.
	const isOwn = error.path?.startsWith(workPaths(destination).folder) ?? true;
	const path = isOwn ? destination : error.path;
	const message = `Cannot write ${path} (${code}): ${what}, then go on with resume (--resume).`;
	return E.left({kind: 'destination', message, code, cause: error});
};
