import * as E from 'fp-ts/lib/Either.js';
import * as option from '../core/option.ts';
import {list, number, readOrigin, readOrThrow} from './checks.ts';
import {
	type Latency,
	largest,
	longestDelay,
	type RateLimit,
	readChange,
	readLatency,
	readRateLimit,
} from './compound-options.ts';
import {checkFault} from './faults/check-fault.ts';
import type {Fault} from './faults/fault.ts';
import {parseFault} from './faults/parse-fault.ts';
import {type ItemCounts, readCounts, readOwnList} from './lists/list-options.ts';
import {maximalRooms} from './population/population.ts';

/** The credentials of a simulator that was not given any: no real account has them. */
export const demoProjectId = '5afe0000-0000-4000-8000-00000000de30';
export const demoApiToken = 'PT-demo-token';
export const demoSubscriberToken = 'demo-subscriber-token';

type TextFacts = option.Facts<string> & {readonly default: string};

const text = (pattern: RegExp, rule: string, facts: TextFacts): option.Option<string, string> => {
	const isLike = (value: unknown): boolean => typeof value === 'string' && pattern.test(value);
	return option.custom<string>({...facts, read: option.must(rule, isLike)});
};

/** Never shown: it may be somebody's real one. */
const credential = (pattern: RegExp, rule: string, facts: TextFacts): option.Option<string, string> => {
	const {read, ...described} = text(pattern, rule, facts);
	return {...described, read: (value, name) => read(value, name, () => '')};
};

/** One more `--fault`. */
const oneMoreFault = (typed: string, earlier: unknown): E.Either<string, readonly Fault[]> => {
	const parsed = parseFault(typed);
	return parsed.ok
		? E.right([...((earlier ?? []) as readonly Fault[]), parsed.value])
		: E.left(parsed.error.replace(/\.$/, ''));
};

