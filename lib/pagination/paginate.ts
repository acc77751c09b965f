import * as E from 'fp-ts/lib/Either.js';
import {pipe} from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import {type InvalidInput, invalidInput} from '../core/api-error.ts';
import {requestUrl} from '../core/base-address.ts';
import {checkEndpoint} from '../core/check-endpoint.ts';
import {fromCursor, type Position, toCursor} from '../core/cursor.ts';
import {reasonsOf} from '../core/decode-reasons.ts';
import {fastGuard} from '../core/fast-guard.ts';
import {type FirstRequest, firstRequest} from '../core/first-request.ts';
import {createIdOf} from '../core/item-id.ts';
import {keyOf, type ListEndpoint, pageStyleOf} from '../core/list-endpoint.ts';
import type {Page} from '../core/page.ts';
import {type RequestDescriptor, requestTarget} from '../core/request-descriptor.ts';
import {type CallSite, callSiteOf} from './call-site.ts';
import {type Client, type ClientInternals, internalsOf, redactOf} from './client.ts';
import {createFetchBody} from './fetch-body.ts';
import {createFetchPage, judgeLink} from './fetch-page.ts';
import {handOut} from './hand-out.ts';
import {orThrow} from './pagination-error.ts';
import {readAhead} from './read-ahead.ts';
import {speculate} from './speculate.ts';
import {stoppable} from './stoppable.ts';
import {createWalkProgress, type Walk, type WalkProgress, withView} from './walk.ts';
import {itemsOf} from './walk-items.ts';
import {readWalkOptions, type WalkOptions, type WalkSettings} from './walk-options.ts';
import {type WalkSummary, walkPages} from './walk-pages.ts';

/** Where a walk begins, and what that is a part of. */
type Start = Position & Pick<FirstRequest, 'wide'>;

/** A walk whose input has been checked. */
interface Plan<Query, Item> {
	readonly client: ClientInternals;
	readonly endpoint: ListEndpoint<Query, Item>;
	readonly settings: WalkSettings;
	readonly start: Position;
	/** The start, but for a whole page, where a limit has made its page smaller. */
	readonly wide: RequestDescriptor | undefined;
	readonly callSite: CallSite;
}

const firstPosition = <Query, Item>(
	endpoint: ListEndpoint<Query, Item>,
	query: unknown,
	{resumeFrom, maxItems}: WalkSettings,
): E.Either<InvalidInput, Start> =>
	pipe(
		endpoint.query.decode(query),
		E.mapLeft(errors =>
			invalidInput(`The query of ${endpoint.name} is invalid: ${reasonsOf(errors).join('; ')}. Nothing was requested.`),
		),
		E.flatMap(valid =>
			resumeFrom === undefined
				? E.right({...firstRequest(endpoint, valid, maxItems), skip: 0})
				: E.map((position: Position): Start => ({...position, wide: undefined}))(fromCursor(endpoint.path, resumeFrom)),
		),
	);

/** Addresses stand in logs, events and cursors: a caller's own must not hold the token any more than a server's. */
const refuseLeak =
	({base, leaks}: ClientInternals) =>
	(start: Start): E.Either<InvalidInput, Start> =>
		leaks(requestTarget(start.request), requestUrl(base, {...start.request, query: ''}))
			? E.left(
					invalidInput(
						"The query or the cursor holds this client's credentials, which would then be in every log of its address. " +
							'Leave them out. Nothing was requested.',
					),
				)
			: E.right(start);

const planWalk = <Query, Item>(
	client: Client,
	given: ListEndpoint<Query, Item>,
	query: unknown,
	options: unknown,
	callSite: CallSite,
): E.Either<InvalidInput, Plan<Query, Item>> =>
	pipe(
		E.Do,
		E.bind('client', () => internalsOf(client)),
		E.bind('endpoint', () => checkEndpoint(given)),
		E.bind('settings', () => readWalkOptions(options)),
		E.bind('start', ({client, endpoint, settings}) =>
			E.flatMap(refuseLeak(client))(firstPosition(endpoint, query, settings)),
		),
		E.map(({start: {wide, ...start}, ...plan}) => ({...plan, start, wide, callSite})),
	);

