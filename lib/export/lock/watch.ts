import {abortableDelay} from '../../abort/abortable-delay.ts';
import {neverAborted} from '../../abort/on-abort.ts';
import {inTheWay} from '../destination-failure.ts';
import {files} from '../files/files.ts';

/** Milliseconds. */
export interface LockTiming {
	/** How often the owner of a lock shows that it is there. */
	readonly renewal: number;
	/** A lock that was not renewed for so long, by the clocks of those who look, may have lost its owner. */
	readonly longestSilence: number;
}

export const usualTiming: LockTiming = {renewal: 5000, longestSilence: 60_000};

const largestLock = 4096;
/** How long a lock is watched, in renewals, and how often it is looked at in each. */
const renewals = 3;
const looks = 4;

export interface FoundLock {
	readonly text: string;
	/** When it was last renewed by its owner's clock, in milliseconds. */
	readonly renewed: number;
	/** What changes with each renewal, whatever its owner's clock says. */
	readonly version: string;
}

/** Undefined when there is none. */
export const findLock = async (path: string): Promise<FoundLock | undefined> => {
	const status = await files.linkStats(path);
	if (status === undefined) return undefined;
	if (!status.isFile()) throw inTheWay(path, 'regular file');
	const text = status.size > largestLock ? '' : await files.readText(path);
	if (text === undefined) return undefined;
	const {mtimeMs, ctimeMs} = status;
	return {text, renewed: mtimeMs, version: `${mtimeMs} ${ctimeMs}`};
};

/**
 * Watches a lock for three renewals: `unchanged` when nobody renewed it, `renewed`, or `other` when it is gone or another's.
 * Only this process's own clock is asked, and looks are counted: one that slept in between has not watched.
 */
export const watchLock = async (
	path: string,
	found: FoundLock,
	{renewal}: LockTiming,
	signal: AbortSignal = neverAborted,
): Promise<'unchanged' | 'renewed' | 'other'> => {
	for (let look = 0; look < renewals * looks; look++) {
		await abortableDelay(renewal / looks, signal);
		const now = await findLock(path);
		if (now?.text !== found.text) return 'other';
		if (now.version !== found.version) return 'renewed';
	}
	return 'unchanged';
};
