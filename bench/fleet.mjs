// The same plan by one, two and four workers of a fleet, each a process: how many walks a second they read of servers that
// take their time. `npm run build && node bench/fleet.mjs redis://127.0.0.1:6379 postgres://user@127.0.0.1/db [rounds]`; a
// queue in PostgreSQL by its address in place of the first one. What is in the tables of that database is lost.
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {createServer} from 'node:http';
import {setTimeout as sleep} from 'node:timers/promises';
import pg from 'pg';
import {enqueue, runWorker, status} from '../dist/fleet/index.js';

const [queue, target, roundsText = '3'] = process.argv.slice(2);
/** So slow, and so few at once, that servers are waited for, and not this machine. */
const [projects, pages, rows, latency, concurrency] = [40, 24, 20, 100, 2];
const counts = [1, 2, 4];

if (process.env.FLEET_BENCH_WORKER !== undefined) {
	const controller = new AbortController();
	process.once('SIGTERM', () => controller.abort(new Error('done')));
	await runWorker({queue, queueName: process.env.FLEET_BENCH_WORKER, concurrency, signal: controller.signal});
	process.exit();
}

const listing = ({searchParams, pathname}) => {
	const page = Number(searchParams.get('page_token')?.slice(1) ?? 0);
	const data = Array.from({length: rows}, (_, row) => ({id: `room-${page * rows + row}`, name: `room ${row}`}));
	const next = `${pathname}?page_token=t${page + 1}&page_number=${page + 1}`;
	return JSON.stringify({links: page + 1 < pages ? {next} : {}, data});
};

const server = createServer(async (request, response) => {
	await sleep(latency);
	response.setHeader('content-type', 'application/json').end(listing(new URL(request.url, 'http://localhost')));
}).listen(0, '127.0.0.1');
await once(server, 'listening');

const plan = {
	target,
	projects: Array.from({length: projects}, (_, index) => ({
		name: `project-${index}`,
		projectId: `project-${index}`,
		baseUrl: `http://127.0.0.1:${server.address().port}`,
	})),
	lists: [{list: 'video rooms'}],
};

const inDatabase = async text => {
	const client = new pg.Client({connectionString: target});
	await client.connect();
	try {
		return (await client.query(text)).rows;
	} finally {
		await client.end();
	}
};

/** Seconds of a plan that so many workers read, from when it is enqueued until its rows are there. */
const timeOf = async (workers, round) => {
	await inDatabase('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
	const queueName = `bench-${process.pid}-${workers}-${round}`;
	const env = {...process.env, FLEET_BENCH_WORKER: queueName, SIGNALWIRE_API_TOKEN: 'PTbench'};
	const children = Array.from({length: workers}, () =>
		spawn(process.execPath, [...process.argv.slice(1)], {env, stdio: 'inherit'}),
	);
	while ((await status({queue, queueName})).workers < workers) await sleep(100);
	const begun = performance.now();
	await enqueue(plan, {queue, queueName});
	for (let isDone = false; !isDone; ) {
		await sleep(100);
		const {waiting, active, failed} = await status({queue, queueName});
		if (failed > 0) throw new Error('A walk failed.');
		isDone = waiting + active === 0;
	}
	const seconds = (performance.now() - begun) / 1000;
	const [{count}] = await inDatabase('SELECT count(*)::int AS count FROM rooms');
	if (count !== projects * pages * rows) throw new Error(`There are ${count} rows.`);
	for (const child of children) child.kill('SIGTERM');
	await Promise.all(children.map(child => once(child, 'exit')));
	return seconds;
};

const times = counts.map(() => []);
for (let round = 0; round < Number(roundsText); round++) {
	for (const [index, workers] of counts.entries()) times[index].push(await timeOf(workers, round));
}
const medians = times.map(own => own.toSorted((one, other) => one - other)[own.length >> 1]);
const least = (projects * pages * latency) / 1000 / concurrency;
for (const [index, workers] of counts.entries()) {
	const ratio =
		index === 0 ? '' : `, ${(medians[index - 1] / medians[index]).toFixed(2)} times as fast as by half as many`;
	console.log(`${workers}: ${medians[index].toFixed(1)} s (servers alone: ${(least / workers).toFixed(1)} s)${ratio}`);
}
server.close();
