import * as E from 'fp-ts/lib/Either.js';
import {pipe} from 'fp-ts/lib/function.js';
import {longestTimer} from '../abort/abortable-delay.ts';
import {type InvalidInput, invalidInput} from '../core/api-error.ts';
import {type BaseAddress, parseBaseUrl, parseSpace} from '../core/base-address.ts';
import {showName, showValue} from '../core/decode-reasons.ts';
import {flawOfPasted} from '../core/pasted-text.ts';
import {isPlainObject} from '../core/plain-object.ts';
import {isWellFormed} from '../core/well-formed.ts';
import {isWholeNumber} from '../core/whole-number.ts';
import type {Environment} from '../environment.ts';
import type {ClientEvent} from '../pagination/client-event.ts';
import {createSecrets} from '../redact/secrets.ts';
import type {FetchLike} from '../transport/fetch-like.ts';
import type {RetryPolicy} from '../transport/retry-policy.ts';
import type {ThrottleOptions} from '../transport/throttle.ts';

/** How to reach a space. What is left out of the first four is taken from the environment. */
export interface ClientOptions {
	/** `'example'`, `'example.signalwire.com'`, or that with `https://`; no other host. Default: `SIGNALWIRE_SPACE`. */
	readonly space?: string | undefined;
	/** In place of `space`: an https address, with a path prefix if a gateway has one; plain http to loopback only. */
	readonly baseUrl?: string | undefined;
	/** Default: `SIGNALWIRE_PROJECT_ID`. */
	readonly projectId?: string | undefined;
	/** Default: `SIGNALWIRE_API_TOKEN`. It needs the Video scope. */
	readonly apiToken?: string | undefined;
	/**
	 * How failed requests are tried again. Defaults: 5 `retries`; full jitter under `minDelay` 500 ms, doubled each time
	 * up to `maxDelay` 30,000 ms; no retry begins later than `maxElapsed` 300,000 ms after the first attempt.
	 */
	readonly retry?: {readonly [Name in keyof RetryPolicy]?: RetryPolicy[Name] | undefined} | undefined;
	/**
	 * All walks together send at most `limit` requests in `interval` milliseconds, and fewer as long as the server refuses
	 * more. Default: 1,000 in 1,000 ms.
	 */
	readonly throttle?: {readonly [Name in keyof ThrottleOptions]?: ThrottleOptions[Name] | undefined} | undefined;
	/** Milliseconds for one attempt, from connecting to the last byte. Default: 30,000. */
	readonly timeout?: number | undefined;
	/** Bytes of one answer, decompressed. Default: 67,108,864 (64 MiB). */
	readonly maxResponseBytes?: number | undefined;
	/**
	 * In place of the global `fetch`, for proxies and the like: that of npm's undici, of node-fetch, or a function around
	 * one. It sees the credentials, and must not follow redirects by itself.
	 */
	readonly fetch?: FetchLike | undefined;
	/**
	 * Whether a next link that names another host or port is followed all the same, on this client's own origin, as behind a
	 * gateway that leaves links as they are. Its path must still be the list's. Default: false; such a link is refused.
	 */
	readonly rebaseLinks?: boolean | undefined;
	/**
	 * Told at once of every request, answer, retry, pause, failure, page, invalid item, guess and idle spell. What it throws
	 * fails the walk. Nobody waits for a promise that it returns; what that rejects with fails the walk at the next event.
	 */
	readonly onEvent?: ((event: ClientEvent) => void) | undefined;
}

/** Options that have been checked, with their defaults. */
export interface ClientSettings extends Pick<ClientOptions, 'fetch' | 'onEvent'> {
	readonly base: BaseAddress;
	readonly projectId: string;
	readonly apiToken: string;
	readonly retry: RetryPolicy;
	readonly throttle: ThrottleOptions;
	readonly timeout: number;
	readonly maxResponseBytes: number;
}

