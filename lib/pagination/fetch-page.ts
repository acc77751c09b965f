import * as E from 'fp-ts/lib/Either.js';
import {pipe} from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import {type ApiError, invalidInput, type UnsafeLinkError} from '../core/api-error.ts';
import {requestUrl} from '../core/base-address.ts';
import type {Position} from '../core/cursor.ts';
import {withoutParent} from '../core/list-path.ts';
import {nextRequest} from '../core/next-page.ts';
import type {Links} from '../core/page.ts';
import {longestLink, type RequestDescriptor} from '../core/request-descriptor.ts';
import {SchemaMisused} from '../core/standard-schema.ts';
import {leakAdvice} from '../redact/secrets.ts';
import {type CheckedItems, createCheckItems} from './check-items.ts';
import type {ClientInternals} from './client.ts';
import type {FetchBody} from './fetch-body.ts';
import type {WalkPlan} from './plan-walk.ts';

/** A page as the walk sees it, before it knows whether it may go on. */
export interface FetchedPage<Item> extends CheckedItems<Item> {
	readonly request: RequestDescriptor;
	readonly links: Links;
	/** Entries of `data` before this place were skipped. */
	readonly skip: number;
	/** How many entries `data` holds. */
	readonly length: number;
	/** Judged now, acted upon only when the consumer wants more. */
	readonly next: E.Either<UnsafeLinkError, O.Option<RequestDescriptor>>;
	readonly retries: number;
}

export type FetchPage<Item> = (
	position: Position,
	page: number,
	signal: AbortSignal,
) => TE.TaskEither<ApiError, FetchedPage<Item>>;

/** A server that puts the credentials that it was sent into a link would have them printed and stored as a cursor. */
const givesSecretAway = ({base, leaks}: ClientInternals, request: RequestDescriptor, {next}: Links): boolean =>
	typeof next === 'string' && next.length <= longestLink && leaks(next, requestUrl(base, request));

export const judgeLink = (
	{client, paths, pathsWithoutParent}: Pick<WalkPlan<unknown>, 'client' | 'paths' | 'pathsWithoutParent'>,
	request: RequestDescriptor,
	links: Links,
): FetchedPage<never>['next'] => {
	const refuse = (message: string) => E.left<UnsafeLinkError>({kind: 'unsafe-link', message, request});
	if (givesSecretAway(client, request, links)) {
		return refuse(`The next link holds this client's credentials, so it was not followed. ${leakAdvice}`);
	}
	const next = nextRequest(client.base, request, links, paths);
	if (E.isRight(next)) return next;
	const known = nextRequest(client.base, request, links, pathsWithoutParent);
	return E.isRight(known) && O.isSome(known.right)
		? refuse(`The next link was not followed. It leads to ${withoutParent(paths[0], known.right.value)}.`)
		: next;
};

/** That a schema does not answer as it should shows only when it is asked. */
const refusingMisuse =
	<A>(task: TE.TaskEither<ApiError, A>): TE.TaskEither<ApiError, A> =>
	() =>
		task().catch((error: unknown) => {
			if (error instanceof SchemaMisused) return E.left(invalidInput(error.message));
			throw error;
		});

/** One page: the request is sent, the answer decoded, each entry checked, the next link judged. */
export const createFetchPage = <Item>(
	plan: WalkPlan<Item>,
	accepts: (value: unknown) => value is Item,
	fetchBody: FetchBody,
): FetchPage<Item> => {
	const checkItems = createCheckItems(plan, accepts);
	return (position, page, signal) => {
		const {request, skip} = position;
		return pipe(
			fetchBody(request, signal),
			TE.flatMapEither(({body, retries}) =>
				pipe(
					checkItems(position, page, body.data),
					E.map(checked => ({
						...checked,
						request,
						skip,
						length: body.data.length,
						links: body.links,
						next: judgeLink(plan, request, body.links),
						retries,
					})),
				),
			),
			refusingMisuse,
		);
	};
};
