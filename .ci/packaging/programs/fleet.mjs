// A plan read by two workers, with its queue in Redis and in PostgreSQL, by the versions of their packages that are installed here.
import {createRequire} from 'node:module';
import {setTimeout as sleep} from 'node:timers/promises';
import pg from 'pg';
import {enqueue, runWorker, status} from 'signalwire-paginate/fleet';
import {startSimulator} from 'signalwire-paginate/simulator';

const {SIGNALWIRE_PAGINATE_TEST_POSTGRES: target, SIGNALWIRE_PAGINATE_TEST_REDIS: redis} = process.env;
const simulator = await startSimulator({rooms: 250, lists: {room_sessions: 30}});
const {url: baseUrl, projectId, apiToken} = simulator;
process.env.SIGNALWIRE_API_TOKEN = apiToken;
const plan = {
	target,
	projects: [{name: 'main', baseUrl, projectId}],
	lists: [{list: 'video rooms'}, {list: 'video room-sessions'}],
};
const queueName = `packaging-${process.pid}`;
for (const queue of [redis, target]) {
	const database = new pg.Client({connectionString: target});
	await database.connect();
	await database.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
	const stop = new AbortController();
	const workers = [1, 2].map(() => runWorker({queue, queueName, signal: stop.signal}));
	const {due} = await enqueue(plan, {queue, queueName});
	const isDone = async () => {
		const {waiting, active, failures} = await status({queue, queueName});
		if (failures.length > 0) throw new Error(failures[0].reason);
		return waiting + active === 0;
	};
	while (!(await isDone())) await sleep(50);
	stop.abort();
	await Promise.all(workers);
	const {rows} = await database.query(
		'SELECT (SELECT count(*) FROM rooms) + (SELECT count(*) FROM room_sessions) AS rows',
	);
	await database.end();
	if (due !== 2 || Number(rows[0].rows) !== 280) throw new Error(`${due} walks brought ${rows[0].rows} rows of 280`);
}
await simulator.close();
const versionOf = name => createRequire(import.meta.url)(`${name}/package.json`).version;
console.log(`${['bullmq', 'ioredis', 'pg'].map(name => `${name} ${versionOf(name)}`).join(', ')}: a fleet works`);
