/**
 * Kills exports to Postgres and their server, resumes them until they are done, and compares the table with that of an
 * export that nothing happened to. `KILLS=100` kills the process a hundred times and the server twenty; without it, a few
 * times. Needs a real server (`npm run test:services`): PGlite is a part of this process.
 */
import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {type AddressInfo, connect, createServer, type Socket} from 'node:net';
import {setTimeout as sleep} from 'node:timers/promises';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {postgres} from '../../../lib/export/postgres/index.ts';
import {type Client, createClient, exportRooms} from '../../../lib/index.ts';
import {type Simulator, startSimulator} from '../../../lib/simulator/index.ts';
import {bundle} from '../../support/bundle.ts';
import {cleanEnvironment} from '../../support/child.ts';
import {crashServer, isReal, useDatabase} from '../../support/database.ts';
import {rejection} from '../../support/simulated.ts';

const kills = Number(process.env.KILLS ?? 5);
const serverKills = Math.ceil(kills / 5);
const smallDisk = process.env.SIGNALWIRE_PAGINATE_TEST_POSTGRES_SMALL_DISK;
const count = 8000;
const query = {page_size: 250, include_active_session: true};

const program = `
	import {createClient, exportRooms} from 'signalwire-paginate';
	import {postgres} from 'signalwire-paginate/postgres';
	const {SIMULATOR_URL: baseUrl, PROJECT_ID: projectId, API_TOKEN: apiToken} = process.env;
	const client = createClient({baseUrl, projectId, apiToken});
	const onProgress = ({rows}) => console.log(rows);
	await exportRooms(client, ${JSON.stringify(query)}, {destination: postgres(), resume: true, onProgress});
	console.log('done');
`;

const database = useDatabase();
let simulator: Simulator;
let client: Client;
let file: string;
/** How often what was killed had written some rows, and not all. */
let halfway = 0;

const within = (connectionString = database.address) => ({destination: postgres({connectionString}), resume: true});
const rowsIn = async (table: string): Promise<number> =>
	Number((await database.query(`SELECT count(*) AS rows FROM ${table}`).catch(() => []))[0]?.rows ?? 0);

const startProgram = (): ChildProcess =>
	spawn(process.execPath, [file], {
		env: cleanEnvironment({
			SIMULATOR_URL: simulator.url,
			PROJECT_ID: simulator.projectId,
			API_TOKEN: simulator.apiToken,
			DATABASE_URL: database.address,
		}),
	});

/** All but the mark of the run. */
const expectWhole = async () => {
	const names = await database.query(
		"SELECT string_agg(quote_ident(column_name), ', ') AS names FROM information_schema.columns WHERE table_name = 'whole' AND column_name <> '_run'",
	);
	const rowsOf = (table: string) => `SELECT ${names[0]?.names} FROM ${table}`;
	const differing = `(${rowsOf('rooms')} EXCEPT ALL ${rowsOf('whole')}) UNION ALL (${rowsOf('whole')} EXCEPT ALL ${rowsOf('rooms')})`;
	expect(await database.query(`SELECT count(*)::int AS rows FROM (${differing}) AS d`)).toEqual([{rows: 0}]);
	expect(await rowsIn('rooms')).toBe(count);
	expect(
		await database.query(
			'SELECT (checkpoint->>$1)::int AS rows FROM signalwire_paginate_exports WHERE table_name = $2',
			['rows', 'rooms'],
		),
	).toEqual([{rows: count}]);
};

const startAnew = () =>
	database.query("DROP TABLE IF EXISTS rooms; DELETE FROM signalwire_paginate_exports WHERE table_name = 'rooms'");

/** Goes on until nothing is in the way any more. */
const finish = async () => {
	expect(await exportRooms(client, query, within())).toMatchObject({rows: count, duplicates: 0});
	await expectWhole();
	await startAnew();
};

/** Does so at a random moment of so many exports that go on from each other; an export that came to its end is begun anew. */
const interrupt = async (times: number, attempt: () => Promise<boolean>) => {
	let isFresh = true;
	for (let time = 0; time < times; ) {
		if (await attempt()) {
			time++;
			const rows = await rowsIn('rooms');
			if (rows > 0 && rows < count) halfway++;
			isFresh = false;
			if (time % 5 !== 0 && time < times) continue;
		}
		if (!isFresh) await finish();
		else await startAnew();
		isFresh = true;
	}
};

const longest = 1_800_000;

