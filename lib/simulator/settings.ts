import type {AnyList} from '../core/list.ts';
import {
	checkChoice,
	checkCredential,
	checkFields,
	checkFlag,
	checkHeader,
	checkList,
	checkNumber,
	checkOrigin,
	checkText,
	checkWhole,
	show,
} from './checks.ts';
import {checkFault} from './faults/check-fault.ts';
import type {Fault, FaultFunction} from './faults/fault.ts';
import type {RateLimit} from './http/rate-limiter.ts';
import {checkCounts, checkOwnLists, type ItemCounts} from './lists/check-lists.ts';
import {demoApiToken, demoProjectId, type ScheduledChange, type SimulatorOptions} from './options.ts';
import type {OmittedLink} from './paging/answer-page.ts';
import type {LinkStyle} from './paging/list-query.ts';
import type {LinkForm} from './paging/page-links.ts';
import {maximalRooms} from './population/population.ts';

/** Options, checked and complete. */
export interface Settings {
	readonly rooms: number;
	readonly seed: number;
	readonly port: number;
	readonly host: string;
	readonly linkStyle: LinkStyle;
	readonly linkForm: LinkForm;
	readonly linkOrigin: string | undefined;
	readonly omitNext: OmittedLink;
	readonly basePath: string;
	readonly projectId: string;
	readonly apiToken: string;
	readonly authenticate: boolean;
	readonly videoScope: boolean;
	readonly latency: {readonly min: number; readonly max: number};
	readonly faults: readonly (Fault | FaultFunction)[];
	readonly rateLimit: RateLimit | undefined;
	readonly changes: readonly ScheduledChange[];
	readonly foreignOrigin: string;
	readonly future: boolean;
	readonly cacheBytes: number;
	readonly lists: ItemCounts;
	readonly ownLists: readonly AnyList[];
}

/** An hour; longer timers are surely mistakes, and those beyond 2^31 fire at once. */
const longestDelay = 3_600_000;
const largest = Number.MAX_SAFE_INTEGER;

const checkLatency = (latency: NonNullable<SimulatorOptions['latency']>): Settings['latency'] => {
	if (typeof latency !== 'object' || latency === null) {
		checkNumber('latency', latency, 0, longestDelay);
		return {min: latency, max: latency};
	}
	const {min, max} = checkFields('latency', latency, ['min', 'max']);
	checkNumber('latency.min', min, 0, longestDelay);
	return {min, max: checkNumber('latency.max', max, min, longestDelay)};
};

const checkRateLimit = (rateLimit: RateLimit): RateLimit => {
	const {limit, interval, retryAfter} = checkFields('rateLimit', rateLimit, ['limit', 'interval', 'retryAfter']);
	return {
		limit: checkWhole('rateLimit.limit', limit, 1, largest),
		interval: checkNumber('rateLimit.interval', interval, 1, longestDelay * 24),
		...(retryAfter === undefined ? {} : {retryAfter: checkHeader('rateLimit.retryAfter', retryAfter)}),
	};
};

const checkChange = (change: ScheduledChange): ScheduledChange => {
	checkFields('a change', change, ['afterRequest', 'create', 'delete']);
	checkWhole('afterRequest of a change', change.afterRequest, 0, largest);
	const {delete: removed = []} = change;
	checkList('delete of a change', removed);
	return change;
};

const knownOptions: readonly string[] = Object.keys({
	rooms: 0,
	seed: 0,
	port: 0,
	host: 0,
	linkStyle: 0,
	linkForm: 0,
	linkOrigin: 0,
	omitNext: 0,
	basePath: 0,
	projectId: 0,
	apiToken: 0,
	authenticate: 0,
	videoScope: 0,
	latency: 0,
	faults: 0,
	rateLimit: 0,
	changes: 0,
	foreignOrigin: 0,
	future: 0,
	cacheBytes: 0,
	lists: 0,
	ownLists: 0,
} satisfies Record<keyof Settings, 0>);

/** Completes options with their defaults. Throws an Error of one sentence for the first that cannot be used. */
export const settingsOf = (options: SimulatorOptions): Settings => {
	if (Object.prototype.toString.call(options) !== '[object Object]') {
		throw new Error(`The options of the simulator must be an object, not ${show(options)}.`);
	}
	const unknown = Object.keys(options).find(name => !knownOptions.includes(name));
	if (unknown !== undefined) {
		throw new Error(`${show(unknown)} is no option of the simulator; there are ${knownOptions.join(', ')}.`);
	}
	const {
		rooms = 1000,
		seed = 1,
		port = 0,
		host = '127.0.0.1',
		linkStyle = 'anchor',
		linkForm = 'absolute',
		linkOrigin,
		omitNext = 'absent',
		basePath = '',
		projectId = demoProjectId,
		apiToken = demoApiToken,
		authenticate = true,
		videoScope = true,
		latency = 0,
		faults = [],
		rateLimit,
		changes = [],
		foreignOrigin = 'http://elsewhere.invalid',
		future = false,
		cacheBytes = 64 * 2 ** 20,
		lists = {},
		ownLists = [],
	} = options;
	return {
		rooms: checkWhole('rooms', rooms, 0, maximalRooms),
		seed: checkWhole('seed', seed, -largest, largest),
		port: checkWhole('port', port, 0, 65_535),
		host: checkText('host', host, /^\S+$/, 'a host name or address'),
		linkStyle: checkChoice('linkStyle', linkStyle, ['page', 'anchor', 'rolling']),
		linkForm: checkChoice('linkForm', linkForm, ['absolute', 'path', 'query']),
		linkOrigin: linkOrigin === undefined ? undefined : checkOrigin('linkOrigin', linkOrigin),
		omitNext: checkChoice('omitNext', omitNext, ['absent', 'null', 'empty']),
		basePath: checkText('basePath', basePath, /^(\/[\w.~-]+)*$/, 'empty or a path such as /proxy'),
		projectId: checkCredential('projectId', projectId, /^[^:]+$/, 'a text without colons'),
		apiToken: checkCredential('apiToken', apiToken, /^.+$/s, 'a text'),
		authenticate: checkFlag('authenticate', authenticate),
		videoScope: checkFlag('videoScope', videoScope),
		latency: checkLatency(latency),
		faults: checkList('faults', faults).map(checkFault),
		rateLimit: rateLimit === undefined ? undefined : checkRateLimit(rateLimit),
		changes: checkList('changes', changes).map(checkChange),
		foreignOrigin: checkOrigin('foreignOrigin', foreignOrigin),
		future: checkFlag('future', future),
		cacheBytes: checkWhole('cacheBytes', cacheBytes, 0, largest),
		lists: checkCounts(lists, checkOwnLists(ownLists)),
		ownLists: [...ownLists],
	};
};
