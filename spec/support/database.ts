import {execFileSync} from 'node:child_process';
import {beforeAll} from '@jest/globals';
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

declare const sharedPglite: () => Promise<string>;

/** PostgreSQL in WebAssembly takes its time on a machine that has other things to do. */
const longestStart = 120_000;

/** PostgreSQL where the environment names one, else PGlite, one for all files of a process; what the last one left is gone. */
export const useDatabase = (): TestDatabase => {
	let address = '';
	const query: TestDatabase['query'] = async (text, values) => {
		const client = new pg.Client({connectionString: address});
		await client.connect();
		try {
			return (await client.query(text, values)).rows as ReadonlyArray<Record<string, unknown>>;
		} finally {
			await client.end();
		}
	};
	beforeAll(async () => {
		address = real ?? (await sharedPglite());
		await query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
	}, longestStart);
	return {
		get address() {
			return address;
		},
		query,
	};
};
