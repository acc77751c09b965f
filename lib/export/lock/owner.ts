import {randomUUID} from 'node:crypto';
import {hostname} from 'node:os';
import * as t from 'io-ts';
import {isProcessAlive, processId, processStart} from '../../environment.ts';
import {processPlace} from './process-place.ts';

const ownerCodec = t.type({
	process: t.number,
	/** Tells apart two processes that had one number, one after the other. */
	started: t.union([t.string, t.null]),
	place: t.string,
	/** For people. */
	host: t.string,
	/** Tells apart two exports of one process. */
	id: t.string,
});

/** Who has a lock, or files. */
export interface Owner extends t.TypeOf<typeof ownerCodec> {}

export const newOwner = (): Owner => ({
	process: processId(),
	started: processStart(processId()),
	place: processPlace(),
	host: hostname(),
	id: randomUUID(),
});

/** Undefined where nobody is named: a crash can leave a file that is empty, or of nothing but NUL bytes. */
export const ownerOf = (text: string): Owner | undefined => {
	try {
		const value: unknown = JSON.parse(text);
		return ownerCodec.is(value) ? value : undefined;
	} catch {
		return undefined;
	}
};

/** Only of a process of this very place can that be known; no clock is asked. */
export const isKnownDead = ({process, started, place}: Owner): boolean => {
	if (place !== processPlace()) return false;
	if (!isProcessAlive(process)) return true;
	const startedNow = processStart(process);
	return started !== null && startedNow !== null && startedNow !== started;
};
