import * as E from 'fp-ts/lib/Either.js';
import {type InvalidInput, invalidInput} from './api-error.ts';
import {showValue} from './decode-reasons.ts';
import {flawOfPasted} from './pasted-text.ts';
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
	const flaw = flawOfPasted(baseUrl);
	if (flaw !== undefined) return refuse(flaw);
	if (!URL.canParse(baseUrl)) return refuse('is not a URL; pass an absolute address');
	const url = new URL(baseUrl);
	if (url.username !== '' || url.password !== '') {
		return refuse('must not hold credentials; pass projectId and apiToken');
	}
	if (url.search !== '' || url.hash !== '') {
		return refuse('must not hold a query or a fragment; pass origin and path only');
	}
	if (url.protocol !== 'https:' && url.protocol !== 'http:') return refuse('must be an https address');
	if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
		return refuse(
			'must use https: plain http is accepted for loopback addresses only, so that no credentials travel in the clear',
		);
	}
	return E.right({origin: url.origin, prefix: url.pathname.replace(/\/+$/, '')});
};

const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const spaceName = new RegExp(`^${label}$`, 'i');
const spaceHost = new RegExp(`^(?:https://)?((?:${label}\\.)+signalwire\\.com)\\.?(.*)$`, 'is');

/** What to do about a text that is no space. */
const adviceFor = (text: string): string => {
	const flaw = flawOfPasted(text);
	if (flaw !== undefined) return `; it ${flaw}`;
	if (text.includes('@')) return '; nothing with an @ is one';
	if (/^http:/i.test(text)) return '; it is reached over https only';
	if (/^[:/?#]/.test(spaceHost.exec(text)?.[2] ?? '')) return '; leave out what stands behind the host';
	return /[.:]/.test(text.slice(1)) ? '; pass another address as baseUrl (--base-url)' : '';
};

/**
 * Reads a space: its name (`example`), its host (`example.signalwire.com`) or its address, as SignalWire's own SDKs take
 * them. Never another host: credentials are not sent to whatever a slip of the pen has a dot in.
 */
export const parseSpace = (space: unknown): E.Either<InvalidInput, BaseAddress> => {
	const refusal = (advice: string) =>
		invalidInput(
			`space must be the name of a space, such as "example", or its host, such as "example.signalwire.com"${advice}.`,
		);
	if (typeof space !== 'string') return E.left(refusal(''));
	const text = space.trim();
	const [, host, rest] = spaceHost.exec(spaceName.test(text) ? `${text}.signalwire.com` : text) ?? [];
	if (host === undefined || (rest !== '' && rest !== '/')) return E.left(refusal(adviceFor(text)));
	// Not every name that looks like punycode is.
	return E.mapLeft(() => refusal(''))(parseBaseUrl(`https://${host}`));
};