/** Told before anything is requested; in whole pages, as all places are. */
const beginningOf = ({start, wide}: Pick<Plan<never, unknown>, 'start' | 'wide'>): Position => ({
	...start,
	...(wide && {request: wide}),
});

async function* endingWith<T, R>(source: AsyncGenerator<T, R, void>, end: () => void): AsyncGenerator<T, R, void> {
	try {
		return yield* source;
	} finally {
		end();
	}
}

const pagesOf = <Query, Item>(
	{client, endpoint, settings, start, wide, callSite}: Plan<Query, Item>,
	progress: WalkProgress,
	signal: AbortSignal,
	end: () => void,
): AsyncGenerator<Page<Item>, WalkSummary, void> => {
	const accepts = fastGuard(endpoint.item);
	const {redact, onEvent} = client;
	const serially = createFetchBody(client.transport, pageStyleOf(endpoint));
	const fetchBody =
		settings.concurrency === 1
			? serially
			: speculate(serially, {
					...settings,
					onEvent,
					// What is no object fails the walk.
					isItem: settings.onInvalidItem === 'keep' ? () => true : accepts,
					nextOf: (request, {links}) => O.toUndefined(O.flatten(O.fromEither(judgeLink(client, request, links)))),
				});
	const fetchPage = createFetchPage(client, endpoint, accepts, settings.onInvalidItem, fetchBody);
	const idOf = createIdOf(keyOf(endpoint));
	const pages = walkPages({...settings, fetchPage, start, wide, idOf, redact, callSite, onEvent}, signal);
	const ahead = settings.readAhead === 0 ? pages : readAhead(pages, settings.readAhead);
	return endingWith(handOut(ahead, {...settings, progress, signal}), end);
};

/**
 * Every page of a listing, lazily: `items`, the server's `links`, the `request`, and the `cursor` after it. See
 * `paginate`, which differs only in giving single items.
 *
 * @example
 * for await (const page of paginatePages(signalwire, rooms, {page_size: 1000})) {
 * 	await bulkInsert(page.items);
 * 	await remember(page.cursor);
 * }
 */
export const paginatePages = <Query, Item>(
	client: Client,
	endpoint: ListEndpoint<Query, Item>,
	query?: Query,
	options: WalkOptions = {},
): Walk<Page<Item>> => {
	// Read now, so that later changes to the objects change nothing; refused at the first next(), as generators do.
	const callSite = callSiteOf(paginatePages);
	const plan = planWalk(client, endpoint, query === undefined ? {} : query, options, callSite);
	const signal = E.isRight(plan) ? plan.right.settings.signal : undefined;
	const progress = createWalkProgress(E.isRight(plan) ? toCursor(beginningOf(plan.right)) : undefined);
	if (E.isLeft(plan)) progress.end('failed');
	const pages = stoppable(
		signal,
		(inner, end) => pagesOf(orThrow(plan, {redact: redactOf(client), callSite}), progress, inner, end),
		() => progress.end(signal?.aborted ? 'aborted' : 'stopped'),
	);
	return withView(pages, progress);
};

/**
 * Every item of a listing, lazily, in the server's order. Nothing is requested before the first `next()`. An item that
 * differs from the documentation may lack what its type promises, unless `onInvalidItem` is `'throw'` or `'skip'`.
 *
 * Holds at most `1 + readAhead` pages, and `concurrency` more where that is above 1. The return value is a
 * `WalkSummary`; `walk.cursor` and `walk.summary` tell at any time, and after any end, where a later walk goes on and what
 * was done. `break`, `return()`, `throw()` and the signal end every request and every wait at once.
 *
 * @throws {PaginationError} from `next()`; bad input is refused there too, before any request. An abort rejects with the
 * signal's reason.
 * @example
 * for await (const room of paginate(signalwire, rooms, {page_size: 1000}, {maxItems: 10})) {
 * 	console.log(room.name);
 * }
 */
export const paginate = <Query, Item>(
	client: Client,
	endpoint: ListEndpoint<Query, Item>,
	query?: Query,
	options?: WalkOptions,
): Walk<Item> => itemsOf(paginatePages(client, endpoint, query, options), options?.signal);
