import * as O from 'fp-ts/lib/Option.js';
import type {ApiError} from '../core/api-error.ts';
import type {ClientEvent} from './client-event.ts';
import type {FetchBody} from './fetch-body.ts';
import {createGuessBudget, type GuessLimits} from './guess-budget.ts';
import {createGuessNews} from './guess-news.ts';
import {createGuesses, type Flight} from './guesses.ts';
import {createLinkTrust} from './link-trust.ts';
import {type NextOf, verifyGuesses} from './verify-guesses.ts';

export interface Speculation extends GuessLimits {
	/** Guess also where no page token anchors the listing. */
	readonly unanchored: boolean;
	/** The parameter for a page token, where one is known. */
	readonly token: string | undefined;
	readonly nextOf: NextOf;
	readonly onEvent: (event: ClientEvent) => void;
}

/** The server has enough to do, without guesses. */
const isBusy = (error: ApiError): boolean => 'status' in error && (error.status === 429 || error.status === 503);

/** Verified parallel paging: what follows is guessed, and sent at once, where the links count evenly. */
export const speculate = (fetchBody: FetchBody, speculation: Speculation): FetchBody => {
	const {unanchored, token, nextOf, onEvent} = speculation;
	const trust = createLinkTrust(unanchored, token);
	const budget = createGuessBudget(speculation);
	const news = createGuessNews(onEvent);

	const guesses = createGuesses({
		fetchBody,
		onDropped: request => news.note(request, 'dropped'),
		onFailed: (request, error) => {
			news.note(request, 'failed');
			trust.lose(isBusy(error) ? 'server-busy' : 'requested-again');
		},
	});

	const look = ({request: due}: Flight, signal: AbortSignal) => {
		trust.observe(due);
		if (guesses.count() >= budget.most()) return;
		const reason = trust.obstacle();
		if (reason !== undefined && guesses.count() > 0) return; // Those on their way are still worth their while.
		news.idle(due, budget.pages() + 1, reason);
		while (reason === undefined && guesses.count() < budget.most()) {
			const next = trust.predict(guesses.last()?.request ?? due);
			if (O.isNone(next)) return;
			guesses.add(next.value, signal);
		}
	};

	return verifyGuesses(guesses, {look, confirm: trust.confirm, lose: trust.lose, spend: budget.spend}, news, nextOf);
};
