import {countOf} from '../core/noun.ts';
import {printable} from '../core/printable.ts';
import {runWorkerBy} from '../fleet/fleet.ts';
import type {FleetEvent} from '../fleet/fleet-event.ts';
import {checkSaying} from './common-flags.ts';
import {exitCodes} from './exit-codes.ts';
import type {WorkFlags} from './fleet-flags.ts';
import {checkQueue} from './fleet-queue.ts';
import type {Surroundings} from './surroundings.ts';
import {openClients} from './sync-clients.ts';
import {startSyncProgress} from './sync-progress.ts';
import {row, SyncTally} from './sync-tally.ts';
import {withoutTokens} from './without-tokens.ts';

/** What is told of an event for people; of those that are no end nothing. */
const lineOf = (event: FleetEvent, isQuiet: boolean): string | undefined => {
	if (event.type === 'failed') {
		const {walk, reason, isFinal} = event;
		return `signalwire-paginate: ${walk} failed${isFinal ? '' : ', and is tried again'}: ${reason}`;
	}
	if (event.type === 'trouble') return `signalwire-paginate: the queue is in trouble: ${event.reason}`;
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
		const isOfWalk = event.type !== 'failed' && event.type !== 'trouble';
		if (isOfWalk) progress.onProgress(event);
		const {type, ...told} = event;
		const line = isTold ? !isOfWalk && JSON.stringify({event: type, ...told}) : lineOf(event, quiet || how === 'none');
		if (line) stderr.write(`${clean(printable(line))}\n`);
	};
	try {
		await runWorkerBy({queue, queueName, concurrency, maxDuration, signal, onProgress}, clients.open);
		progress.stop('done');
		return exitCodes.done;
	} catch (error) {
		progress.stop('failed');
		throw error;
	} finally {
		await clients.close();
	}
};
