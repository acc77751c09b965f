import {abortable} from '../abort/abortable-delay.ts';
import {CommandFailed, exitCodes} from './exit-codes.ts';
import {forTerminal} from './for-terminal.ts';
import type {OutputStream, Surroundings} from './surroundings.ts';

/** An output that takes nothing any more. */
export class OutputFailed extends Error {
	/** The system's code, such as `ENOSPC`. */
	readonly code: string;
	constructor(cause: unknown) {
		super('The output cannot be written.', {cause});
		this.code = String(Reflect.get(Object(cause), 'code') ?? 'unknown');
	}
}

/** The reader of our output has gone, as `| head` does: no error, there is just nobody left to write for. */
export const isBrokenPipe = ({code}: OutputFailed): boolean => code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED';

/** Writes, and waits until the text has been taken: a slow reader slows the walk, and memory stays flat. */
export const writeText = (stream: OutputStream, text: string, signal: AbortSignal): Promise<void> =>
	abortable(
		new Promise<void>((resolve, reject) => {
			stream.write(text, error => (error ? reject(new OutputFailed(error)) : resolve()));
		}),
		signal,
	);

export const jsonOf = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

/** Writes what was asked for besides items, such as help; a reader that has gone may have seen enough of it. */
export const writeAnswer = async (text: string, {stdout, signal}: Surroundings): Promise<void> => {
	try {
		await writeText(stdout, text, signal);
	} catch (error) {
		if (signal.aborted) return;
		if (!(error instanceof OutputFailed)) throw error;
		if (isBrokenPipe(error)) return;
		throw new CommandFailed(exitCodes.failed, `standard output cannot be written (${error.code}).`);
	}
};

/** The same for texts that others have a say in: a terminal would obey some of it. */
export const writeShown = (text: string, surroundings: Surroundings): Promise<void> =>
	writeAnswer(surroundings.stdout.isTTY ? forTerminal(text) : text, surroundings);
