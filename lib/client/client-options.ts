import * as E from 'fp-ts/lib/Either.js';
import {pipe} from 'fp-ts/lib/function.js';
import {longestTimer} from '../abort/abortable-delay.ts';
import {type InvalidInput, invalidInput} from '../core/api-error.ts';
import {type BaseAddress, parseBaseUrl, parseSpace} from '../core/base-address.ts';
import * as option from '../core/option.ts';
import {isPlainObject} from '../core/plain-object.ts';
import type {Environment} from '../environment.ts';
import type {ClientEvent} from '../pagination/client-event.ts';
import {createSecrets, type Secrets} from '../redact/secrets.ts';
import type {FetchLike} from '../transport/fetch-like.ts';
import {type RetryOptions, type RetryPolicy, retryOptions} from '../transport/retry-policy.ts';
import {type PaceOptions, type ThrottleOptions, throttleOptions} from '../transport/slots.ts';
import {readCredential, readSubscriberToken} from './credentials.ts';

/** The options of `createClient`: what they are, and all that is read off it. */
export const clientOptions = {
	/** The space: `'example'`, `'example.signalwire.com'`, or that with `https://`; no other host. Default: `SIGNALWIRE_SPACE`. */
	space: option.unchecked<string>({
		defaultText: '`SIGNALWIRE_SPACE`',
		flag: [
			'--space <name>',
			"the space: example, example.signalwire.com, or that with https://; no host but SignalWire's",
		],
	}),
	/** In place of `space`: an https address, with a path prefix if a gateway has one; plain http to loopback only. */
	baseUrl: option.unchecked<string>({
		flag: [
			'--base-url <url>',
			'in place of space, another address of the API, with a path prefix if it has one; plain http to loopback only',
		],
	}),
	/** The project ID, without quotes or white space. Default: `SIGNALWIRE_PROJECT_ID`. */
	projectId: option.unchecked<string>({
		defaultText: '`SIGNALWIRE_PROJECT_ID`',
		flag: ['--project-id <id>', 'the project ID, without quotes or white space'],
	}),
	/** The API token, without quotes or `Bearer`; it needs the Video scope. Default: `SIGNALWIRE_API_TOKEN`. */
	apiToken: option.unchecked<string>({defaultText: '`SIGNALWIRE_API_TOKEN`'}),
	/** The token of a subscriber, for lists that are asked for as one: `fabricAddresses`. Default: `SIGNALWIRE_SUBSCRIBER_TOKEN`. */
	subscriberToken: option.unchecked<string>({defaultText: '`SIGNALWIRE_SUBSCRIBER_TOKEN`'}),
	/** How failed requests are tried again: full jitter under a bound that doubles each time. */
	retry: option.group<RetryOptions, RetryPolicy>(retryOptions),
	/** How many requests all walks together send; fewer as long as the server refuses more. */
	throttle: option.group<PaceOptions, ThrottleOptions>(throttleOptions),
	/** Milliseconds for one attempt, from connecting to the last byte. Default: 30,000. */
	timeout: option.wholeNumber({
		range: [1, longestTimer],
		default: 30_000,
		flag: [
			'--timeout <milliseconds>',
			"milliseconds for each attempt, from connecting to the last byte; Node's fetch has limits of its own",
		],
	}),
	/** Bytes of one answer, decompressed; over 4 MiB, a 16th as many JSON values. Default: 67,108,864 (64 MiB). */
	maxResponseBytes: option.wholeNumber({range: [1, 2 ** 31], default: 2 ** 26}),
	/**
	 * In place of the global `fetch`, for proxies and the like: that of npm's undici, of node-fetch, or a function around
	 * one. It sees the credentials, and must not follow redirects by itself.
	 */
	fetch: option.callback<FetchLike>({defaultText: 'global `fetch`'}),
	/**
	 * Whether a next link that names another host or port is followed all the same, on this client's own origin, as behind a
	 * gateway that leaves links as they are. Its path must still be the list's. Default: false; such a link is refused.
	 */
	rebaseLinks: option.truth({
		default: false,
		flag: ['--rebase-links', 'follow next links that name another host or port on this one, as behind some gateways'],
	}),
	/**
	 * Told at once of every request, answer, retry, pause, failure, page, invalid item, guess and idle spell. What it throws
	 * fails the walk. Nobody waits for a promise that it returns; what that rejects with fails the walk at the next event.
	 */
	onEvent: option.callback<(event: ClientEvent) => void>(),
};

