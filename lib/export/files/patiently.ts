import {setTimeout as delay} from 'node:timers/promises';
import {isSystemError} from './system-error.ts';

/** What a virus scanner or an indexer causes by having a file open for a moment, mostly on Windows. */
const passing: ReadonlySet<string> = new Set(['EPERM', 'EBUSY', 'EACCES']);

export const mayPass = (error: unknown): boolean => isSystemError(error) && passing.has(error.code);

/** Milliseconds between the attempts: two seconds in all. */
const waits = [10, 40, 100, 250, 500, 1000];

/** Tries a call again, for a while, that fails with what may pass. What does not pass is its error. */
export const patiently = async <Result>(call: () => Promise<Result>): Promise<Result> => {
	for (const wait of waits) {
		try {
			return await call();
		} catch (error) {
			if (!mayPass(error)) throw error;
		}
		await delay(wait);
	}
	return call();
};
