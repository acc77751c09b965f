import type {TaskEither} from 'fp-ts/lib/TaskEither.js';
import type {ApiError} from '../core/api-error.ts';
import type {Authentication} from '../core/authentication.ts';
import type {RequestDescriptor} from '../core/request-descriptor.ts';
import type {TransportEvent} from './transport-event.ts';

/**
 * Reads JSON, and throws where it is none.
 * @param bytes those that the text was made of, in pieces
 */
export type ParseJson = (text: string, bytes: readonly Uint8Array[]) => unknown;

export interface TransportOptions {
	/** Ends the request and every wait before it at once. */
	readonly signal?: AbortSignal | undefined;
	/** One attempt only. Default: false. */
	readonly once?: boolean | undefined;
	/** As whom it is asked. Default: `'project'`. */
	readonly authentication?: Authentication | undefined;
	/** How the JSON of an answer is read. Default: `JSON.parse`. */
	readonly parse?: ParseJson | undefined;
	/** Its waits do not keep the process alive: for what is requested ahead. Default: false. */
	readonly background?: boolean | undefined;
	/** Given the beginning of a long body, once, while the rest is on its way; not when it was requested again. */
	readonly onHead?: ((head: string) => void) | undefined;
	/** Told of this request's attempts only; a client's `onEvent` is told of all. */
	readonly onEvent?: ((event: TransportEvent) => void) | undefined;
}

/** Turns a request into the JSON that answers it. Never rejects: what goes wrong is a `Left`. */
export type Transport = (request: RequestDescriptor, options?: TransportOptions) => TaskEither<ApiError, unknown>;