// PGlite cannot be killed without this process.
(isReal ? describe : describe.skip)('an export to Postgres that is interrupted', () => {
	beforeAll(async () => {
		await database.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
		// Four pages come with a commit: most moments of a run are between its first commit and its last, on any machine.
		simulator = await startSimulator({rooms: count, latency: {min: 20, max: 40}});
		const {url: baseUrl, projectId, apiToken} = simulator;
		client = createClient({baseUrl, projectId, apiToken});
		file = await bundle('kills', program);
		await exportRooms(client, query, {destination: postgres({connectionString: database.address, table: 'whole'})});
		expect(await rowsIn('whole')).toBe(count);
		await startAnew();
	}, longest);
	afterAll(() => simulator?.close());

	it(
		'is whole when it goes on after its process was killed',
		async () => {
			await interrupt(kills, async () => {
				const child = startProgram();
				child.stdout?.once('data', () => setTimeout(() => child.kill('SIGKILL'), Math.random() * 100));
				const [, signal] = await once(child, 'exit');
				return signal === 'SIGKILL';
			});
			console.info(`killed ${kills} processes, ${halfway} of them halfway`);
			expect(halfway).toBeGreaterThan(kills / 2);
		},
		longest,
	);

	it(
		'is whole when it goes on after its server was killed, or its connections were',
		async () => {
			const cut = new Set<Socket>();
			const {hostname, port} = new URL(database.address);
			const proxy = createServer(socket => {
				const inner = connect(Number(port), hostname);
				for (const [one, other] of [[socket, inner] as const, [inner, socket] as const]) {
					cut.add(one.on('error', () => {}).on('close', () => other.destroy()));
				}
				socket.pipe(inner).pipe(socket);
			}).listen(0, '127.0.0.1');
			await once(proxy, 'listening');
			const throughProxy = database.address.replace(`:${port}`, `:${(proxy.address() as AddressInfo).port}`);
			const ways: ReadonlyArray<() => unknown> = [
				async () => crashServer?.(),
				() =>
					database.query(
						"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'signalwire-paginate'",
					),
				async () => {
					for (const socket of cut) socket.destroy();
					cut.clear();
				},
			];
			let failed = 0;
			for (const interfere of ways) {
				await interrupt(serverKills, async () => {
					const moment = Math.random() * 200;
					let interfering: Promise<unknown> = Promise.resolve();
					let isFirst = true;
					const onProgress = () => {
						if (isFirst) interfering = sleep(moment).then(interfere);
						isFirst = false;
					};
					const error = await exportRooms(client, query, {...within(throughProxy), onProgress}).then(
						() => undefined,
						(reason: unknown) => reason,
					);
					await interfering;
					if (error === undefined) return false;
					expect(error).toMatchObject({kind: 'destination', message: expect.stringMatching(/go on with resume/)});
					failed++;
					return true;
				});
			}
			proxy.close();
			console.info(`${failed} exports lost their server or their connection`);
			expect(failed).toBe(ways.length * serverKills);
		},
		longest,
	);

	it(
		'writes nothing more when its process was stopped, and wakes after another one has taken over',
		async () => {
			for (let time = 0; time < serverKills; time++) {
				const child = startProgram();
				await once(child.stdout as NodeJS.EventEmitter, 'data');
				await sleep(Math.random() * 50);
				child.kill('SIGSTOP');
				// As after half a minute in a transaction, which the server then ends, and a minute of silence.
				await sleep(100);
				await database.query(
					"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'signalwire-paginate' AND state <> 'idle'",
				);
				await database.query("UPDATE signalwire_paginate_exports SET seen = seen - interval '2 minutes'");
				expect(await exportRooms(client, query, within())).toMatchObject({rows: count});
				await database.query("UPDATE rooms SET name = 'mine'; UPDATE whole SET name = 'mine'");
				child.kill('SIGCONT');
				const [exitCode] = await once(child, 'exit');
				expect(exitCode).toBe(1);
				await expectWhole();
				await startAnew();
				await database.query('DROP TABLE whole');
				await exportRooms(client, query, {
					destination: postgres({connectionString: database.address, table: 'whole'}),
					overwrite: true,
				});
			}
		},
		longest,
	);

	// Only `.ci/postgres` makes a disk that is soon full, where it may mount one.
	(smallDisk === undefined ? it.skip : it)(
		'says that the disk is full, and goes on when there is room',
		async () => {
			await database.query(`CREATE TABLESPACE small LOCATION '${smallDisk}'`);
			await database.query('ALTER ROLE CURRENT_USER SET default_tablespace = small');
			const error = await rejection(exportRooms(client, query, within()));
			expect(error).toMatchObject({
				kind: 'destination',
				code: '53100',
				message: expect.stringMatching(
					/^Cannot write postgres:.*53100: .*its disk is full: make room, then go on with resume/,
				),
			});
			console.info(String(error));
			await database.query('ALTER ROLE CURRENT_USER RESET default_tablespace');
			expect(await rowsIn('rooms')).toBeLessThan(count);
			await database.query('ALTER TABLE rooms SET TABLESPACE pg_default');
			await finish();
			await database.query('DROP TABLESPACE small');
		},
		longest,
	);
});
