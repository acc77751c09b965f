import {execFileSync} from 'node:child_process';
import {afterAll, beforeAll} from '@jest/globals';
import pg from 'pg';

const {SIGNALWIRE_PAGINATE_TEST_POSTGRES: real, SIGNALWIRE_PAGINATE_TEST_POSTGRES_CRASH: crash} = process.env;

/** Whether the tests have a server, and not PGlite in this process. */
export const isReal = real !== undefined;

/** Kills the server, and starts it again; undefined where that cannot be done. */
export const crashServer = crash === undefined ? undefined : () => execFileSync(crash);

export interface TestDatabase {
	readonly address: string;
	readonly query: (text: string, values?: readonly unknown[]) => Promise<ReadonlyArray<Record<string, unknown>>>;
}

/** What is used of PGlite, whose types need those of browsers. */
interface Pglite {
	readonly close: () => Promise<void>;
}
interface SocketServer {
	readonly start: () => Promise<void>;
	readonly stop: () => Promise<void>;
	readonly getServerConn: () => string;
}

const load = (name: string) => import(name);

const startPglite = async () => {
	const {PGlite} = await load('@electric-sql/pglite');
	const {PGLiteSocketServer} = await load('@electric-sql/pglite-socket');
	return {
		db: (await PGlite.create()) as Pglite,
		PGLiteSocketServer: PGLiteSocketServer as new (options: {
			readonly db: Pglite;
			readonly port: number;
			readonly host: string;
			readonly maxConnections: number;
		}) => SocketServer,
	};
};

/** PostgreSQL in WebAssembly takes its time on a machine that has other things to do. */
const longestStart = 120_000;

/** One database for all tests of a file: PostgreSQL where the environment names one, else PGlite, which takes seconds to start. */
export const useDatabase = (): TestDatabase => {
	let address = '';
	let stop = async () => {};
	beforeAll(async () => {
		if (real !== undefined) {
			address = real;
			return;
		}
		const {db, PGLiteSocketServer} = await startPglite();
		const server = new PGLiteSocketServer({db, port: 0, host: '127.0.0.1', maxConnections: 20});
		await server.start();
		address = `postgres://postgres@${server.getServerConn()}/postgres?sslmode=disable`;
		stop = async () => {
			await server.stop();
			await db.close();
		};
	}, longestStart);
	afterAll(() => stop());
	return {
		get address() {
			return address;
		},
		query: async (text, values) => {
			const client = new pg.Client({connectionString: address});
			await client.connect();
			try {
				return (await client.query(text, values)).rows as ReadonlyArray<Record<string, unknown>>;
			} finally {
				await client.end();
			}
		},
	};
};
