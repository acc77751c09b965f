import {createClient, exportItems, rooms} from 'signalwire-paginate';
import {postgres} from 'signalwire-paginate/postgres';
import {roomSessions} from 'signalwire-paginate/video';
import {voiceLogs} from 'signalwire-paginate/voice';

const client = createClient({baseUrl: process.env.SIGNALWIRE_BASE_URL});

// Sessions and logs disappear from the listing when they are old: without prune their rows stay.
const lists = [
	{list: rooms, options: {prune: true}},
	{list: roomSessions, options: {}},
	{list: voiceLogs, options: {}},
];

for (const {list, options} of lists) {
	// One list that fails does not keep the others from being written; resume goes on with it the next time.
	try {
		const {rows, destination} = await exportItems(
			client,
			list,
			{},
			{destination: postgres(), resume: true, ...options},
		);
		console.log(`${list.name}: ${rows} rows in ${destination}`);
	} catch (error) {
		console.error(`${list.name}: ${error.message}`);
		process.exitCode = 1;
	}
}
