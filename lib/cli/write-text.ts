import {abortable} from '../transport/abortable-delay.ts';
import type {OutputStream} from './surroundings.ts';

/** The reader of our output has gone, as `| head` does: no error, there is just nobody left to write for. */
export const isBrokenPipe = (error: unknown): boolean =>
	error instanceof Error && 'code' in error && (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED');

/** Writes, and waits until the text has been taken: a slow reader slows the walk, and memory stays flat. */
export const writeText = (stream: OutputStream, text: string, signal: AbortSignal): Promise<void> =>
	abortable(
		new Promise<void>((resolve, reject) => {
			stream.write(text, error => (error ? reject(error) : resolve()));
		}),
		signal,
	);
