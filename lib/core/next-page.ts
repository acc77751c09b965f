import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type {UnsafeLinkError} from './api-error.ts';
import {type BaseAddress, requestUrl} from './base-address.ts';
import {isSamePath} from './list-path.ts';
import type {Links} from './page.ts';
import {printable} from './printable.ts';
import {hasUnsafeCharacters, longestLink, type RequestDescriptor, requestTarget} from './request-descriptor.ts';

/** A scheme's own port counts as the same port: behind a TLS proxy, servers link to `http://` of the same host. */
const sameHost = (link: URL, base: URL): boolean => link.hostname === base.hostname && link.port === base.port;

/** Links are quoted in messages: short, and with nothing in them that a terminal would obey. */
const quote = (link: string): string => printable(JSON.stringify(link.length > 200 ? `${link.slice(0, 200)}…` : link));

const gatewayAdvice =
	'; where a gateway stands between, set rebaseLinks (--rebase-links), so that such links are followed on its own origin.';

/**
 * A link of the server, as the request that it stands for: resolved against the request that it came with, and
 * rebased onto the client's own origin, so that credentials go nowhere else.
 * @param paths where links may lead: the list's own path, and those that are documented; default: the request's
 */
export const followLink = (
	base: BaseAddress,
	request: RequestDescriptor,
	link: string,
	paths: readonly string[] = [request.path],
): E.Either<UnsafeLinkError, RequestDescriptor> => {
	const refuse = (reason: string, advice = '.') =>
		E.left<UnsafeLinkError>({
			kind: 'unsafe-link',
			message:
				`The next link ${quote(link)} ${reason}, so it was not followed and no credentials were sent to it. ` +
				`Check that the base address is the one that the server itself uses in its links${advice}`,
			request,
		});
	if (link.length > longestLink) return refuse(`is ${link.length} characters long`);
	if (hasUnsafeCharacters(link)) return refuse('holds white space, a control character or a backslash');
	const from = requestUrl(base, request);
	if (!URL.canParse(link, from)) return refuse('is not a URL');
	const url = new URL(link, from);
	if (url.protocol !== 'https:' && url.protocol !== 'http:') return refuse(`has the scheme ${quote(url.protocol)}`);
	if (url.username !== '' || url.password !== '') return refuse('holds credentials');
	if (base.rebaseLinks !== true && !sameHost(url, new URL(base.origin))) {
		return refuse(`leads away from ${base.origin}`, gatewayAdvice);
	}
	// With a gateway's prefix in the base address, servers link with or without it.
	const path = paths.find(own => isSamePath(own, url.pathname) || isSamePath(`${base.prefix}${own}`, url.pathname));
	if (path === undefined) return refuse(`leads off ${request.path}`);
	const next: RequestDescriptor = {method: 'GET', path, query: url.search.slice(1)};
	// Encoding makes a link longer; what is followed must also fit into a cursor.
	const {length} = requestTarget(next);
	return length > longestLink ? refuse(`is ${length} characters long`) : E.right(next);
};

/** The page decides what comes next: a request, nothing (the last page), or a link that must not be followed. */
export const nextRequest = (
	base: BaseAddress,
	request: RequestDescriptor,
	links: Links,
	paths?: readonly string[],
): E.Either<UnsafeLinkError, O.Option<RequestDescriptor>> =>
	links.next === undefined || links.next === null || links.next === ''
		? E.right(O.none)
		: E.map(O.some<RequestDescriptor>)(followLink(base, request, links.next, paths));
