import {abortable} from '../abort/abortable-delay.ts';
import {holdsPassword} from '../export/postgres/options.ts';
import {CommandFailed, exitCodeOf, exitCodes} from './exit-codes.ts';
import type {Surroundings} from './surroundings.ts';
import type {SyncFlags} from './sync-flags.ts';
import {withoutTokens} from './without-tokens.ts';
import {jsonOf, writeShown} from './write-text.ts';

export const refuse = (message: string): never => {
	throw new CommandFailed(exitCodes.usage, message);
};

/** A password in the address of a queue is refused, without repeating it. */
export const checkQueue = (address: string): void => {
	if (!holdsPassword(address)) return;
	refuse(
		'a password in --queue would be seen by every user of this machine; leave it out, and set REDIS_URL or DATABASE_URL to the whole address and use --queue redis:// or postgres:// alone, or set PGPASSWORD.',
	);
};

/** Waits for what asks a queue, which a signal ends at once, also where nothing answers; resolves to the exit code. */
export const unlessInterrupted = async (work: Promise<void>, {signal}: Surroundings): Promise<number> => {
	try {
		await abortable(work, signal);
		return exitCodes.done;
	} catch (error) {
		if (signal.aborted) return exitCodeOf(signal.reason);
		throw error;
	}
};

/** Writes a text, or a value as a document of JSON, without tokens. */
export const writeClean = (answer: string | object, surroundings: Surroundings): Promise<void> => {
	const text = typeof answer === 'string' ? answer : jsonOf(answer);
	return writeShown(withoutTokens(text, surroundings.environment), surroundings);
};

/** Flags that would go unheard with a queue, or without one, are refused. */
export const checkQueueFlags = ({queue, queueName, every, shard, concurrency, progress}: SyncFlags): void => {
	if (queue !== undefined) {
		checkQueue(queue);
		if (shard !== undefined) refuse('--shard is for machines that share no queue: leave it out.');
		if (concurrency === undefined && progress !== 'json') return;
		refuse('--concurrency and --progress json are for those who read: give them to signalwire-paginate work.');
	} else if (queueName !== undefined || every !== undefined) {
		refuse('--queue-name and --every are for a queue: add --queue redis://… or --queue postgres://….');
	}
};