const defaultRetry: RetryPolicy = {retries: 5, minDelay: 500, maxDelay: 30_000, maxElapsed: 300_000};
const defaultThrottle: ThrottleOptions = {limit: 1000, interval: 1000};
/** Milliseconds for one attempt. */
export const defaultTimeout = 30_000;
/** Servers refuse longer headers, in ways that tell nothing of the reason. */
const longestCredential = 4096;
/** SignalWire's own are `PT` and some 40 digits; its project IDs are UUIDs. */
const apiTokenShape = /^PT[\da-f]{30,}$/i;

const names: ReadonlySet<string> = new Set<keyof ClientOptions>([
	'space',
	'baseUrl',
	'projectId',
	'apiToken',
	'retry',
	'throttle',
	'timeout',
	'maxResponseBytes',
	'fetch',
	'rebaseLinks',
	'onEvent',
]);

type Checked<A> = E.Either<InvalidInput, A>;
const refuse = (message: string): Checked<never> => E.left(invalidInput(message));

/** A value in a message. Text stands for itself nowhere: it may be the token, passed in the wrong place. */
const show = (value: unknown): string => (typeof value === 'string' ? 'a string' : showValue(value));

const readAddress = ({space, baseUrl}: ClientOptions, environment: Environment): Checked<BaseAddress> => {
	if (space !== undefined && baseUrl !== undefined) return refuse('Pass space or baseUrl, not both.');
	if (baseUrl !== undefined) return parseBaseUrl(baseUrl);
	const name = space === undefined ? environment.SIGNALWIRE_SPACE : space;
	if (name === undefined || name === '') return refuse('No space: pass space or baseUrl, or set SIGNALWIRE_SPACE.');
	return parseSpace(name);
};

const readBase = (options: ClientOptions, environment: Environment): Checked<BaseAddress> => {
	const {rebaseLinks = false} = options;
	if (typeof rebaseLinks !== 'boolean') return refuse(`rebaseLinks must be true or false, got ${show(rebaseLinks)}.`);
	return E.map((base: BaseAddress) => (rebaseLinks ? {...base, rebaseLinks} : base))(readAddress(options, environment));
};

/** Basic authentication cannot carry a colon in the user, nor control characters anywhere (RFC 7617). */
const readCredential = (
	option: 'projectId' | 'apiToken',
	given: unknown,
	variable: keyof Environment,
	environment: Environment,
): Checked<string> => {
	const value = given === undefined ? environment[variable] : given;
	if (value === undefined || value === '') return refuse(`No ${option}: pass ${option}, or set ${variable}.`);
	const name = given === undefined ? variable : option;
	if (typeof value !== 'string') {
		return refuse(`${option} must be a string, got ${value === null ? 'null' : typeof value}.`);
	}
	if (value.length > longestCredential) {
		return refuse(`${name} is longer than 4,096 characters, which none is. Copy it again, and nothing else.`);
	}
	const flaw = flawOfPasted(value);
	if (flaw !== undefined) return refuse(`${name} ${flaw}.`);
	if (/[\p{Cc}\s]/u.test(value)) {
		return refuse(`${name} holds white space or a line break. Was it read from a file? Trim it.`);
	}
	if (/\p{Cf}/u.test(value)) return refuse(`${name} holds a character that cannot be seen. Copy it again.`);
	// A lone surrogate has no UTF-8, so it could not be sent, nor be recognized in a message.
	if (!isWellFormed(value)) return refuse(`${name} holds half a character. Was it cut off? Copy it again.`);
	// A token in its place would not be hidden: a project ID is no secret.
	if (option === 'projectId' && apiTokenShape.test(value)) {
		return refuse(`${name} looks like an API token; check whether the two are swapped.`);
	}
	if (option === 'projectId' && value.includes(':')) return refuse('projectId must not hold a colon.');
	return E.right(value);
};

