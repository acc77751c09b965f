import * as E from 'fp-ts/lib/Either.js';
import {linkedAbort} from '../abort/linked-abort.ts';
import type {ApiError} from '../core/api-error.ts';
import type {Links} from '../core/page.ts';
import {type RequestDescriptor, requestTarget} from '../core/request-descriptor.ts';
import type {FetchBody, FetchBodyOptions, FetchedBody} from './fetch-body.ts';

/** A page on its way. */
export interface Flight {
	readonly request: RequestDescriptor;
	readonly result: Promise<E.Either<ApiError, FetchedBody>>;
	/** Which of all sendings was its latest; infinite before it has left. */
	readonly sent: () => number;
	/** Its links, as soon as they are known. Only where `onLinks` asks for them. */
	readonly links: () => Links | undefined;
}

interface Guess extends Flight {
	readonly drop: () => void;
}

export interface GuessesOptions {
	readonly fetchBody: FetchBody;
	/** Told when the links of a page become known before it is there. */
	readonly onLinks?: () => void;
	readonly onDropped: (request: RequestDescriptor) => void;
	readonly onFailed: (request: RequestDescriptor, error: ApiError) => void;
}

/** Pages that nobody has asked for yet, in the order in which they will be, if the guess is right. */
export interface Guesses {
	readonly count: () => number;
	readonly first: () => Flight | undefined;
	readonly last: () => Flight | undefined;
	/** Sends a request that is due now. */
	readonly send: (request: RequestDescriptor, signal: AbortSignal) => Flight;
	/** Sends one that might follow the last. */
	readonly add: (request: RequestDescriptor, signal: AbortSignal) => void;
	/** The first one, if it is that request. */
	readonly take: (request: RequestDescriptor) => Flight | undefined;
	readonly drop: () => void;
}

export const sameRequest = (a: RequestDescriptor, b: RequestDescriptor): boolean =>
	requestTarget(a) === requestTarget(b);

export const createGuesses = ({fetchBody, onLinks, onDropped, onFailed}: GuessesOptions): Guesses => {
	const guesses: Guess[] = [];
	let sendings = 0;

	const dropFrom = (place: number) => {
		for (const {request, drop} of guesses.splice(place)) {
			drop();
			onDropped(request);
		}
	};

	const send = (request: RequestDescriptor, signal: AbortSignal, options?: FetchBodyOptions): Flight => {
		let sent = Number.POSITIVE_INFINITY;
		const onSent = () => {
			sent = sendings++;
		};
		let links: Links | undefined;
		const known = (told: Links | undefined) => {
			links = told;
			onLinks?.();
		};
		const result = fetchBody(request, signal, {...options, onSent, ...(onLinks && {onLinks: known})})();
		// It may be awaited late, or never: it must not count as unhandled when a listener threw.
		result.catch(() => {});
		return {request, result, sent: () => sent, links: () => links};
	};

	/** Its page will be sent again, later than the younger ones were: they would be older news. Older guesses stay. */
	const fail = (guess: Guess, error: ApiError) => {
		const place = guesses.indexOf(guess);
		onFailed(guess.request, error);
		dropFrom(place + 1);
		if (place >= 0) guesses.pop();
	};

	const add = (request: RequestDescriptor, walkSignal: AbortSignal) => {
		const {signal, abort, unlink} = linkedAbort(walkSignal);
		const flight = send(request, signal, {once: true});
		const heed: typeof flight.result = flight.result
			.then(answer => {
				if (E.isLeft(answer) && !signal.aborted) fail(guess, answer.left);
				return answer;
			})
			.finally(unlink);
		heed.catch(() => {});
		const guess: Guess = {...flight, result: heed, drop: () => abort('a guess that was not needed')};
		guesses.push(guess);
	};

	return {
		count: () => guesses.length,
		first: () => guesses[0],
		last: () => guesses.at(-1),
		send,
		add,
		take: request => (guesses[0] && sameRequest(guesses[0].request, request) ? guesses.shift() : undefined),
		drop: () => dropFrom(0),
	};
};
