import {checkFault} from './check-fault.ts';
import {checkChoice, checkFlag, checkList, checkNumber, checkOrigin, checkText, checkWhole} from './checks.ts';
import type {Fault, FaultFunction} from './fault.ts';
import type {LinkStyle} from './list-query.ts';
import {demoApiToken, demoProjectId, type ScheduledChange, type SimulatorOptions} from './options.ts';
import type {LinkForm} from './page-links.ts';
import {maximalRooms} from './population.ts';
import type {RateLimit} from './rate-limiter.ts';
import type {OmittedLink} from './rooms-page.ts';

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
}

/** An hour; longer timers are surely mistakes, and those beyond 2^31 fire at once. */
const longestDelay = 3_600_000;
const largest = Number.MAX_SAFE_INTEGER;

const checkLatency = (latency: NonNullable<SimulatorOptions['latency']>): Settings['latency'] => {
	const {min, max} = typeof latency === 'object' ? latency : {min: latency, max: latency};
	checkNumber(typeof latency === 'object' ? 'latency.min' : 'latency', min, 0, longestDelay);
	return {min, max: checkNumber('latency.max', max, min, longestDelay)};
};

const checkRateLimit = ({limit, interval, retryAfter}: RateLimit): RateLimit => ({
	limit: checkWhole('rateLimit.limit', limit, 1, largest),
	interval: checkNumber('rateLimit.interval', interval, 1, longestDelay * 24),
	...(retryAfter === undefined ? {} : {retryAfter}),
});

const checkChange = (change: ScheduledChange): ScheduledChange => {
	checkWhole('afterRequest of a change', change.afterRequest, 0, largest);
	checkList('delete of a change', change.delete ?? []);
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
} satisfies Record<keyof Settings, 0>);

/** Completes options with their defaults. Throws an Error of one sentence for the first that cannot be used. */
export const settingsOf = (options: SimulatorOptions): Settings => {
	const unknown = Object.keys(options).find(name => !knownOptions.includes(name));
	if (unknown !== undefined) {
		throw new Error(`${unknown} is no option of the simulator; there are ${knownOptions.join(', ')}.`);
	}
	const {linkOrigin, rateLimit} = options;
	return {
		rooms: checkWhole('rooms', options.rooms ?? 1000, 0, maximalRooms),
		seed: checkWhole('seed', options.seed ?? 1, -largest, largest),
		port: checkWhole('port', options.port ?? 0, 0, 65_535),
		host: checkText('host', options.host ?? '127.0.0.1', /^\S+$/, 'a host name or address'),
		linkStyle: checkChoice('linkStyle', options.linkStyle ?? 'anchor', ['page', 'anchor', 'rolling']),
		linkForm: checkChoice('linkForm', options.linkForm ?? 'absolute', ['absolute', 'path', 'query']),
		linkOrigin: linkOrigin === undefined ? undefined : checkOrigin('linkOrigin', linkOrigin),
		omitNext: checkChoice('omitNext', options.omitNext ?? 'absent', ['absent', 'null', 'empty']),
		basePath: checkText('basePath', options.basePath ?? '', /^(\/[\w.~-]+)*$/, 'empty or a path such as /proxy'),
		projectId: checkText('projectId', options.projectId ?? demoProjectId, /^[^:]+$/, 'a text without colons'),
		apiToken: checkText('apiToken', options.apiToken ?? demoApiToken, /^.+$/s, 'a text'),
		authenticate: checkFlag('authenticate', options.authenticate ?? true),
		videoScope: checkFlag('videoScope', options.videoScope ?? true),
		latency: checkLatency(options.latency ?? 0),
		faults: checkList('faults', options.faults ?? []).map(checkFault),
		rateLimit: rateLimit === undefined ? undefined : checkRateLimit(rateLimit),
		changes: checkList('changes', options.changes ?? []).map(checkChange),
		foreignOrigin: checkOrigin('foreignOrigin', options.foreignOrigin ?? 'http://elsewhere.invalid'),
		future: checkFlag('future', options.future ?? false),
		cacheBytes: checkWhole('cacheBytes', options.cacheBytes ?? 64 * 2 ** 20, 0, largest),
	};
};
