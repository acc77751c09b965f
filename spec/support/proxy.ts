import {readFileSync} from 'node:fs';
import type {IncomingMessage, RequestListener} from 'node:http';
import {createServer as createHttpsServer} from 'node:https';
import {type AddressInfo, createServer, connect as dial, type Server, type Socket} from 'node:net';
import {join} from 'node:path';
import {createServer as createTlsServer} from 'node:tls';

/** What NODE_EXTRA_CA_CERTS takes: it trusts servers that call themselves space.example. */
export const authority: string = join(import.meta.dirname, 'certificates', 'space-example.pem');
const pem = readFileSync(authority);

const listen = async (server: Server, open: Server[]): Promise<number> => {
	open.push(server);
	server.on('connection', (socket: Socket) => socket.on('error', () => {}));
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	return (server.address() as AddressInfo).port;
};

/** What came to a proxy: whom it was to connect to, and with which credentials. */
export interface Tunnelled {
	readonly authority: string | undefined;
	readonly credentials: string | undefined;
}

export type ProxyAnswer = (socket: Socket, head: string, target: () => void) => void;

/** Proxies on loopback, and a space behind them: to a proxy, every name is that of the space. */
export const useProxies = () => {
	const open: Server[] = [];
	let space = 0;

	const tunnel: ProxyAnswer = (_socket, _head, target) => target();

	return {
		/** Starts the space. */
		serve: async (listener: RequestListener<typeof IncomingMessage>): Promise<void> => {
			space = await listen(createHttpsServer({cert: pem, key: pem}, listener), open);
		},
		/** Starts a proxy that answers so; by default it does what it is asked. */
		start: async (
			answer: ProxyAnswer = tunnel,
			secure = false,
		): Promise<{readonly port: number; readonly seen: Tunnelled[]}> => {
			const seen: Tunnelled[] = [];
			const greet = (socket: Socket) => {
				socket.on('error', () => {});
				socket.once('data', bytes => {
					const head = bytes.toString('latin1');
					seen.push({
						authority: /^CONNECT (\S+) HTTP\/1\.1\r\n/.exec(head)?.[1],
						credentials: /^proxy-authorization: (.*)\r$/im.exec(head)?.[1],
					});
					answer(socket, head, () => {
						const inner = dial(space, '127.0.0.1', () => socket.write('HTTP/1.1 200 Connection established\r\n\r\n'));
						inner.on('error', () => socket.destroy());
						socket.on('close', () => inner.destroy());
						inner.pipe(socket).pipe(inner);
					});
				});
			};
			const server = secure ? createTlsServer({cert: pem, key: pem}, greet) : createServer(greet);
			return {port: await listen(server, open), seen};
		},
		close: async (): Promise<void> => {
			await Promise.all(open.splice(0).map(server => new Promise(resolve => server.close(resolve))));
		},
	};
};
