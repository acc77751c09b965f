/** A failed system call, as Node reports it. */
export interface SystemError {
	readonly message: string;
	readonly code: string;
	readonly syscall: string;
	readonly path?: string;
}

/** Told by its shape: an error of Node's own may come from another realm than this code, and is no `Error` there. */
export const isSystemError = (error: unknown): error is SystemError =>
	typeof error === 'object' &&
	error !== null &&
	typeof Reflect.get(error, 'code') === 'string' &&
	typeof Reflect.get(error, 'syscall') === 'string';

export const isCode = (error: unknown, code: string): boolean => isSystemError(error) && error.code === code;
