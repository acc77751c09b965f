import {abortable} from '../transport/abortable-delay.ts';
import type {OutputStream} from './surroundings.ts';

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