const readNumber = (name: string, value: unknown, minimum: number, maximum: number): Checked<number> =>
	isWholeNumber(value, minimum, maximum)
		? E.right(value)
		: refuse(`${name} must be a whole number from ${minimum} to ${maximum}, got ${show(value)}.`);

/** A group of options such as `retry`: an object with these numbers only, each with its default. */
const readGroup = <Group extends object>(
	name: string,
	given: unknown,
	defaults: Group,
	ranges: Readonly<Record<keyof Group & string, readonly [minimum: number, maximum: number]>>,
): Checked<Group> => {
	if (given === undefined) return E.right(defaults);
	if (!isPlainObject(given)) return refuse(`${name} must be an object, got ${show(given)}.`);
	const unknownName = Object.keys(given).find(key => !Object.hasOwn(ranges, key));
	if (unknownName !== undefined) {
		return refuse(
			`${name}.${showName(unknownName)} is not an option; ${name} takes ${Object.keys(ranges).join(', ')}.`,
		);
	}
	const group: Record<string, number> = {};
	for (const [key, [minimum, maximum]] of Object.entries<readonly [number, number]>(ranges)) {
		const value = given[key];
		const checked = readNumber(
			`${name}.${key}`,
			value === undefined ? Reflect.get(defaults, key) : value,
			minimum,
			maximum,
		);
		if (E.isLeft(checked)) return checked;
		group[key] = checked.right;
	}
	return E.right(group as Group);
};

const readRetry = (given: unknown): Checked<RetryPolicy> =>
	readGroup('retry', given, defaultRetry, {
		retries: [0, 1000],
		minDelay: [0, longestTimer],
		maxDelay: [0, longestTimer],
		maxElapsed: [0, longestTimer],
	});

const readThrottle = (given: unknown): Checked<ThrottleOptions> =>
	readGroup('throttle', given, defaultThrottle, {limit: [1, 1_000_000], interval: [1, longestTimer]});

const readFunction = <Option extends 'fetch' | 'onEvent'>(
	options: ClientOptions,
	name: Option,
): Checked<ClientOptions[Option]> =>
	options[name] === undefined || typeof options[name] === 'function'
		? E.right(options[name])
		: refuse(`${name} must be a function, got ${show(options[name])}.`);

/** Checks the options of `createClient`, filled up from the environment. Pure; messages never show a token. */
export const readClientOptions = (options: unknown, environment: Environment): Checked<ClientSettings> => {
	if (!isPlainObject(options)) return refuse('The options of createClient must be an object.');
	const unknownName = Object.keys(options).find(name => !names.has(name));
	if (unknownName !== undefined) {
		return refuse(
			`${showName(unknownName)} is not an option of createClient; the options are ${[...names].join(', ')}.`,
		);
	}
	const given: ClientOptions = options;
	const {timeout = defaultTimeout, maxResponseBytes = 2 ** 26} = given;
	return pipe(
		E.Do,
		E.bind('base', () => readBase(given, environment)),
		E.bind('projectId', () => readCredential('projectId', given.projectId, 'SIGNALWIRE_PROJECT_ID', environment)),
		E.bind('apiToken', () => readCredential('apiToken', given.apiToken, 'SIGNALWIRE_API_TOKEN', environment)),
		E.bind('retry', () => readRetry(given.retry)),
		E.bind('throttle', () => readThrottle(given.throttle)),
		E.bind('timeout', () => readNumber('timeout', timeout, 1, longestTimer)),
		E.bind('maxResponseBytes', () => readNumber('maxResponseBytes', maxResponseBytes, 1, 2 ** 31)),
		E.bind('fetch', () => readFunction(given, 'fetch')),
		E.bind('onEvent', () => readFunction(given, 'onEvent')),
		E.filterOrElse(
			({base: {origin, prefix}, projectId, apiToken}) =>
				!createSecrets(projectId, apiToken).leaks(`${origin}${prefix}`, ''),
			() =>
				invalidInput('The address of the client holds its API token, which would then be in every log; leave it out.'),
		),
	);
};
