import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type {ApiError} from '../core/api-error.ts';
import {type Progression, predictNext, progressionOf} from '../core/link-progression.ts';
import type {PageBody} from '../core/page.ts';
import {type RequestDescriptor, requestTarget} from '../core/request-descriptor.ts';
import {linkedAbort} from '../transport/linked-abort.ts';
import type {ClientEvent} from './client-event.ts';
import type {FetchBody, FetchedBody} from './fetch-body.ts';

type Result = E.Either<ApiError, FetchedBody>;

interface Guess {
	readonly request: RequestDescriptor;
	readonly result: Promise<Result>;
	readonly drop: () => void;
}

export interface Speculation {
	/** Requests at once: the one that is due, and the guesses. */
	readonly concurrency: number;
	readonly maxPages: number;
	readonly maxItems: number;
	/** The request that a page links to; undefined when there is none, or none that may be followed. */
	readonly nextOf: (request: RequestDescriptor, body: PageBody) => RequestDescriptor | undefined;
	readonly onEvent: (event: ClientEvent) => void;
}

/** After a miss the listing must count evenly for twice as long before it is believed again. */
const longestProbation = 64;

const same = (a: RequestDescriptor | undefined, b: RequestDescriptor | undefined): boolean =>
	a !== undefined && b !== undefined && requestTarget(a) === requestTarget(b);

/** The server is asking for less, not for guesses. */
const asksForQuiet = (error: ApiError): boolean => 'status' in error && (error.status === 429 || error.status === 503);

/**
 * Verified parallel paging. The walk still asks for one page after the other, always for the one that the page before
 * links to; this only has that page on its way already, when the links count evenly. What is asked for and was not
 * guessed, or whose guess failed, is fetched as if nobody had guessed. So a guess can cost a request, never a room.
 */
export const speculate = (fetchBody: FetchBody, speculation: Speculation): FetchBody => {
	const {concurrency, maxPages, maxItems, nextOf, onEvent} = speculation;
	let guesses: Guess[] = [];
	let previous: RequestDescriptor | undefined;
	let progression: Progression | undefined;
	let evenSteps = 0;
	let probation = 1;
	let [pages, items, largestPage] = [0, 0, 1];

	const dropAll = () => {
		for (const {request, drop} of guesses) {
			drop();
			onEvent({type: 'speculation', request, outcome: 'dropped'});
		}
		guesses = [];
	};

	const missed = () => {
		dropAll();
		evenSteps = 0;
		probation = Math.min(longestProbation, probation * 2);
	};

	/** Takes note of how the listing counts from one request to the next. */
	const observe = (request: RequestDescriptor) => {
		const seen = previous === undefined ? undefined : O.toUndefined(progressionOf(previous, request));
		const goesOn = seen !== undefined && seen.place === progression?.place && seen.step === progression.step;
		evenSteps = seen === undefined ? 0 : goesOn ? evenSteps + 1 : 1;
		progression = seen;
		previous = request;
	};

	/** Nothing is guessed beyond what the limits let the walk use. */
	const mostGuesses = (): number =>
		Math.min(concurrency - 1, maxPages - pages - 1, Math.ceil((maxItems - items) / largestPage) - 1);

	const guess = (request: RequestDescriptor, walkSignal: AbortSignal): Guess => {
		const {signal, abort, unlink} = linkedAbort(walkSignal);
		const heed = (answer: Result): Result => {
			if (E.isLeft(answer) && asksForQuiet(answer.left) && guesses.includes(made)) missed();
			return answer;
		};
		const result = fetchBody(request, signal, {once: true})().then(heed).finally(unlink);
		// It is awaited when its page is due, which may be never: it must not count as unhandled when a listener threw.
		result.catch(() => {});
		const made = {request, result, drop: () => abort('a guess that was not needed')};
		return made;
	};

	const guessAhead = (due: RequestDescriptor, signal: AbortSignal) => {
		if (progression === undefined || evenSteps < probation) return;
		let last = guesses.at(-1)?.request ?? due;
		while (guesses.length < mostGuesses()) {
			const next = predictNext(last, progression);
			if (O.isNone(next)) return;
			last = next.value;
			guesses.push(guess(last, signal));
		}
	};

	const learn = (request: RequestDescriptor, result: Result) => {
		if (E.isLeft(result)) {
			dropAll();
			return;
		}
		const {body, retries} = result.right;
		pages++;
		items += body.data.length;
		largestPage = Math.max(largestPage, body.data.length);
		const next = nextOf(request, body);
		if (next === undefined) dropAll();
		else if (guesses[0] !== undefined && !same(guesses[0].request, next)) missed();
		else if (retries === 0) return;
		else if (guesses.length > 0) missed(); // The page was hard to get: go on with care.
	};

	return (request, signal) => async () => {
		const guessed = same(guesses[0]?.request, request) ? guesses.shift() : undefined;
		if (guessed === undefined && guesses.length > 0) missed();
		observe(request);
		const due = guessed === undefined ? fetchBody(request, signal)() : guessed.result;
		guessAhead(request, signal);
		let result = await due;
		if (guessed !== undefined) {
			if (E.isLeft(result) && asksForQuiet(result.left)) missed();
			const outcome = E.isRight(result) ? 'used' : 'failed';
			onEvent({type: 'speculation', request, outcome});
			if (E.isLeft(result) && !signal.aborted) result = await fetchBody(request, signal)();
			if (outcome === 'used') probation = Math.max(1, probation - 1);
		}
		learn(request, result);
		return result;
	};
};
