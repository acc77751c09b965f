import * as E from 'fp-ts/lib/Either.js';
import type {PageBody} from '../core/page.ts';
import type {RequestDescriptor} from '../core/request-descriptor.ts';
import type {IdleReason} from './client-event.ts';
import type {FetchBody, FetchedBody} from './fetch-body.ts';
import type {GuessNews} from './guess-news.ts';
import {type Flight, type Guesses, sameRequest} from './guesses.ts';

/** The request that a page links to; undefined when there is none, or none that may be followed. */
export type NextOf = (request: RequestDescriptor, body: Pick<PageBody, 'links'>) => RequestDescriptor | undefined;

/** What sends guesses, and learns what became of them. */
export interface Foresight {
	/** A page is due and on its way: those after it may be sent. */
	readonly look: (due: Flight, signal: AbortSignal) => void;
	readonly confirm: () => void;
	readonly lose: (reason: IdleReason) => void;
	/** A page was read. */
	readonly spend: (body: PageBody) => void;
}

/**
 * The walk still asks for one page after the other, always for the one that the page before links to; guesses only have
 * that page on its way already. What is asked for and was not guessed, or whose guess failed, is fetched as if nobody had
 * guessed.
 *
 * A listing may change while it is read, so no page is used that was sent before the page in front of it: an item that
 * moved from that one to this one in between would be in neither.
 */
export const verifyGuesses = (
	guesses: Guesses,
	{look, confirm, lose, spend}: Foresight,
	{note, tell}: GuessNews,
	nextOf: NextOf,
): FetchBody => {
	const missed = (reason: IdleReason) => {
		guesses.drop();
		lose(reason);
	};

	const learn = ({request, sent}: Flight, {body}: FetchedBody) => {
		spend(body);
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
		let flight = guess ?? guesses.send(request, signal);
		look(flight, signal);
		tell();
		let result = await flight.result;
		if (guess !== undefined && E.isRight(result)) {
			note(request, 'used');
			confirm();
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