/**
 * How to reach a space. What is left out of space and credentials is taken from the environment.
 *
 * @interface
 */
export type ClientOptions = option.OptionsOf<typeof clientOptions>;

type Settings = option.SettingsOf<typeof clientOptions>;

/** Options that have been checked, with their defaults. */
export interface ClientSettings extends Omit<Settings, 'space' | 'baseUrl' | 'rebaseLinks' | 'projectId' | 'apiToken'> {
	readonly base: BaseAddress;
	readonly projectId: string;
	readonly apiToken: string;
}

/** What a client must keep to itself. */
export const secretsOf = ({
	projectId,
	apiToken,
	subscriberToken = '',
}: Pick<ClientSettings, 'projectId' | 'apiToken' | 'subscriberToken'>): Secrets =>
	createSecrets(projectId, apiToken, subscriberToken);

type Checked<A> = E.Either<InvalidInput, A>;
const refuse = (message: string): Checked<never> => E.left(invalidInput(message));

const readAddress = ({space, baseUrl}: ClientOptions, environment: Environment): Checked<BaseAddress> => {
	if (space !== undefined && baseUrl !== undefined) return refuse('Pass space or baseUrl, not both.');
	if (baseUrl !== undefined) return parseBaseUrl(baseUrl);
	const name = space === undefined ? environment.SIGNALWIRE_SPACE : space;
	if (name === undefined || name === '') return refuse('No space: pass space or baseUrl, or set SIGNALWIRE_SPACE.');
	return parseSpace(name);
};

const readBase = (options: ClientOptions, environment: Environment): Checked<BaseAddress> =>
	pipe(
		readAddress(options, environment),
		E.map(base => (options.rebaseLinks ? {...base, rebaseLinks: true} : base)),
	);

/** Whose lists a client with these options reads: that takes no token. */
export const readProject = (
	options: Pick<ClientOptions, 'space' | 'baseUrl' | 'rebaseLinks' | 'projectId'>,
	environment: Environment,
): Checked<Pick<ClientSettings, 'base' | 'projectId'>> =>
	pipe(
		E.Do,
		E.bind('base', () => readBase(options, environment)),
		E.bind('projectId', () => readCredential('projectId', options.projectId, 'SIGNALWIRE_PROJECT_ID', environment)),
	);

const wording: option.Wording = {
	subject: 'The options of createClient',
	unknown: (name, names) => `${name} is not an option of createClient; the options are ${names}`,
	// Text stands for itself nowhere: it may be the token, passed in the wrong place.
	tell: value => (typeof value === 'string' ? ', got a string' : option.got(value)),
};

/** Checks the options of `createClient`, filled up from the environment. Pure; messages never show a token. */
export const readClientOptions = (options: unknown, environment: Environment): Checked<ClientSettings> =>
	pipe(
		// Not even the type of what stands in their place is told: it may be the token.
		isPlainObject(options)
			? option.readOptions(clientOptions, options, wording)
			: E.left('The options of createClient must be an object'),
		E.mapLeft(flaw => invalidInput(`${flaw}.`)),
		E.flatMap(({space, baseUrl, rebaseLinks, ...settings}) =>
			pipe(
				readProject({space, baseUrl, rebaseLinks, projectId: settings.projectId}, environment),
				E.bind('apiToken', () => readCredential('apiToken', settings.apiToken, 'SIGNALWIRE_API_TOKEN', environment)),
				E.bind('subscriberToken', () => readSubscriberToken(settings.subscriberToken, environment)),
				E.map(found => ({...settings, ...found})),
			),
		),
		E.filterOrElse(
			({base: {origin, prefix}, ...settings}) => !secretsOf(settings).leaks(`${origin}${prefix}`, ''),
			({base: {origin, prefix}, ...settings}) => {
				const isOwn = secretsOf({...settings, subscriberToken: undefined}).leaks(`${origin}${prefix}`, '');
				const token = isOwn ? 'API token' : "subscriber's token";
				return invalidInput(
					`The address of the client holds its ${token}, which would then be in every log; leave it out.`,
				);
			},
		),
	);
