import {abortable} from '../abort/abortable-delay.ts';
import {holdsPassword} from '../export/postgres/options.ts';
import {CommandFailed, exitCodeOf, exitCodes} from './exit-codes.ts';
import {forTerminal} from './for-terminal.ts';
import type {Surroundings} from './surroundings.ts';
import {withoutTokens} from './without-tokens.ts';
import {jsonOf, writeAnswer} from './write-text.ts';

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
	const {environment, stdout} = surroundings;
	const text = withoutTokens(typeof answer === 'string' ? answer : jsonOf(answer), environment);
	return writeAnswer(stdout.isTTY ? forTerminal(text) : text, surroundings);
};
