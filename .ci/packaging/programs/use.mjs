// What users do, by whichever way they installed or bundled the package. Names the formats to export to.
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createClient, exportRooms, paginate, paginateRooms} from 'signalwire-paginate';
import {startSimulator} from 'signalwire-paginate/simulator';
import {roomSessions} from 'signalwire-paginate/video';

const formats = process.argv.slice(2);
const simulator = await startSimulator({rooms: 250, lists: {room_sessions: 30}});
const {url: baseUrl, projectId, apiToken} = simulator;
const client = createClient({baseUrl, projectId, apiToken});
let items = 0;
for await (const _ of paginateRooms(client, {page_size: 100})) items++;
for await (const _ of paginate(client, roomSessions)) items++;
if (items !== 280) throw new Error(`read ${items} of 280 items`);
const folder = mkdtempSync(join(tmpdir(), 'use-'));
try {
	for (const format of formats) {
		const destination = join(folder, `rooms.${format}`);
		const {rows} = await exportRooms(client, {}, {destination});
		if (rows !== 250 || readFileSync(destination).length < 1000) throw new Error(`${format} holds ${rows} rooms`);
	}
	console.log(`works: walks${formats.map(format => `, ${format}`).join('')}`);
} finally {
	rmSync(folder, {recursive: true});
	await simulator.close();
}
