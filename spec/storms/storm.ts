import fc from 'fast-check';
import type {PaginationErrorKind} from '../../lib/index.ts';
import type {FaultAction, FaultFunction, SimulatorOptions} from '../../lib/simulator/index.ts';

/** A fault, how often it strikes, and how a walk may end by it when retries do not help. */
interface Weather {
	readonly action: FaultAction;
	readonly probability: number;
	readonly kinds: readonly PaginationErrorKind[];
}

/** Everything about one walk of a storm, and about the server that it meets. */
export interface Storm {
	readonly rooms: number;
	readonly pageSize: number;
	readonly linkStyle: NonNullable<SimulatorOptions['linkStyle']>;
	readonly linkForm: NonNullable<SimulatorOptions['linkForm']>;
	readonly latency: number;
	readonly readAhead: number;
	readonly concurrency: number;
	readonly unanchored: boolean;
	readonly retries: number;
	readonly maxItems: number | undefined;
	readonly maxPages: number | undefined;
	readonly skipInvalid: boolean;
	readonly weather: readonly Weather[];
	readonly seed: number;
}

const status = (code: number, kind: PaginationErrorKind, retryAfter?: number | string) => ({
	action: {kind: 'status', status: code, ...(retryAfter !== undefined && {retryAfter})} as const,
	kinds: [kind],
});

/**
 * Every way to fail that the simulator knows, but for pages that are empty now and then: a cursor inside a page counts
 * its entries. A loop is to the page itself: of one to a page before the cursor a resumed walk has no sign.
 */
const faults: ReadonlyArray<Pick<Weather, 'action' | 'kinds'>> = [
	...[400, 404, 409, 410, 422, 408, 425].map(code => status(code, 'rejected')),
	...[401, 403].map(code => status(code, 'authentication')),
	...[500, 501, 502, 503, 504, 599].map(code => status(code, 'server')),
	status(503, 'server', 0),
	status(503, 'server', 3600),
	status(429, 'rate-limited'),
	status(429, 'rate-limited', 0),
	status(429, 'rate-limited', 3600),
	status(429, 'rate-limited', 'soon'),
	{action: {kind: 'reset'}, kinds: ['network']},
	{action: {kind: 'truncate'}, kinds: ['network']},
	{action: {kind: 'silence'}, kinds: ['timeout']},
	{action: {kind: 'stall'}, kinds: ['timeout']},
	{action: {kind: 'slow', delay: 1, chunks: 4}, kinds: []},
	{action: {kind: 'html'}, kinds: ['invalid-body']},
	{action: {kind: 'html', status: 502}, kinds: ['server']},
	{action: {kind: 'invalid-json'}, kinds: ['invalid-body']},
	{action: {kind: 'wrong-types'}, kinds: ['invalid-item']},
	{action: {kind: 'missing-data'}, kinds: ['invalid-page']},
	{action: {kind: 'missing-links'}, kinds: ['invalid-page']},
	{action: {kind: 'loop'}, kinds: ['link-loop']},
	{action: {kind: 'foreign-link'}, kinds: ['unsafe-link']},
	{action: {kind: 'redirect'}, kinds: ['unsafe-redirect']},
	{action: {kind: 'foreign-redirect'}, kinds: ['unsafe-redirect']},
];

const isSlow = ({action: {kind}}: Pick<Weather, 'action'>): boolean => kind === 'silence' || kind === 'stall';

const weather = fc.constantFrom(...faults).chain(fault =>
	fc
		// A walk waits for these until its time-out: they are rare, so that a storm ends.
		.double(isSlow(fault) ? {min: 0.01, max: 0.03, noNaN: true} : {min: 0.01, max: 0.3, noNaN: true})
		.map((probability): Weather => ({...fault, probability})),
);

export const storms: fc.Arbitrary<Storm> = fc.record({
	rooms: fc.nat(60),
	pageSize: fc.oneof(fc.constantFrom(1, 1000), fc.integer({min: 2, max: 20})),
	linkStyle: fc.constantFrom('page', 'anchor', 'rolling'),
	linkForm: fc.constantFrom('absolute', 'path', 'query'),
	latency: fc.constantFrom(0, 0, 0, 1, 3),
	readAhead: fc.nat(3),
	concurrency: fc.constantFrom(1, 1, 2, 3, 8),
	unanchored: fc.boolean(),
	retries: fc.nat(3),
	maxItems: fc.option(fc.nat(70), {nil: undefined, freq: 3}),
	maxPages: fc.option(fc.integer({min: 1, max: 8}), {nil: undefined, freq: 3}),
	skipInvalid: fc.boolean(),
	weather: fc.array(weather, {maxLength: 5}),
	seed: fc.nat(),
});

/** The same numbers for the same seed: mulberry32. */
const dice = (seed: number) => () => {
	seed = (seed + 0x6d2b79f5) | 0;
	let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
	mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
	return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
};

/** The storm's faults as one that the simulator asks, and a way to end them. */
export const stormFault = ({weather, seed}: Storm): {readonly fault: FaultFunction; readonly calm: () => void} => {
	const roll = dice(seed);
	let isCalm = false;
	const fault: FaultFunction = () => {
		if (isCalm) return undefined;
		const struck = weather.find(({probability}) => roll() < probability);
		return struck?.action;
	};
	return {
		fault,
		calm: () => {
			isCalm = true;
		},
	};
};

/** The kinds of errors that this storm can cause. */
export const kindsOf = ({weather, skipInvalid}: Storm): ReadonlySet<PaginationErrorKind> =>
	new Set(weather.flatMap(({kinds}) => kinds).filter(kind => !(skipInvalid && kind === 'invalid-item')));
