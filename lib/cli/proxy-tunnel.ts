import {request as httpRequest} from 'node:http';
import {request as httpsRequest} from 'node:https';
import {isIP, type Socket} from 'node:net';
import {codeOf, wordsOf} from '../transport/thrown.ts';
import type {ProxyAddress} from './proxy-address.ts';

/** An error that says what the proxy did, by a code and a text without the proxy's own words: it knows its password. */
const failure = (text: string, code: string | undefined): Error =>
	Object.assign(new Error(text), code === undefined ? {} : {code});

/**
 * A connection through a proxy, by CONNECT. Not undici's ProxyAgent: to a proxy that hangs up at once it would connect
 * again a thousand times a second, until the time-out.
 *
 * @param target host and port of the server behind it
 * @param timeout milliseconds
 * @param signal ends a connection that is still being made
 */
export const openTunnel = (
	{protocol, hostname, port, authorization}: ProxyAddress,
	target: string,
	timeout: number,
	signal: AbortSignal,
): Promise<Socket> =>
	new Promise((resolve, reject) => {
		const request = (protocol === 'https:' ? httpsRequest : httpRequest)({
			hostname,
			port,
			// The proxy's own certificate is wanted; Node would take the name out of the host header, which is the server's.
			servername: isIP(hostname) === 0 ? hostname : '',
			method: 'CONNECT',
			path: target,
			headers: {host: target, ...(authorization !== undefined && {'proxy-authorization': authorization})},
			agent: false,
			timeout,
			signal,
		});
		request.once('connect', ({statusCode = 0}, socket: Socket, first) => {
			if (statusCode < 200 || statusCode > 299) {
				socket.destroy();
				reject(failure(`the proxy answered ${statusCode}`, 'ERR_PROXY_TUNNEL'));
				return;
			}
			socket.setTimeout(0);
			if (first.length > 0) socket.unshift(first);
			resolve(socket);
		});
		request.once('timeout', () => request.destroy(new Error(`the proxy did not answer within ${timeout} ms`)));
		request.on('error', error => reject(failure(wordsOf(error), codeOf(error))));
		request.end();
	});
