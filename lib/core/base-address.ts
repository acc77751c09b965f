import * as E from 'fp-ts/lib/Either.js';
import {type InvalidInput, invalidInput} from './api-error.ts';
import {showValue} from './decode-reasons.ts';
import {type RequestDescriptor, requestTarget} from './request-descriptor.ts';

/** Where a client's requests go: an origin, and the path prefix of a gateway in front of it (`''` for none). */
export interface BaseAddress {
	readonly origin: string;
	readonly prefix: string;
	/** Whether a link that names another host means this one, as behind a gateway that leaves links as they are. */
	readonly rebaseLinks?: boolean;
}

export const requestUrl = ({origin, prefix}: BaseAddress, request: RequestDescriptor): string =>
	`${origin}${prefix}${requestTarget(request)}`;

/** Plain HTTP would show the credentials to the network; on the machine itself there is no network. */
export const isLoopback = (hostname: string): boolean =>
	hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);

/** Reads a `baseUrl`: HTTPS, or plain HTTP to a loopback address; no credentials, query or fragment. */
export const parseBaseUrl = (baseUrl: unknown): E.Either<InvalidInput, BaseAddress> => {
	const refuse = (reason: string) =>
		E.left(invalidInput(`baseUrl ${reason}, for example "https://example.signalwire.com".`));
	if (typeof baseUrl !== 'string') return refuse(`must be a URL string, got ${showValue(baseUrl)}; pass an address`);
	if (!URL.canParse(baseUrl)) return refuse('is not a URL; pass an absolute address');
	const url = new URL(baseUrl);
	if (url.username !== '' || url.password !== '')
		return refuse('must not hold credentials; pass projectId and apiToken');
	if (url.search !== '' || url.hash !== '')
		return refuse('must not hold a query or a fragment; pass origin and path only');
	if (url.protocol !== 'https:' && url.protocol !== 'http:') return refuse('must be an https address');
	if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
		return refuse(
			'must use https: plain http is accepted for loopback addresses only, so that no credentials travel in the clear',
		);
	}
	return E.right({origin: url.origin, prefix: url.pathname.replace(/\/+$/, '')});
};

const spaceHost = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i;

/** Reads a space: its name (`example`) or its host (`example.signalwire.com`). */
export const parseSpace = (space: unknown): E.Either<InvalidInput, BaseAddress> => {
	const refusal = invalidInput(
		'space must be the name of a space, such as "example", or its host, such as "example.signalwire.com".',
	);
	if (typeof space !== 'string' || !spaceHost.test(space)) return E.left(refusal);
	const read = parseBaseUrl(`https://${space.includes('.') ? space : `${space}.signalwire.com`}`);
	return E.mapLeft(() => refusal)(read);
};
