// Three nights against the simulator, one of which ends half way; needs DATABASE_URL, an empty database.
import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import pg from 'pg';
import {startSimulator} from 'signalwire-paginate/simulator';

// In the first night no rooms are given but those of the first page.
let isBad = true;
const fault = ({path, query}) =>
	isBad && path === '/api/video/rooms' && query.includes('page_number') ? {kind: 'status', status: 422} : undefined;
const simulator = await startSimulator({rooms: 2500, items: 300, faults: [fault]});
const database = new pg.Client(process.env.DATABASE_URL);
await database.connect();

const night = () =>
	promisify(execFile)(process.execPath, ['nightly.js'], {
		env: {
			...process.env,
			SIGNALWIRE_BASE_URL: simulator.url,
			SIGNALWIRE_PROJECT_ID: simulator.projectId,
			SIGNALWIRE_API_TOKEN: simulator.apiToken,
		},
	});
const count = async table => Number((await database.query(`SELECT count(*) FROM ${table}`)).rows[0].count);
const counts = async () => ({
	rooms: await count('rooms'),
	sessions: await count('room_sessions'),
	logs: await count('voice_logs'),
});

await assert.rejects(night(), ({code, stderr}) => code === 1 && /^rooms: .*422/.test(stderr));
assert.deepEqual(await counts(), {rooms: 1000, sessions: 300, logs: 300});

isBad = false;
const before = simulator.requests.length;
await night();
assert.deepEqual(await counts(), {rooms: 2500, sessions: 300, logs: 300});
// It went on behind the first page.
assert.equal(simulator.requests.slice(before).filter(({path}) => path === '/api/video/rooms').length, 2);

const gone = simulator.room(7).id;
simulator.change({create: 3, delete: [7]});
await night();
assert.deepEqual(await counts(), {rooms: 2502, sessions: 300, logs: 300});
assert.equal((await database.query('SELECT 1 FROM rooms WHERE id = $1', [gone])).rows.length, 0);

await database.end();
await simulator.close();
console.log('three nights are as they should be');
