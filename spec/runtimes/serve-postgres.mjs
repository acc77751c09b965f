/** A PostgreSQL in WebAssembly, as the packages of this repository have it; tells its address in a line. */
import {createRequire} from 'node:module';

const load = name => import(createRequire(`${process.argv[2]}/package.json`).resolve(name));
const {PGlite} = await load('@electric-sql/pglite');
const {PGLiteSocketServer} = await load('@electric-sql/pglite-socket');
const server = new PGLiteSocketServer({db: await PGlite.create(), port: 0, host: '127.0.0.1', maxConnections: 20});
await server.start();
console.log(`postgres://postgres@${server.getServerConn()}/postgres?sslmode=disable`);
