/**
 * What a client has learned of how much its server bears: pure. Times are milliseconds on a clock that nobody moves.
 *
 * A refusal is an answer of 429, or of 503 with `Retry-After`. From the first of a burst until the server serves again
 * one request at a time asks whether it does. Then it is known how many it served and how long it did not: that is the
 * rate from then on. It stays for a while, and grows ever faster after that, as the server may bear more meanwhile.
 * While and growth are measured by how long the server refused, so that asking for more costs about a tenth of the time
 * at most, whatever intervals the server counts in.
 */
export interface Pace {
	/** Requests that may be unanswered at once. It grows by half in each round trip, and halves with a refusal. */
	readonly window: number;
	/** Requests a second, as of `since`. Infinite until the server has refused one. */
	readonly rate: number;
	/** When the server began to serve, at first or again. */
	readonly since: number;
	/** For how long it had not. */
	readonly quiet: number;
	/** Requests that it has served since. */
	readonly served: number;
	/** Until it serves again: when it refused, and how many it had served in the second before. */
	readonly refusal?: {readonly at: number; readonly lately: number};
}

/** Walks that ask for no more than this at once are not slowed. */
const firstWindow = 10;
/** For each answer. What is sent before the first refusal is known is refused, too: the faster, the more. */
const growth = 0.5;
/**
 * Of a server that has hardly served yet nothing can be concluded: it is taken for one that bears so many requests in a
 * second, or in as long as it refused.
 */
const firstGuess = 10;
/** The rate is never taken for less. */
const slowest = 1;
/** Requests that are sent evenly arrive less so: a server that counts them by the second sees one more now and then. */
const margin = 0.95;
const longestQuiet = 1500;

export const unknownPace: Pace = {
	window: firstWindow,
	rate: Number.POSITIVE_INFINITY,
	since: Number.POSITIVE_INFINITY,
	quiet: 0,
	served: 0,
};

const rateAt = ({rate, since, quiet}: Pace, now: number): number => {
	if (rate === Number.POSITIVE_INFINITY) return rate;
	const patience = 6 * quiet;
	const beyond = Math.max(0, now - since - patience) / (patience / 2);
	return rate * (1 + beyond ** 3);
};

/** Milliseconds between two requests. */
export const spacingAt = (pace: Pace, now: number): number => 1000 / rateAt(pace, now);

/** Requests that may be unanswered at once. */
export const widthOf = ({window, refusal}: Pace): number => (refusal === undefined ? Math.floor(window) : 1);

/** A request was answered, and not refused. */
export const afterServed = (pace: Pace, sentAt: number, now: number): Pace => {
	const {refusal, window} = pace;
	const since = Math.min(pace.since, sentAt);
	const served = pace.served + 1;
	if (refusal === undefined) return {...pace, since, served, window: window + growth};
	if (sentAt <= refusal.at) return {...pace, since, served, refusal: {...refusal, lately: refusal.lately + 1}};
	const quiet = Math.min(longestQuiet, Math.max(1, now - refusal.at));
	const unit = 1000 / Math.min(1000, quiet);
	const before = rateAt(pace, refusal.at);
	const least =
		before === Number.POSITIVE_INFINITY
			? firstGuess * unit
			: Math.max(slowest * unit, Math.min((margin * before) / 2, pace.rate));
	const counted = margin * Math.max((1000 * pace.served) / (now - since), refusal.lately);
	// It was borne until a little more was asked for.
	const borne = before < 1.25 * pace.rate ? Math.min(counted, pace.rate) : counted;
	return {window, rate: Math.min(before, Math.max(least, borne)), since: now, quiet, served: 1};
};

/** A request was refused; `lately` is how many were served in the second before now. */
export const afterRefused = (pace: Pace, sentAt: number, lately: number, now: number): Pace => {
	const {refusal} = pace;
	// Sent before the server served again: another of the burst that is known.
	if (sentAt < pace.since && pace.since !== Number.POSITIVE_INFINITY) return pace;
	if (refusal !== undefined) {
		// The quiet was not enough: it counts by more than a second.
		return now < refusal.at + 1000 ? pace : {...pace, refusal: {...refusal, lately: refusal.lately / 2}};
	}
	return {...pace, since: Math.min(pace.since, now), window: Math.max(1, pace.window / 2), refusal: {at: now, lately}};
};
