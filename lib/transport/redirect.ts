import * as E from 'fp-ts/lib/Either.js';
import type {UnsafeRedirectError} from '../core/api-error.ts';
import {type RequestDescriptor, requestTarget} from '../core/request-descriptor.ts';
import {leakAdvice, type Secrets} from '../redact/secrets.ts';

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** More hops than this are a loop, or as good as one. */
export const mostRedirects = 5;

export const isRedirect = (status: number): boolean => redirects.has(status);

/** Whose answer a redirect is, and what must not be followed. */
interface Redirected extends Pick<Secrets, 'leaks'> {
	readonly request: RequestDescriptor;
	readonly status: number;
}

/**
 * Where a redirect leads, if that is on the same origin. Others are refused, not followed without credentials: a
 * stranger's answer is not SignalWire's listing. As of links, none is followed that would give a secret away.
 */
export const followRedirect = (
	from: string,
	location: string | null,
	hops: number,
	{request, status, leaks}: Redirected,
): E.Either<UnsafeRedirectError, string> => {
	const refuse = (
		reason: string,
		next = 'It was not followed, and no credentials were sent there. Check the space or the base address.',
	) =>
		E.left<UnsafeRedirectError>({
			kind: 'unsafe-redirect',
			message: `GET ${requestTarget(request)} was answered with a ${status} redirect ${reason}. ${next}`,
			request,
			status,
		});
	if (location !== null && leaks(location, from)) {
		return refuse("to an address that holds this client's credentials", `It was not followed. ${leakAdvice}`);
	}
	if (location === null || !URL.canParse(location, from)) return refuse('without a usable Location');
	const url = new URL(location, from);
	const {origin, protocol} = new URL(from);
	// A blob: address has the origin of the address inside it.
	if (url.origin !== origin || url.protocol !== protocol) {
		// Only its origin: what else stands there may be somebody's secret.
		const where = url.origin === 'null' || url.origin === origin ? url.protocol : url.origin;
		return refuse(`to another origin than ${origin}, ${where}`);
	}
	if (url.username !== '' || url.password !== '') return refuse('to an address that holds credentials');
	if (hops >= mostRedirects) {
		return refuse(
			`after ${mostRedirects} redirects already`,
			"They seem to go round in a circle: check the base address, or tell the server's operator.",
		);
	}
	return E.right(url.href);
};
