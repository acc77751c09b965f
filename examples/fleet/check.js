// The commands of compose.yaml and of the README, against the simulator: needs REDIS_URL, and DATABASE_URL of an empty database.
import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, readFileSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {text} from 'node:stream/consumers';
import {setTimeout as sleep} from 'node:timers/promises';
import pg from 'pg';
import {startSimulator} from 'signalwire-paginate/simulator';
import {parse} from 'yaml';

const {REDIS_URL, DATABASE_URL} = process.env;
assert.ok(REDIS_URL && DATABASE_URL, 'REDIS_URL and DATABASE_URL are to name servers');
setTimeout(() => {
	throw new Error('it hangs');
}, 120_000).unref();

const items = {room_sessions: 20, room_session_members: 40, voice_logs: 300};
const simulator = await startSimulator({rooms: 2500, lists: items});
const {services} = parse(readFileSync('compose.yaml', 'utf8'), {merge: true});
const entry = JSON.parse(/^ENTRYPOINT (.*)$/m.exec(readFileSync('Dockerfile', 'utf8'))[1]).map(path =>
	join(process.cwd(), path),
);

// The plan is the one that is there, but for the space.
const folder = mkdtempSync(join(tmpdir(), 'fleet-'));
const plan = JSON.parse(readFileSync('plan.json', 'utf8'));
for (const project of plan.projects) project.baseUrl = simulator.url;
writeFileSync(join(folder, 'plan.json'), JSON.stringify(plan));

/** What compose.yaml takes from `.env`, and what it says itself, but for where servers are. */
const given = {
	POSTGRES_PASSWORD: '',
	SIGNALWIRE_SPACE: 'example',
	SIGNALWIRE_PROJECT_ID: simulator.projectId,
	SIGNALWIRE_API_TOKEN: simulator.apiToken,
};
const environmentOf = ({environment}) => {
	const own = Object.entries(environment).map(([name, value]) => [
		name,
		value.replace(/\$\{(\w+):\?\}/, (_, variable) => given[variable]),
	]);
	return {PATH: process.env.PATH, ...Object.fromEntries(own), REDIS_URL, DATABASE_URL};
};

const begin = (service, command = service.command) => {
	const [program, ...first] = entry;
	const child = spawn(program, [...first, ...command], {
		cwd: folder,
		env: environmentOf(service),
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	return {child, output: text(child.stdout), told: text(child.stderr), ended: once(child, 'exit')};
};
const run = async (service, command) => {
	const {output, told, ended} = begin(service, command);
	const [code] = await ended;
	assert.equal(code, 0, await told);
	return output;
};
/** What the README lets `docker compose run --rm` do. */
const shown = Array.from(
	readFileSync('README.md', 'utf8').matchAll(/^docker compose run --rm enqueue (.*)$/gm),
	([, command]) => command.split(' '),
);
const [enqueueNow, look] = shown;
const status = async () => JSON.parse(await run(services.enqueue, [...look, '--json']));

assert.equal(services.worker.deploy.replicas, 2);
assert.equal(services.enqueue.environment.SIGNALWIRE_API_TOKEN, undefined);
const workers = [begin(services.worker), begin(services.worker)];
await run(services.enqueue, services.enqueue.command);
assert.deepEqual(
	(await status()).schedules.map(({name, pattern}) => `${name}: ${pattern}`),
	[`plan: ${services.enqueue.command.at(-1)}`],
);
await run(services.enqueue, enqueueNow);
const isDone = async () => {
	const {waiting, active, failures} = await status();
	assert.deepEqual(failures, []);
	return waiting + active === 0;
};
while (!(await isDone())) await sleep(200);

const database = new pg.Client(DATABASE_URL);
await database.connect();
const count = async table => Number((await database.query(`SELECT count(*) FROM ${table}`)).rows[0].count);
assert.equal(await count('rooms'), 2500);
assert.equal(await count('voice_logs'), items.voice_logs);
assert.equal(await count('room_sessions'), items.room_sessions);
assert.equal(await count('room_session_members'), 20 * 40);
await database.end();

await run(services.enqueue, [...services.enqueue.command.slice(0, -1), 'never']);
assert.deepEqual((await status()).schedules, []);
for (const {child} of workers) child.kill('SIGTERM');
for (const {ended, told} of workers) assert.deepEqual(await ended, [0, null], await told);
await simulator.close();
console.log('two workers have read the plan, and ended when they were told to');
