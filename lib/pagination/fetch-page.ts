import * as E from 'fp-ts/lib/Either.js';
import {pipe} from 'fp-ts/lib/function.js';
import type * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import {type ApiError, type InvalidItemError, invalidInput, type UnsafeLinkError} from '../core/api-error.ts';
import {requestUrl} from '../core/base-address.ts';
import type {Position} from '../core/cursor.ts';
import {reasonsOf, showValue} from '../core/decode-reasons.ts';
import {isKeyValue} from '../core/item-id.ts';
import type {CheckedTraits} from '../core/list.ts';
import {nextRequest} from '../core/next-page.ts';
import type {Links, PageBody} from '../core/page.ts';
import {longestLink, type RequestDescriptor, requestTarget} from '../core/request-descriptor.ts';
import {AsyncSchema} from '../core/standard-schema.ts';
import {leakAdvice} from '../redact/secrets.ts';
import type {ClientInternals} from './client.ts';
import type {FetchBody} from './fetch-body.ts';
import type {WalkPlan} from './plan-walk.ts';
import type {InvalidItem} from './walk-options.ts';

/** A page as the walk sees it, before it knows whether it may go on. */
export interface FetchedPage<Item> {
	readonly request: RequestDescriptor;
	readonly links: Links;
	/** Entries of `data` before this place were skipped. */
	readonly skip: number;
	/** How many entries `data` holds. */
	readonly length: number;
	readonly items: readonly Item[];
	/** Where each item stands in `data`; undefined when they all stand one after the other from `skip`. */
	readonly places: readonly number[] | undefined;
	/** Entries that were left out, in their order. */
	readonly invalid: readonly InvalidItem[];
	/** Judged now, acted upon only when the consumer wants more. */
	readonly next: E.Either<UnsafeLinkError, O.Option<RequestDescriptor>>;
	readonly retries: number;
}

export type FetchPage<Item> = (
	position: Position,
	page: number,
	signal: AbortSignal,
) => TE.TaskEither<ApiError, FetchedPage<Item>>;

/** What an entry is known by, as far as it has that. */
const knownBy = (key: readonly string[], raw: unknown): string => {
	const known = key.flatMap(field => {
		const value: unknown = Reflect.get(Object(raw), field);
		return isKeyValue(value) ? [`${field} ${showValue(value)}`] : [];
	});
	return known.length === 0 ? '' : ` (${known.join(', ')})`;
};

const invalidItemError = (
	{name, key}: CheckedTraits,
	request: RequestDescriptor,
	{raw, reasons, page, index}: InvalidItem,
): InvalidItemError => ({
	kind: 'invalid-item',
	message:
		`Entry ${index}${knownBy(key, raw)} of page ${page} of ${name}, GET ${requestTarget(request)}, is not as documented: ` +
		`${reasons.join('; ')}. Set onInvalidItem (--on-invalid skip) to leave such entries out and go on.`,
	request,
	reasons,
});

/** A server that puts the credentials that it was sent into a link would have them printed and stored as a cursor. */
const givesSecretAway = ({base, leaks}: ClientInternals, request: RequestDescriptor, {next}: Links): boolean =>
	typeof next === 'string' && next.length <= longestLink && leaks(next, requestUrl(base, request));

export const judgeLink = (
	{client, paths}: Pick<WalkPlan<unknown>, 'client' | 'paths'>,
	request: RequestDescriptor,
	links: Links,
): FetchedPage<never>['next'] =>
	givesSecretAway(client, request, links)
		? E.left({
				kind: 'unsafe-link',
				message: `The next link holds this client's credentials, so it was not followed. ${leakAdvice}`,
				request,
			})
		: nextRequest(client.base, request, links, paths);

/** That a schema wants to be waited for shows only when it is asked. */
const refusingAsync =
	<A>(task: TE.TaskEither<ApiError, A>): TE.TaskEither<ApiError, A> =>
	() =>
		task().catch((error: unknown) => {
			if (error instanceof AsyncSchema) return E.left(invalidInput(error.message));
			throw error;
		});

/** One page: the request is sent, the answer decoded, each entry checked, the next link judged. */
export const createFetchPage = <Item>(
	plan: WalkPlan<Item>,
	accepts: (value: unknown) => value is Item,
	fetchBody: FetchBody,
): FetchPage<Item> => {
	const {client, list, settings} = plan;
	const {onInvalidItem} = settings;
	const explain = (raw: unknown): readonly string[] => {
		const decoded = list.item.decode(raw);
		return E.isLeft(decoded) ? reasonsOf(decoded.left).map(client.redact) : [];
	};

	const checkItems = (
		{request, skip}: Position,
		page: number,
		{data}: PageBody,
	): E.Either<InvalidItemError, Pick<FetchedPage<Item>, 'items' | 'places' | 'invalid'>> => {
		const entries = skip === 0 ? data : data.slice(skip);
		if (entries.every(accepts)) return E.right({items: entries, places: undefined, invalid: []});
		const items: Item[] = [];
		const places: number[] = [];
		const leftOut: InvalidItem[] = [];
		for (const [offset, raw] of entries.entries()) {
			const index = skip + offset;
			if (accepts(raw)) {
				items.push(raw);
				places.push(index);
				continue;
			}
			const invalid: InvalidItem = {raw, reasons: explain(raw), page, index};
			client.onEvent({type: 'invalid-item', request, page, index, reasons: invalid.reasons});
			if (onInvalidItem === 'throw') return E.left(invalidItemError(list, request, invalid));
			leftOut.push(invalid);
		}
		return E.right({items, places, invalid: leftOut});
	};

	return (position, page, signal) => {
		const {request, skip} = position;
		return pipe(
			fetchBody(request, signal),
			TE.flatMapEither(({body, retries}) =>
				pipe(
					checkItems(position, page, body),
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
			refusingAsync,
		);
	};
};
