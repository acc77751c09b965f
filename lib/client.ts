import * as E from 'fp-ts/lib/Either.js';
import {pipe} from 'fp-ts/lib/function.js';
import {type ClientOptions, readClientOptions} from './client-options.ts';
import {publish} from './diagnostics.ts';
import {readEnvironment} from './environment.ts';
import {addressOf, type Client, defineClient} from './pagination/client.ts';
import type {ClientEvent} from './pagination/client-event.ts';
import {orThrow} from './pagination/pagination-error.ts';
import {createKyTransport} from './transport/ky-transport.ts';
import {basicAuthorization, createSecrets} from './transport/secrets.ts';
import {version} from './version.ts';

/**
 * A client of one space. It is what walks share: one throttle, and one pause when the server asks for quiet.
 *
 * @throws {PaginationError} of kind `invalid-input` when an option is missing or wrong. Nothing is sent.
 * @example
 * const signalwire = createClient({space: 'example', projectId, apiToken});
 */
export const createClient = (options: ClientOptions = {}): Client =>
	pipe(
		readClientOptions(options, readEnvironment()),
		E.map(({base, projectId, apiToken, onEvent: listener, ...settings}) => {
			const onEvent = (event: ClientEvent): void => {
				try {
					listener?.(event);
				} finally {
					publish(addressOf(base), event);
				}
			};
			const secrets = createSecrets(projectId, apiToken);
			return defineClient({
				base,
				transport: createKyTransport({
					...settings,
					base,
					onEvent,
					leaks: secrets.leaks,
					authorization: basicAuthorization(projectId, apiToken),
					userAgent: `signalwire-paginate/${version}`,
				}),
				...secrets,
				onEvent,
			});
		}),
		result => orThrow(result),
	);