/** The options of `startSimulator`: what they are, and all that is read off it. */
export const simulatorOptions = {
	/** How many rooms there are at first, 0 to 100,000,000; made on the fly, never held all at once. Default 1,000. */
	rooms: option.wholeNumber({
		range: [0, maximalRooms],
		default: 1000,
		flag: ['--rooms <number>', 'how many rooms there are at first'],
	}),
	/** An integer: the same seed gives the same items, tokens and faults. Default 1. */
	seed: option.wholeNumber({
		range: [-largest, largest],
		default: 1,
		flag: ['--seed <number>', 'the same seed gives the same items, tokens and faults'],
	}),
	/** The port to listen on; 0 takes any free one. Default 0. */
	port: option.wholeNumber({
		range: [0, 65_535],
		default: 0,
		flag: ['--port <port>', 'on 127.0.0.1; 0 takes a free one'],
	}),
	/** The address to listen on. Default `127.0.0.1`. */
	host: text(/^\S+$/, 'a host name or address', {default: '127.0.0.1'}),
	/**
	 * How links name the next page. Default `anchor`.
	 * - `page`: `?page=3`, counted from 1 in the listing of the moment; rooms created during a walk push others on.
	 * - `anchor`: `page_number` and one `page_token` for the whole walk, which sees the rooms of its beginning.
	 * - `rolling`: `page_number` and a new `page_token` for each page, which stands for a place between two rooms:
	 *   rooms created during a walk are not met, deleted ones drop out, none is repeated or left out.
	 *
	 * Lists with `next_page_uri` have `Page`, counted from 0, and `PageToken` in their place.
	 */
	linkStyle: option.oneOf(['page', 'anchor', 'rolling'], {
		default: 'anchor',
		flag: ['--link-style <style>', 'how links name the next page'],
	}),
	/** How links are written. Default `absolute`, with the request's `Host` and http. */
	linkForm: option.oneOf(['absolute', 'path', 'query'], {
		default: 'absolute',
		flag: ['--link-form <form>', 'how links are written'],
	}),
	/** Scheme and host of absolute links, to imitate a TLS proxy or a foreign host. Default: the request's own. */
	linkOrigin: option.custom<string>({
		defaultText: "the request's own",
		read: readOrigin,
	}),
	/**
	 * Whether the links of lists that are documented to link to another path than their own lead there, where they are served
	 * as well. What such a path does not say of the parent stands in its query. Default false.
	 */
	documentedLinks: option.truth({default: false}),
	/** Whether lists with `links` answer with an array of one page, as three of them are documented to. Default false. */
	arrayEnvelope: option.truth({default: false}),
	/** How the last page says that there is no next link, and the first that there is no previous. Default `absent`. */
	omitNext: option.oneOf(['absent', 'null', 'empty'], {default: 'absent'}),
	/** A path before all others, such as `/proxy`. Default none. */
	basePath: text(/^(\/[\w.~-]+)*$/, 'empty or a path such as /proxy', {default: '', defaultText: 'none'}),
	/** The project ID that it knows. Default `demoProjectId`. */
	projectId: credential(/^[^:]+$/, 'a text without colons', {default: demoProjectId, defaultText: '`demoProjectId`'}),
	/** The token that it knows. Default `demoApiToken`. */
	apiToken: credential(/^.+$/s, 'a text', {default: demoApiToken, defaultText: '`demoApiToken`'}),
	/** The token of a subscriber that it knows, for lists that are asked for as one. Default `demoSubscriberToken`. */
	subscriberToken: credential(/^.+$/s, 'a text', {default: demoSubscriberToken, defaultText: '`demoSubscriberToken`'}),
	/** Whether requests need the credentials. Default true. */
	authenticate: option.truth({default: true, flag: ['--no-authenticate', 'answer without credentials']}),
	/** Whether the token has the Video scope; without it right credentials get 403 from lists that need it. Default true. */
	videoScope: option.truth({default: true}),
	/** Milliseconds before each answer; a range is drawn from by the seed. Default 0. */
	latency: option.custom<number | Latency, Latency>({
		...number([0, longestDelay], {flag: ['--latency <milliseconds>', 'milliseconds before each answer']}),
		default: {min: 0, max: 0},
		defaultText: '0',
		read: (latency, name) => E.right(readLatency(latency as Latency, name)),
	}),
	/** Faults on demand: declared, as text for `parseFault`, or programmed. The first that strikes a request wins. Default none. */
	faults: list(checkFault, {fromText: oneMoreFault, flag: ['--fault <fault>', 'a fault on demand, see below']}),
	/** Requests beyond it get 429 before anything else is looked at. Default none. */
	rateLimit: option.custom<RateLimit>({
		defaultText: 'none',
		read: (rateLimit, name) => E.right(readRateLimit(rateLimit as RateLimit, name)),
	}),
	/** Rooms that come and go during a walk; see `linkStyle` for who notices. Default none. */
	changes: list(readChange),
	/** Where the faults `foreign-link` and `foreign-redirect` lead. Default `http://elsewhere.invalid`. */
	foreignOrigin: option.custom<string>({
		default: 'http://elsewhere.invalid',
		read: readOrigin,
	}),
	/** Whether some rooms have fields and values that no documentation knows yet. Default false. */
	future: option.truth({default: false}),
	/** Bytes of pages of rooms kept ready. Default 67,108,864. */
	cacheBytes: option.wholeNumber({range: [0, largest], default: 64 * 2 ** 20}),
	/** How many items every other list has; below a parent, each. Default 1,000. */
	items: option.wholeNumber({
		range: [0, maximalRooms],
		default: 1000,
		flag: ['--items <number>', 'how many items every other list has; below a parent, each'],
	}),
	/** How many items single lists have, by their names, such as `{room_sessions: 50}`. Default `items`. */
	lists: option.custom<ItemCounts>({default: {}, defaultText: '`items`', read: readCounts}),
	/** Lists to serve besides those of SignalWire, as `list()` makes them of io-ts codecs. Default none. */
	ownLists: list(readOwnList),
};

/**
 * What `startSimulator` takes; every option has a default.
 *
 * @interface
 */
export type SimulatorOptions = option.OptionsOf<typeof simulatorOptions>;

/** Options, checked and complete. */
export type Settings = option.SettingsOf<typeof simulatorOptions>;

/** Completes options with their defaults. Throws an Error of one sentence for the first that cannot be used. */
export const settingsOf = (options: unknown): Settings =>
	readOrThrow(simulatorOptions, options, {
		subject: 'The options of the simulator',
		unknown: (name, names) => `${name} is no option of the simulator; there are ${names}`,
	});
