import * as E from 'fp-ts/lib/Either.js';
import {pipe} from 'fp-ts/lib/function.js';
import {type InvalidInput, invalidInput} from '../core/api-error.ts';
import {noSubscriber} from '../core/authentication.ts';
import {requestUrl} from '../core/base-address.ts';
import {checkList} from '../core/check-list.ts';
import {fromCursor, type Position, withheldFrom} from '../core/cursor.ts';
import {reasonsOf} from '../core/decode-reasons.ts';
import {type FirstRequest, firstRequest} from '../core/first-request.ts';
import type {CheckedList, CheckedTraits, List} from '../core/list.ts';
import {type ListPaths, pathsOf} from '../core/list-path.ts';
import {isAccount} from '../core/parameter.ts';
import {parametersOf} from '../core/query-codec.ts';
import {longestLink, type QueryParameters, requestTarget} from '../core/request-descriptor.ts';
import type {CallSite} from './call-site.ts';
import {type Client, type ClientInternals, internalsOf} from './client.ts';
import {readWalkOptions, type WalkSettings} from './walk-options.ts';

/** Where a walk begins. */
export type Start = Position & Pick<FirstRequest, 'wide'>;

/** A walk whose input has been checked: all that is needed to do it, once or from another place. */
export interface WalkPlan<Item> {
	readonly client: ClientInternals;
	readonly list: CheckedList<Item>;
	/** What is asked, as it is sent, the parameters of the path included. */
	readonly parameters: QueryParameters;
	/** Where next links and cursors may lead. */
	readonly paths: ListPaths;
	/** Where they may lead with `followWithoutParent`. */
	readonly pathsWithoutParent: ListPaths;
	readonly settings: WalkSettings;
	/** `wide` is the same but for a whole page, where a limit has made its page smaller. */
	readonly start: Start;
	/** Where the walk was asked for. */
	readonly callSite: CallSite;
	/** Of an export: which of the items that are listed are its own; others are passed over. Default: all. */
	readonly belongs?: ((item: unknown) => boolean) | undefined;
}

/** What a walk is asked for, unchecked. */
export interface WalkWish<Query, Item> {
	readonly client: Client;
	readonly list: List<Query, Item>;
	readonly query: unknown;
	readonly options: unknown;
	readonly callSite: CallSite;
	readonly belongs?: ((item: unknown) => boolean) | undefined;
}

/** The account that a list's path needs where a query names none: that of the client. */
const accountIn = (codec: unknown, encoded: QueryParameters, account: string): QueryParameters =>
	Object.entries(parametersOf(codec))
		.filter(([name, parameter]) => isAccount(parameter) && !encoded.some(([given]) => given === name))
		.map(([name]) => [name, account]);

/** What is asked of a list, as it is sent, the parameters of the path included. */
export const encodeQuery = <Query, Item>(
	{name, query: codec}: List<Query, Item>,
	query: unknown,
	account: string,
): E.Either<InvalidInput, QueryParameters> =>
	pipe(
		codec.decode(query),
		E.mapLeft(errors =>
			invalidInput(`The query of ${name} is invalid: ${reasonsOf(errors).join('; ')}. Nothing was requested.`),
		),
		E.map(codec.encode),
		E.map(encoded => [...encoded, ...accountIn(codec, encoded, account)]),
	);

type Asked = Pick<WalkPlan<unknown>, 'parameters' | 'paths' | 'pathsWithoutParent' | 'settings'> & {
	readonly list: CheckedTraits;
};

/** Where a walk begins: where it is told to go on, or at its first page. */
export const startOf = ({
	list,
	parameters,
	paths,
	pathsWithoutParent,
	settings,
}: Asked): E.Either<InvalidInput, Start> => {
	const {resumeFrom, maxItems} = settings;
	if (resumeFrom === undefined) return E.right({...firstRequest(list, parameters, maxItems), skip: 0});
	const [own, ...documented] = paths;
	const read = fromCursor(own, resumeFrom, documented);
	if (E.isRight(read)) return E.right({...read.right, wide: undefined});
	const withheld = withheldFrom(resumeFrom, pathsWithoutParent);
	return withheld === undefined
		? read
		: E.left(invalidInput(`resumeFrom leads to ${withheld}. Nothing was requested.`));
};

/** A subscriber's list cannot be asked for without the subscriber's token. */
export const refuseUnsubscribed = (
	{name, authentication}: CheckedTraits,
	{isSubscriber}: ClientInternals,
): E.Either<InvalidInput, void> =>
	authentication === 'subscriber' && !isSubscriber ? E.left(noSubscriber(name)) : E.right(undefined);

/** Addresses stand in logs, events and cursors: a caller's own must not hold the token any more than a server's. */
const refuseLeak = ({base, leaks}: ClientInternals, {path}: CheckedTraits, {request}: Start): string | undefined =>
	leaks(requestTarget(request), requestUrl(base, {...request, path, query: ''}))
		? "The query or the cursor holds this client's credentials, which would then be in every log of its address. Leave them out"
		: undefined;

/** What no server accepts, and no cursor could go on from. */
const refuseLength = ({request}: Start): string | undefined => {
	const {length} = requestTarget(request);
	return length > longestLink
		? `The query makes an address of ${length} characters, and ${longestLink} are the most`
		: undefined;
};

/** Checks where a walk begins, whatever it begins with. */
const checkStart =
	({client, list}: Pick<WalkPlan<never>, 'client'> & {readonly list: CheckedTraits}) =>
	(start: Start): E.Either<InvalidInput, Start> => {
		const flaw = refuseLeak(client, list, start) ?? refuseLength(start);
		return flaw === undefined ? E.right(start) : E.left(invalidInput(`${flaw}. Nothing was requested.`));
	};

/** Checks all that a walk is asked for, once; nothing is requested. */
export const planWalk = <Query, Item>(wish: WalkWish<Query, Item>): E.Either<InvalidInput, WalkPlan<Item>> =>
	pipe(
		E.Do,
		E.bind('client', () => internalsOf(wish.client)),
		E.bind('list', () => checkList(wish.list)),
		E.tap(({list, client}) => refuseUnsubscribed(list, client)),
		E.bind('settings', () => readWalkOptions(wish.options)),
		E.bind('parameters', ({client}) => encodeQuery(wish.list, wish.query, client.projectId)),
		E.let('pathsWithoutParent', ({list, parameters}) => pathsOf(list, parameters, true)),
		E.let('paths', ({list, parameters, settings}) => pathsOf(list, parameters, settings.followWithoutParent)),
		E.bind('start', asked => E.flatMap(checkStart(asked))(startOf(asked))),
		E.let('callSite', () => wish.callSite),
		E.let('belongs', () => wish.belongs),
	);
