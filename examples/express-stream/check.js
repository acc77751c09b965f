import assert from 'node:assert/strict';
import {once} from 'node:events';
import {get} from 'node:http';
import {createInterface} from 'node:readline';
import {setTimeout as sleep} from 'node:timers/promises';
import {createClient} from 'signalwire-paginate';
import {startSimulator} from 'signalwire-paginate/simulator';
import {createApp} from './app.js';

const rooms = 60_000;
/** Pages that fit into the buffers between here and a reader who does not read, and the next one. */
const buffered = 20;

setTimeout(() => {
	throw new Error('it hangs');
}, 60_000).unref();

/** The app in front of a simulator. */
const start = async (simulated, token) => {
	const simulator = await startSimulator({rooms, ...simulated});
	const {url: baseUrl, projectId, apiToken} = simulator;
	// Nothing but the browser's leaving ends a request that hangs.
	const options = {retry: {retries: 0}, timeout: 600_000};
	const server = createApp(createClient({baseUrl, projectId, apiToken: token ?? apiToken, ...options})).listen(0);
	await once(server, 'listening');
	const close = async () => {
		server.closeAllConnections();
		server.close();
		await simulator.close();
	};
	return {simulator, close, url: `http://127.0.0.1:${server.address().port}/rooms`};
};
const open = async url => (await once(get(url, {agent: false}), 'response'))[0];

/** The number of requests, once there are no more of them. */
const settled = async simulator => {
	for (let before = -1; ; ) {
		const {requests} = simulator.statistics;
		if (requests === before) return requests;
		before = requests;
		await sleep(1500);
	}
};

const {simulator, url, close} = await start({});

const slow = await open(url);
const waiting = await settled(simulator);
assert.ok(waiting > 0 && waiting <= buffered, `${waiting} requests for somebody who does not read`);
const ids = new Set();
for await (const line of createInterface({input: slow})) ids.add(JSON.parse(line).id);
assert.equal(ids.size, rooms);

const before = simulator.statistics.requests;
const impatient = await open(url);
await once(impatient, 'readable');
impatient.destroy();
assert.ok((await settled(simulator)) - before <= buffered, 'the walk went on without its reader');
await close();

const hanging = await start({faults: [{kind: 'silence', request: 1}]});
const waitingFor = get(hanging.url, {agent: false}).on('error', () => {});
while (hanging.simulator.statistics.openConnections === 0) await sleep(5);
waitingFor.destroy();
while (hanging.simulator.statistics.openConnections > 0) await sleep(5);
await hanging.close();

const refused = await start({}, 'another');
const answer = await fetch(refused.url);
assert.equal(answer.status, 502);
assert.deepEqual(await answer.json(), {error: 'authentication'});
await refused.close();

console.log('a slow reader, one who leaves and a refusal are served as they should be');
