import * as E from 'fp-ts/lib/Either.js';
import type {DestinationError} from '../core/api-error.ts';
import {DestinationFailure} from './destination-failure.ts';

const advice: ReadonlyMap<string, string> = new Map([
	['ENOSPC', 'the disk is full: make room'],
	['EDQUOT', 'the disk quota is used up: make room'],
	['EACCES', 'permission is denied: check the rights of the file and its directory'],
	['EPERM', 'permission is denied: check the rights of the file and its directory'],
	['EROFS', 'the file system is read-only: choose another place'],
	['ENOENT', 'the directory is not there: create it'],
	['EEXIST', 'a file is there already: move it away, or use overwrite (--overwrite)'],
	['EISDIR', 'it is a directory: name a file'],
	['EFBIG', 'the file is larger than the file system allows'],
]);

/** Node's own file errors have a code, a system call and a path. */
const isFileError = (error: unknown): error is NodeJS.ErrnoException =>
	error instanceof Error &&
	'syscall' in error &&
	'path' in error &&
	typeof (error as NodeJS.ErrnoException).code === 'string';

const isWriteError = (error: unknown): error is NodeJS.ErrnoException =>
	error instanceof Error &&
	'syscall' in error &&
	['write', 'fsync', 'fdatasync', 'ftruncate'].includes(String(error.syscall));

/** A failure of the destination as a value; anything else is thrown on as it is. */
export const destinationErrorOf = (error: unknown, destination: string): E.Either<DestinationError, never> => {
	if (error instanceof DestinationFailure) return E.left({kind: 'destination', message: error.message});
	if (!isFileError(error) && !isWriteError(error)) throw error;
	const {code = ''} = error;
	const what = advice.get(code) ?? error.message;
	// Of the files beside the destination only the destination is worth naming.
	const path = error.path === undefined || error.path.startsWith(destination) ? destination : error.path;
	const message = `Cannot write ${path} (${code}): ${what}, then go on with resume (--resume).`;
	return E.left({kind: 'destination', message, code});
};
