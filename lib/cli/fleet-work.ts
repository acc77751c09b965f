import {onAbort} from '../abort/on-abort.ts';
import {countOf} from '../core/noun.ts';
import {printable} from '../core/printable.ts';
import {runWorkerBy} from '../fleet/fleet.ts';
import type {FleetEvent} from '../fleet/worker.ts';
import {checkSaying} from './common-flags.ts';
import {CommandFailed, exitCodes} from './exit-codes.ts';
import type {WorkFlags} from './fleet-flags.ts';
import {checkQueue} from './fleet-queue.ts';
import type {Surroundings} from './surroundings.ts';
import {openClients} from './sync-clients.ts';
import {startSyncProgress} from './sync-progress.ts';
import {row, SyncTally} from './sync-tally.ts';
import {withoutTokens} from './without-tokens.ts';

/** Milliseconds: whoever asked it to stop would end it by force not long after. */
const longestStop = 10_000;

const inTime = (working: Promise<void>, signal: AbortSignal): Promise<void> =>
	new Promise((resolve, reject) => {
		let timer: ReturnType<typeof setTimeout> | undefined;
		const message = 'the worker did not stop in time; other workers go on with its walks, as after a crash.';
		const forget = onAbort(signal, () => {
			timer = setTimeout(() => reject(new CommandFailed(exitCodes.failed, message)), longestStop);
		});
		working.then(resolve, reject).finally(() => {
			forget();
			clearTimeout(timer);
		});
	});

/** What is told of an event for people; of those that are no end nothing. */
const lineOf = (event: FleetEvent, isQuiet: boolean): string | undefined => {
	if (event.type === 'failed') {
		const {walk, reason, isFinal} = event;
		return `signalwire-paginate: ${walk} failed${isFinal ? '' : ', and is tried again'}: ${reason}`;
	}
	return event.complete && !isQuiet ? `${event.walk}: ${countOf(event.rows, row)}` : undefined;
};

/** Reads walks of a queue until the signal, which is this command's normal end. */
export const workCommand = async (flags: WorkFlags, surroundings: Surroundings): Promise<number> => {
	checkSaying(flags);
	checkQueue(flags.queue);
	const {queue, queueName, concurrency, maxDuration, quiet, progress: how = 'auto'} = flags;
	const {environment, signal, stderr} = surroundings;
	const tally = new SyncTally();
	const clients = openClients(surroundings, (project, event) => tally.onEvent(project, event));
	const clean = (text: string) => clients.redact(withoutTokens(text, environment));
	const isTold = how === 'json';
	const progress = await startSyncProgress(tally, {progress: isTold ? how : 'none'}, surroundings, clean);
	const onProgress = (event: FleetEvent): void => {
		if (event.type !== 'failed') progress.onProgress(event);
		const {type, ...told} = event;
		const line = isTold
			? type === 'failed' && JSON.stringify({event: type, ...told})
			: lineOf(event, quiet || how === 'none');
		if (line) stderr.write(`${clean(printable(line))}\n`);
	};
	try {
		await inTime(runWorkerBy({queue, queueName, concurrency, maxDuration, signal, onProgress}, clients.open), signal);
		progress.stop('done');
		return exitCodes.done;
	} catch (error) {
		progress.stop('failed');
		throw error;
	} finally {
		await clients.close();
	}
};
