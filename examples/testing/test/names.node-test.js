import assert from 'node:assert/strict';
import {afterEach, beforeEach, test} from 'node:test';
import {createClient} from 'signalwire-paginate';
import {startSimulator} from 'signalwire-paginate/simulator';
import {namesOfRooms} from '../names.js';

let simulator;
beforeEach(async () => {
	simulator = await startSimulator({rooms: 120, faults: [{kind: 'status', status: 503, request: 2}]});
});
afterEach(() => simulator.close());

test('names every room, though a request fails', async () => {
	const {url: baseUrl, projectId, apiToken} = simulator;
	const client = createClient({baseUrl, projectId, apiToken, retry: {minDelay: 1, maxDelay: 1}});
	const expected = Array.from(simulator.rooms(), ({name}) => name);
	assert.deepEqual(await namesOfRooms(client), expected);
	assert.deepEqual(
		simulator.requests.map(({status}) => status),
		[200, 503, 200, 200],
	);
});

test('names nothing to a stranger', async () => {
	const {url: baseUrl, projectId} = simulator;
	assert.equal(await namesOfRooms(createClient({baseUrl, projectId, apiToken: 'another'})), undefined);
});
