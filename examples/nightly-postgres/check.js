// Two nights against the simulator; needs DATABASE_URL, an empty database.
import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import pg from 'pg';
import {startSimulator} from 'signalwire-paginate/simulator';

const simulator = await startSimulator({rooms: 2500, items: 300});
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

await night();
assert.deepEqual(await counts(), {rooms: 2500, sessions: 300, logs: 300});

const gone = simulator.room(7).id;
simulator.change({create: 3, delete: [7]});
await night();
assert.deepEqual(await counts(), {rooms: 2502, sessions: 300, logs: 300});
assert.equal((await database.query('SELECT 1 FROM rooms WHERE id = $1', [gone])).rows.length, 0);

await database.end();
await simulator.close();
console.log('two nights are as they should be');
