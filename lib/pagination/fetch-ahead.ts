import * as O from 'fp-ts/lib/Option.js';
import type {CheckedTraits} from '../core/list.ts';
import {canonicalRequest} from '../core/request-descriptor.ts';
import type {SeenTexts} from '../seen/seen-texts.ts';
import {createEarlyLinks, type EarlyLinks} from './early-links.ts';
import type {FetchBody} from './fetch-body.ts';
import {judgeLink} from './fetch-page.ts';
import type {WalkPlan} from './plan-walk.ts';
import {speculate} from './speculate.ts';
import type {NextOf} from './verify-guesses.ts';

/** What is known of a walk that decides how far it may look ahead. */
interface Outlook {
	readonly plan: Omit<WalkPlan<unknown>, 'list'> & {readonly list: CheckedTraits};
	readonly accepts: (entry: unknown) => boolean;
	/** What it has requested. */
	readonly visited: SeenTexts;
	/** When it ends, on a clock that nobody moves. */
	readonly deadline: number;
}

/** Requests pages before the ones in front of them are there, as far as the walk's options let it. */
export const fetchAhead = (fetchBody: FetchBody, {plan, accepts, visited, deadline}: Outlook): EarlyLinks => {
	const {client, list, settings} = plan;
	const nextOf: NextOf = (request, {links}) => O.toUndefined(O.flatten(O.fromEither(judgeLink(plan, request, links))));
	// What is no object fails the walk.
	const isItem = settings.onInvalidItem === 'keep' ? () => true : accepts;
	const shared = {...settings, isItem, nextOf, onEvent: client.onEvent};
	if (settings.concurrency > 1) {
		return {fetchBody: speculate(fetchBody, {...shared, token: list.page.paging?.token}), onWaiting: () => {}};
	}
	if (settings.readAhead === 0) return {fetchBody, onWaiting: () => {}};
	return createEarlyLinks(fetchBody, {
		...shared,
		largestPage: list.pageSize?.largest ?? Number.POSITIVE_INFINITY,
		mayFollow: next => performance.now() < deadline && !visited.has(canonicalRequest(next)),
	});
};
