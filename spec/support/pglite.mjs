// PostgreSQL in WebAssembly takes seconds to start: one is for all spec files of a process, which come one after the
// other. It has a thread of its own, which ends with the process, and is loaded outside of Jest's modules.
import {once} from 'node:events';
import {existsSync, mkdirSync, readFileSync, renameSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {isMainThread, parentPort, threadId, Worker} from 'node:worker_threads';

const packages = join(import.meta.dirname, '../../node_modules');

/** A database in which nothing is yet: to make it is most of a start, and needed once for each version of PGlite. */
const emptyDatabase = () => {
	const {version} = JSON.parse(readFileSync(join(packages, '@electric-sql/pglite/package.json'), 'utf8'));
	return join(packages, '.cache/signalwire-paginate', `pglite-${version}.tar`);
};

const open = async () => {
	const {PGlite} = await import('@electric-sql/pglite');
	const path = emptyDatabase();
	if (existsSync(path)) return PGlite.create({loadDataDir: new Blob([readFileSync(path)])});
	const db = await PGlite.create();
	const unfinished = `${path}.${process.pid}-${threadId}`;
	mkdirSync(join(path, '..'), {recursive: true});
	writeFileSync(unfinished, Buffer.from(await (await db.dumpDataDir('none')).arrayBuffer()));
	renameSync(unfinished, path);
	return db;
};

const serve = async () => {
	const db = await open();
	const {PGLiteSocketServer} = await import('@electric-sql/pglite-socket');
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
