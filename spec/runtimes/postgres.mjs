import assert from 'node:assert/strict';
import pg from 'pg';
import {createClient, exportRooms} from 'signalwire-paginate';
import {postgres} from 'signalwire-paginate/postgres';
import {startSimulator} from 'signalwire-paginate/simulator';
import {check} from './check.mjs';
import {runtime} from './runtime.mjs';

// Of a server for all runtimes; each has a table of its own.
const connectionString = process.env.DATABASE_URL;

check('an export to Postgres holds every room, and a second one brings it up to date', async () => {
	const simulator = await startSimulator({rooms: 1200});
	try {
		const {url: baseUrl, projectId, apiToken} = simulator;
		const client = createClient({baseUrl, projectId, apiToken});
		const write = () => exportRooms(client, {}, {destination: postgres({connectionString, table: runtime})});
		assert.equal((await write()).rows, 1200);
		simulator.change({create: 5});
		assert.equal((await write()).rows, 1205);
		const database = new pg.Client({connectionString});
		await database.connect();
		const {rows} = await database.query(`SELECT count(*)::int AS rooms FROM "${runtime}"`);
		await database.end();
		assert.deepEqual(rows, [{rooms: 1205}]);
	} finally {
		await simulator.close();
	}
});
