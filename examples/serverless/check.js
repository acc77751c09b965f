import assert from 'node:assert/strict';
import {startSimulator} from 'signalwire-paginate/simulator';

// Ten pages of 100 ms each do not fit into 250 ms.
const simulator = await startSimulator({rooms: 10_000, latency: 100});
process.env.SIGNALWIRE_BASE_URL = simulator.url;
process.env.SIGNALWIRE_PROJECT_ID = simulator.projectId;
process.env.SIGNALWIRE_API_TOKEN = simulator.apiToken;
process.env.BUDGET = '250';
const {GET} = await import('./handler.js');

const call = async cursor => {
	const query = cursor === undefined ? '' : `?${new URLSearchParams({cursor})}`;
	const response = await GET(new Request(`https://functions.example/rooms${query}`));
	return {status: response.status, ...(await response.json())};
};

const names = [];
let calls = 0;
for (let cursor; cursor !== null; calls++) {
	const answer = await call(cursor);
	assert.equal(answer.status, 200);
	names.push(...answer.names);
	cursor = answer.next;
}
assert.ok(calls > 1, 'one call was enough');
assert.deepEqual(
	names,
	Array.from(simulator.rooms(), ({name}) => name),
);

const {requests} = simulator.statistics;
assert.equal((await call('https://elsewhere.example/api/video/rooms')).status, 400);
assert.equal(simulator.statistics.requests, requests);

await simulator.close();
console.log(`every room once, in ${calls} calls`);
