import * as E from 'fp-ts/lib/Either.js';
import type {InvalidInput} from '../core/api-error.ts';
import {type Position, toCursor} from '../core/cursor.ts';
import {fastGuard} from '../core/fast-guard.ts';
import {createIdOf} from '../core/item-id.ts';
import type {Page} from '../core/page.ts';
import {SeenTexts} from '../seen/seen-texts.ts';
import {fetchAhead} from './fetch-ahead.ts';
import {createFetchBody} from './fetch-body.ts';
import {createFetchPage} from './fetch-page.ts';
import {handOut} from './hand-out.ts';
import {type ErrorPlace, orThrow} from './pagination-error.ts';
import type {WalkPlan} from './plan-walk.ts';
import {readAhead} from './read-ahead.ts';
import {stoppable} from './stoppable.ts';
import {createWalkProgress, type Walk, type WalkProgress, withView} from './walk.ts';
import {type WalkSummary, walkPages} from './walk-pages.ts';

/** Told before anything is requested; in whole pages, as all places are. */
const beginningOf = ({start: {wide, ...start}}: Pick<WalkPlan<unknown>, 'start'>): Position => ({
	...start,
	...(wide && {request: wide}),
});

const pagesOf = <Item>(
	plan: WalkPlan<Item>,
	progress: WalkProgress,
	signal: AbortSignal,
	end: () => void,
): AsyncGenerator<Page<Item>, WalkSummary, void> => {
	const {client, list, settings, start, callSite} = plan;
	const {redact, onEvent} = client;
	const accepts = fastGuard(list.item);
	const deadline = performance.now() + settings.maxDuration;
	const visited = new SeenTexts();
	const {fetchBody, onWaiting} = fetchAhead(createFetchBody(client.transport, list), {
		plan,
		accepts,
		visited,
		deadline,
	});
	const fetchPage = createFetchPage(plan, accepts, fetchBody);
	const pages = walkPages(
		{...settings, fetchPage, start, wide: start.wide, idOf: createIdOf(list.key), visited, redact, callSite, onEvent},
		signal,
	);
	const ahead = settings.readAhead === 0 ? pages : readAhead(pages, settings.readAhead, onWaiting);
	return handOut(ahead, {...settings, deadline, progress, signal, end});
};

/** The walk that a plan describes; where the input was refused, one that fails at its first `next()`, as generators do. */
export const runPlanned = <Item>(
	planned: E.Either<InvalidInput, WalkPlan<Item>>,
	place: Pick<ErrorPlace, 'redact' | 'callSite'>,
): Walk<Page<Item>> => {
	const signal = E.isRight(planned) ? planned.right.settings.signal : undefined;
	const progress = createWalkProgress(E.isRight(planned) ? toCursor(beginningOf(planned.right)) : undefined);
	if (E.isLeft(planned)) progress.end('failed');
	const pages = stoppable(
		signal,
		(inner, end) => pagesOf(orThrow(planned, place), progress, inner, end),
		() => progress.end(signal?.aborted ? 'aborted' : 'stopped'),
	);
	return withView(pages, progress);
};

/** The walk of a plan that is known to be right. */
export const runWalk = <Item>(plan: WalkPlan<Item>): Walk<Page<Item>> => runPlanned(E.right(plan), {});
