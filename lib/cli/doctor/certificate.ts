import {isIP, type Socket} from 'node:net';
import {connect, type PeerCertificate, type TLSSocket} from 'node:tls';
import type {ProxyAddress} from '../proxy-address.ts';
import {openTunnel} from '../proxy-tunnel.ts';
import type {Certificate, NetworkFailure} from './facts.ts';
import {failureOf} from './look-up.ts';

export interface Way {
	readonly target: URL;
	readonly proxy: ProxyAddress | undefined;
	/** Milliseconds. */
	readonly timeout: number;
	readonly signal: AbortSignal;
}

const day = 86_400_000;

/** `example, Some Company` */
const nameOf = ({CN, O}: Partial<PeerCertificate['subject']> = {}): string =>
	[CN, O].flat().filter(Boolean).join(', ') || 'nobody';

const describe = (socket: TLSSocket): Certificate => {
	const {subject, issuer, subjectaltname = '', valid_to} = socket.getPeerCertificate();
	const expires = new Date(valid_to);
	const isDated = !Number.isNaN(expires.getTime());
	const distrust: unknown = socket.authorizationError;
	return {
		subject: nameOf(subject),
		issuer: nameOf(issuer),
		names: subjectaltname.replaceAll(/(?:DNS|IP Address):/g, ''),
		expires: isDated ? expires.toISOString().slice(0, 10) : 'an unknown day',
		daysLeft: isDated ? Math.floor((expires.getTime() - Date.now()) / day) : Number.POSITIVE_INFINITY,
		distrust: socket.authorized ? undefined : failureOf(distrust).code || String(distrust),
	};
};

const greet = ({target, timeout, signal}: Way, tunnel: Socket | undefined): Promise<Certificate> =>
	new Promise((resolve, reject) => {
		const host = target.hostname.replace(/^\[|\]$/g, '');
		const socket = connect({
			...(tunnel && {socket: tunnel}),
			host,
			port: Number(target.port || 443),
			servername: isIP(host) === 0 ? host : '',
			// Nothing is sent: whose certificate is not trusted is only looked at.
			rejectUnauthorized: false,
		});
		const end = () => socket.destroy(new Error('it was interrupted'));
		signal.addEventListener('abort', end, {once: true});
		socket.setTimeout(timeout, () => socket.destroy(new Error(`it did not greet within ${timeout} ms`)));
		socket.once('secureConnect', () => {
			resolve(describe(socket));
			socket.destroy();
		});
		socket.on('error', reject);
		socket.once('close', () => signal.removeEventListener('abort', end));
	});

/** The certificate that a server shows, trusted or not; no request is sent. */
export const lookAtCertificate = async (way: Way): Promise<Certificate | NetworkFailure> => {
	const {target, proxy, timeout, signal} = way;
	try {
		const host = `${target.hostname}:${target.port || 443}`;
		return await greet(way, proxy && (await openTunnel(proxy, host, timeout, signal)));
	} catch (error) {
		signal.throwIfAborted();
		return failureOf(error);
	}
};
