// PostgreSQL in WebAssembly takes seconds to start: one is for all spec files of a process, which come one after the
// other. It has a thread of its own, which ends with the process, and is loaded outside of Jest's modules.
import {once} from 'node:events';
import {isMainThread, parentPort, Worker} from 'node:worker_threads';

const serve = async () => {
	const {PGlite} = await import('@electric-sql/pglite');
	const {PGLiteSocketServer} = await import('@electric-sql/pglite-socket');
	const db = await PGlite.create();
	const server = new PGLiteSocketServer({db, port: 0, host: '127.0.0.1', maxConnections: 20});
	await server.start();
	parentPort.postMessage(`postgres://postgres@${server.getServerConn()}/postgres?sslmode=disable`);
};

const start = async () => {
	const thread = new Worker(new URL(import.meta.url));
	const [address] = await once(thread, 'message');
	thread.unref();
	return address;
};

let address;

/** Its address. */
export const sharedPglite = () => {
	address ??= start();
	return address;
};

if (!isMainThread) await serve();
