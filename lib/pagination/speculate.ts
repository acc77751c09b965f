import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type {ApiError} from '../core/api-error.ts';
import type {PageBody} from '../core/page.ts';
import type {RequestDescriptor} from '../core/request-descriptor.ts';
import type {ClientEvent, IdleReason} from './client-event.ts';
import type {FetchBody, FetchedBody} from './fetch-body.ts';
import {createGuessBudget, type GuessLimits} from './guess-budget.ts';
import {createGuessNews} from './guess-news.ts';
import {createGuesses, type Flight, sameRequest} from './guesses.ts';
import {createLinkTrust} from './link-trust.ts';

export interface Speculation extends GuessLimits {
	/** Guess also where no page token anchors the listing. */
	readonly unanchored: boolean;
	/** The parameter for a page token, where one is known. */
	readonly token: string | undefined;
	/** The request that a page links to; undefined when there is none, or none that may be followed. */
	readonly nextOf: (request: RequestDescriptor, body: PageBody) => RequestDescriptor | undefined;
	readonly onEvent: (event: ClientEvent) => void;
}

/** The server has enough to do, without guesses. */
const isBusy = (error: ApiError): boolean => 'status' in error && (error.status === 429 || error.status === 503);

/**
 * Verified parallel paging. The walk still asks for one page after the other, always for the one that the page before
 * links to; this only has that page on its way already, when the links count evenly. What is asked for and was not
 * guessed, or whose guess failed, is fetched as if nobody had guessed.
 *
 * A listing may change while it is read, so no page is used that was sent before the page in front of it: an item that
 * moved from that one to this one in between would be in neither.
 */
export const speculate = (fetchBody: FetchBody, speculation: Speculation): FetchBody => {
	const {unanchored, token, nextOf, onEvent} = speculation;
	const trust = createLinkTrust(unanchored, token);
	const budget = createGuessBudget(speculation);
	const {note, idle, tell} = createGuessNews(onEvent);

	const guesses = createGuesses({
		fetchBody,
		onDropped: request => note(request, 'dropped'),
		onFailed: (request, error) => {
			note(request, 'failed');
			trust.lose(isBusy(error) ? 'server-busy' : 'requested-again');
		},
	});

	const missed = (reason: IdleReason) => {
		guesses.drop();
		trust.lose(reason);
	};

	const guessAhead = (due: RequestDescriptor, signal: AbortSignal) => {
		if (guesses.count() >= budget.most()) return;
		const reason = trust.obstacle();
		if (reason !== undefined && guesses.count() > 0) return; // Those on their way are still worth their while.
		idle(due, budget.pages() + 1, reason);
		while (reason === undefined && guesses.count() < budget.most()) {
			const next = trust.predict(guesses.last()?.request ?? due);
			if (O.isNone(next)) return;
			guesses.add(next.value, signal);
		}
	};

	const learn = ({request, sent}: Flight, {body}: FetchedBody) => {
		budget.spend(body);
		const guess = guesses.first();
		if (guess === undefined) return;
		const next = nextOf(request, body);
		if (next === undefined) guesses.drop();
		else if (!sameRequest(guess.request, next)) missed('links-changed');
		else if (guess.sent() < sent()) missed('requested-again');
	};

	return (request, signal) => async () => {
		const guess = guesses.take(request);
		if (guess === undefined && guesses.count() > 0) missed('links-changed');
		trust.observe(request);
		let flight = guess ?? guesses.send(request, signal);
		guessAhead(request, signal);
		tell();
		let result = await flight.result;
		if (guess !== undefined && E.isRight(result)) {
			note(request, 'used');
			trust.confirm();
		} else if (guess !== undefined && !signal.aborted) {
			tell();
			flight = guesses.send(request, signal);
			result = await flight.result;
		}
		if (E.isRight(result)) learn(flight, result.right);
		else guesses.drop();
		tell();
		return result;
	};
};
