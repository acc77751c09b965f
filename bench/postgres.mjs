// Exports to PostgreSQL against psql's \copy of the same rows into a staging table and one upsert, by turns, in a server of
// its own: `npm run build && node bench/postgres.mjs [rooms] [rounds]`.
import {execFileSync, fork, spawnSync} from 'node:child_process';
import {chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {withServer} from './harness/processes.mjs';
import {summarize} from './harness/statistics.mjs';
import {takeTurns} from './harness/take-turns.mjs';

const versionsIn = '/usr/lib/postgresql';

/** Where Debian has the programs of the newest version; undefined where there are none. */
const findPrograms = () => {
	try {
		const [newest] = readdirSync(versionsIn).sort((one, other) => Number(other) - Number(one));
		return newest && join(versionsIn, newest, 'bin');
	} catch {
		return undefined;
	}
};

const freePort = () =>
	new Promise(resolve => {
		const server = createServer().listen(0, '127.0.0.1', () => {
			const {port} = server.address();
			server.close(() => resolve(port));
		});
	});

/** The server refuses to run as root. */
const asUser = process.getuid() === 0 ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--init-groups'] : [];

const run = (folder, ...words) => {
	const [command, ...rest] = [...asUser, ...words];
	execFileSync(command, rest, {cwd: folder, stdio: ['ignore', 'ignore', 'inherit']});
};

/** Runs `use` with a new server as it is by default, which is then removed. */
const withPostgres = async (programs, use) => {
	const folder = mkdtempSync(join(tmpdir(), 'bench-postgres-'));
	chmodSync(folder, 0o777);
	const program = name => join(programs, name);
	const port = await freePort();
	try {
		run(folder, program('initdb'), '-D', 'data', '-U', 'bench', '-A', 'trust', '-E', 'UTF8');
		const settings = `-p ${port} -c listen_addresses=127.0.0.1 -k ${folder}`;
		run(folder, program('pg_ctl'), '-D', 'data', '-l', 'log', '-w', '-s', '-o', settings, 'start');
		try {
			return await use(`postgres://bench@127.0.0.1:${port}/postgres`, folder);
		} finally {
			run(folder, program('pg_ctl'), '-D', 'data', '-s', '-m', 'immediate', 'stop');
		}
	} finally {
		rmSync(folder, {recursive: true, force: true});
	}
};

const psql = (address, sql) => {
	const {status, stdout, stderr} = spawnSync('psql', ['-qAt', '-v', 'ON_ERROR_STOP=1', address], {input: sql});
	if (status !== 0) throw new Error(String(stderr));
	return String(stdout).trim();
};

/** An export in a process of its own; resolves to how long it took, and what it needed. */
const exportOnce = job =>
	new Promise((resolve, reject) => {
		const child = fork(fileURLToPath(import.meta.url), ['--export', JSON.stringify(job)]);
		child.once('message', resolve);
		child.once('exit', code => reject(new Error(`The export ended with code ${code}.`)));
	});

const exportHere = async ({distUrl, server, address, table}) => {
	const {createClient, exportRooms} = await import(`${distUrl}/index.js`);
	const {postgres} = await import(`${distUrl}/export/postgres/index.js`);
	const client = createClient({baseUrl: server.url, projectId: server.projectId, apiToken: server.apiToken});
	const start = performance.now();
	const {rows} = await exportRooms(
		client,
		{page_size: 1000},
		{destination: postgres({connectionString: address, table})},
	);
	const milliseconds = performance.now() - start;
	const {user, system} = process.cpuUsage();
	const resident = process.resourceUsage().maxRSS * 1024;
	process.send({rows, milliseconds, processor: (user + system) / 1000, resident});
	process.disconnect();
};

/** Staging and upsert, as who knows Postgres would do it with a file of the rows. */
const copyOnce = (address, file) => {
	psql(address, 'DROP TABLE IF EXISTS target; CREATE TABLE target (LIKE rooms INCLUDING ALL); CHECKPOINT');
	const names = psql(
		address,
		"SELECT string_agg(quote_ident(attname), ',' ORDER BY attnum) FROM pg_attribute WHERE attrelid = 'rooms'::regclass AND attnum > 0",
	).split(',');
	const updates = names.filter(name => name !== '_project' && name !== 'id').map(name => `${name} = excluded.${name}`);
	const start = performance.now();
	psql(
		address,
		`CREATE TEMPORARY TABLE staging (LIKE rooms);\n\\copy staging FROM '${file}'\nINSERT INTO target SELECT * FROM staging ON CONFLICT (_project, id) DO UPDATE SET ${updates.join(', ')};`,
	);
	return {milliseconds: performance.now() - start};
};

const forget = address =>
	psql(address, 'DROP TABLE IF EXISTS rooms; DROP TABLE IF EXISTS signalwire_paginate_exports; CHECKPOINT');

/** @returns undefined where there is no PostgreSQL */
export const postgres = async ({distUrl, rounds, rooms, log}) => {
	const programs = findPrograms();
	if (programs === undefined) {
		log(`postgres: skipped, as there is no PostgreSQL in ${versionsIn} (apt-get install postgresql)`);
		return undefined;
	}
	const simulatorUrl = `${distUrl}/simulator/index.js`;
	const measure = (address, folder, size) =>
		withServer(simulatorUrl, {rooms: size, cacheBytes: 2 ** 30}, async server => {
			const job = {distUrl, server, address, table: 'rooms'};
			const file = join(folder, 'rooms.copy');
			forget(address);
			const {resident} = await exportOnce(job);
			if (size !== rooms) return {resident};
			writeFileSync(file, '');
			psql(address, `\\copy rooms TO '${file}'`);
			const entries = [
				{name: 'copy', once: async () => copyOnce(address, file)},
				{
					name: 'export',
					once: async () => {
						forget(address);
						return exportOnce(job);
					},
				},
			];
			const series = await takeTurns(
				entries,
				rounds,
				entry => entry.once(),
				done => log(`postgres: round ${done} of ${rounds}`),
			);
			const [copy, exported] = series.map(({results}) => results);
			const times = results => summarize(results.map(({milliseconds}) => milliseconds));
			return {
				rooms,
				copy: times(copy),
				export: times(exported),
				ratio: summarize(copy.map(({milliseconds}, round) => milliseconds / exported[round].milliseconds)),
				processor: summarize(exported.map(({processor}) => processor)),
				resident: summarize(exported.map(({resident}) => resident)),
			};
		});
	return withPostgres(programs, async (address, folder) => {
		const small = await measure(address, folder, 10_000);
		return {...(await measure(address, folder, rooms)), residentOf10000: small.resident};
	});
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	const [first, second] = process.argv.slice(2);
	if (first === '--export') await exportHere(JSON.parse(second));
	else {
		const distUrl = pathToFileURL(fileURLToPath(new URL('../dist', import.meta.url))).href;
		const measured = await postgres({
			distUrl,
			rooms: Number(first ?? 1_000_000),
			rounds: Number(second ?? 7),
			log: line => process.stderr.write(`${line}\n`),
		});
		if (measured !== undefined) console.log(JSON.stringify(measured, undefined, '\t'));
	}
}
