import * as E from 'fp-ts/lib/Either.js';
import {type InvalidInput, invalidInput} from '../core/api-error.ts';
import type {BaseAddress} from '../core/base-address.ts';
import type {Redact, Secrets} from '../redact/secrets.ts';
import type {ParseJson, Transport} from '../transport/transport.ts';
import type {ClientEvent} from './client-event.ts';

/**
 * A connection to one space, made by `createClient()`. Walks that share a client share its throttle and its pauses.
 * It shows no secrets, however it is printed.
 */
export interface Client {
	/** Where requests go: origin and path prefix. */
	readonly baseUrl: string;
}

/** What the loop needs of a client. */
export interface ClientInternals extends Secrets {
	readonly base: BaseAddress;
	readonly projectId: string;
	/** Whether it has a subscriber's token. */
	readonly isSubscriber: boolean;
	readonly transport: Transport;
	readonly onEvent: (event: ClientEvent) => void;
}

/** Beside the object rather than in it, so that neither printing nor copying a client reaches the transport. */
const internals = new WeakMap<object, ClientInternals>();

export const addressOf = ({origin, prefix}: BaseAddress): string => `${origin}${prefix}`;

export const defineClient = (parts: ClientInternals): Client => {
	const client: Client = Object.freeze({baseUrl: addressOf(parts.base)});
	internals.set(client, parts);
	return client;
};

/** The same client, which reads answers otherwise: for exports, which write what was sent. */
export const readingBy = (client: ClientInternals, parse: ParseJson): ClientInternals => ({
	...client,
	transport: (request, options) => client.transport(request, {...options, parse}),
});

/** Takes a client's credentials out of text; what is no client has none. */
export const redactOf = (client: unknown): Redact =>
	(typeof client === 'object' && client !== null ? internals.get(client)?.redact : undefined) ?? (text => text);

export const internalsOf = (client: unknown): E.Either<InvalidInput, ClientInternals> =>
	E.fromNullable(invalidInput('The first argument must be a client. Make one with createClient().'))(
		typeof client === 'object' && client !== null ? internals.get(client) : undefined,
	);
