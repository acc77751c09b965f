import type {NamedProxy} from '../client/proxy-for.ts';
import {flawOfQuotes} from '../core/pasted-text.ts';
import type {Route} from '../transport/route.ts';
import {CommandFailed, exitCodes} from './exit-codes.ts';

/** A proxy, and how it is called in messages. */
export interface ProxyAddress {
	readonly protocol: 'http:' | 'https:';
	readonly hostname: string;
	readonly port: number;
	/** The value of the Proxy-Authorization header. */
	readonly authorization: string | undefined;
	readonly route: Route;
}

/** Text that cannot be decoded stands for itself. */
const decode = (text: string): string => {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
};

const authorizationOf = ({username, password}: URL): string | undefined =>
	username === '' && password === ''
		? undefined
		: `Basic ${Buffer.from(`${decode(username)}:${decode(password)}`).toString('base64')}`;

/** Reads a proxy's address, whose scheme may be left out. Nothing of it is shown but the host: the rest may be secret. */
export const readProxy = ({variable, address}: NamedProxy): ProxyAddress => {
	const refuse = (what: string): never => {
		throw new CommandFailed(
			exitCodes.usage,
			`${variable} ${what}; set it to something like http://proxy.example:3128, or unset it, or name the space's host ` +
				'in NO_PROXY.',
		);
	};
	const quoted = flawOfQuotes(address);
	if (quoted !== undefined) return refuse(quoted);
	const text = address.trim();
	const whole = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`;
	if (/^socks/i.test(whole)) return refuse('names a SOCKS proxy, which is not supported');
	if (!URL.canParse(whole)) return refuse('is no address of a proxy');
	const url = new URL(whole);
	const {protocol, hostname, port, pathname, search, hash} = url;
	// A slash in a password that is not encoded makes another address of what was meant.
	if (hostname === '' || `${pathname}${search}${hash}`.includes('@')) return refuse('is no address of a proxy');
	if (protocol !== 'http:' && protocol !== 'https:') return refuse('names a kind of proxy that is not supported');
	const at = Number(port || (protocol === 'https:' ? 443 : 80));
	return {
		protocol,
		hostname: hostname.replace(/^\[|\]$/g, ''),
		port: at,
		authorization: authorizationOf(url),
		route: {kind: 'proxy', host: `${hostname}:${at}`, variable},
	};
};
