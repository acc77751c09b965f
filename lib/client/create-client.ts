import * as E from 'fp-ts/lib/Either.js';
import {pipe} from 'fp-ts/lib/function.js';
import type {BaseAddress} from '../core/base-address.ts';
import {fetchHeedsProxies, readEnvironment} from '../environment.ts';
import {addressOf, type Client, defineClient} from '../pagination/client.ts';
import type {ClientEvent} from '../pagination/client-event.ts';
import {orThrow} from '../pagination/pagination-error.ts';
import {basicAuthorization} from '../redact/secrets.ts';
import type {FetchLike} from '../transport/fetch-like.ts';
import {createKyTransport} from '../transport/ky-transport.ts';
import type {Route} from '../transport/route.ts';
import type {WaitForTurn} from '../transport/throttle.ts';
import {type ClientOptions, readClientOptions, secretsOf} from './client-options.ts';
import {publish} from './diagnostics.ts';
import {proxyFor} from './proxy-for.ts';
import {version} from './version.ts';

/**
 * Nobody waits for a listener, but what an `async` one rejects with is not to end the process as unhandled: it is thrown
 * at the next event, where what a listener throws belongs.
 */
const heeding = (listener: ClientOptions['onEvent']): ((event: ClientEvent) => void) => {
	const rejections: unknown[] = [];
	return event => {
		if (rejections.length > 0) throw rejections.splice(0)[0];
		const returned: unknown = listener?.(event);
		if (typeof returned === 'object' && returned !== null) {
			Promise.resolve(returned).catch(reason => rejections.push(reason));
		}
	};
};

/** What a library can know of the way: that a proxy is named, and will not be gone through. */
const unheededProxy = ({origin}: BaseAddress, fetch: FetchLike | undefined): Route | undefined => {
	if (fetch !== undefined || fetchHeedsProxies()) return undefined;
	const named = proxyFor(new URL(origin), readEnvironment());
	return named && {kind: 'unheeded-proxy', variable: named.variable};
};

/** What is not for users to choose: the way to the server, and what requests wait for besides. */
export interface ClientMeans {
	readonly route?: Route | undefined;
	readonly waitForTurn?: WaitForTurn | undefined;
}

/** A client, by somebody who knows more of the way to the server. */
export const createClientOn = (options: ClientOptions, {route, waitForTurn}: ClientMeans): Client =>
	pipe(
		readClientOptions(options, readEnvironment()),
		E.map(({base, projectId, apiToken, subscriberToken, onEvent: listener, ...settings}) => {
			const tell = heeding(listener);
			const onEvent = (event: ClientEvent): void => {
				try {
					tell(event);
				} finally {
					publish(addressOf(base), event);
				}
			};
			const secrets = secretsOf({projectId, apiToken, subscriberToken});
			return defineClient({
				base,
				projectId,
				isSubscriber: subscriberToken !== undefined,
				transport: createKyTransport({
					...settings,
					base,
					onEvent,
					route: route ?? unheededProxy(base, settings.fetch),
					waitForTurn,
					leaks: secrets.leaks,
					authorizations: {
						project: basicAuthorization(projectId, apiToken),
						subscriber: subscriberToken && `Bearer ${subscriberToken}`,
					},
					userAgent: `signalwire-paginate/${version}`,
				}),
				...secrets,
				onEvent,
			});
		}),
		result => orThrow(result),
	);

/**
 * A client of one space. It is what walks share: one throttle, and one pause when the server asks for quiet.
 *
 * @throws {PaginationError} of kind `invalid-input` when an option is missing or wrong. Nothing is sent.
 * @example
 * const signalwire = createClient({space: 'example', projectId, apiToken});
 */
export const createClient = (options: ClientOptions = {}): Client => createClientOn(options, {});
