// An export to a PostgreSQL in this process, by the version of pg that is installed here.
import {createRequire} from 'node:module';
import {createClient, exportRooms} from 'signalwire-paginate';
import {postgres} from 'signalwire-paginate/postgres';
import {startSimulator} from 'signalwire-paginate/simulator';

const load = name => import(createRequire(`${process.env.REPOSITORY}/package.json`).resolve(name));
const {PGlite} = await load('@electric-sql/pglite');
const {PGLiteSocketServer} = await load('@electric-sql/pglite-socket');
const db = await PGlite.create();
const server = new PGLiteSocketServer({db, port: 0, host: '127.0.0.1', maxConnections: 5});
await server.start();
const connectionString = `postgres://postgres@${server.getServerConn()}/postgres?sslmode=disable`;
const simulator = await startSimulator({rooms: 250});
const {url: baseUrl, projectId, apiToken} = simulator;
await exportRooms(createClient({baseUrl, projectId, apiToken}), {}, {destination: postgres({connectionString})});
const {rows} = await db.query('SELECT count(*)::int AS rooms FROM rooms');
if (rows[0].rooms !== 250) throw new Error(`the table holds ${rows[0].rooms} rooms`);
console.log(`pg ${createRequire(import.meta.url)('pg/package.json').version}: works`);
process.exit(0);
