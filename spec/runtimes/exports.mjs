import assert from 'node:assert/strict';
import {createReadStream} from 'node:fs';
import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {buffer} from 'node:stream/consumers';
import {createGunzip, gunzipSync} from 'node:zlib';
import {parquetReadObjects} from 'hyparquet';
import {exportItems, exportRooms} from 'signalwire-paginate';
import {voiceLogs} from 'signalwire-paginate/voice';
import {check} from './check.mjs';
import {rooms, withFolder} from './folder.mjs';

const readParquet = async path => {
	const bytes = await readFile(path);
	return parquetReadObjects({file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)});
};

const readers = {
	ndjson: text =>
		text
			.trim()
			.split('\n')
			.map(line => JSON.parse(line).id),
	json: text => JSON.parse(text).map(({id}) => id),
	// Texts have line breaks in them; ids begin what looks like nothing else.
	csv: text => text.match(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(?=,)/gm),
};

for (const [format, idsOf] of Object.entries(readers)) {
	for (const ending of ['', '.gz']) {
		check(`an export to ${format}${ending} holds every room`, () =>
			withFolder(async (client, folder, simulator) => {
				const destination = join(folder, `rooms.${format}${ending}`);
				const {rows, reason} = await exportRooms(client, {page_size: 500}, {destination});
				assert.deepEqual({rows, reason}, {rows, reason: 'complete'});
				const bytes = await readFile(destination);
				const text = ending === '' ? bytes : gunzipSync(bytes);
				assert.deepEqual(
					[...idsOf(text.toString('utf8'))],
					Array.from(simulator.rooms(), ({id}) => id),
				);
				if (ending !== '') assert.ok(text.equals(await buffer(createReadStream(destination).pipe(createGunzip()))));
				assert.deepEqual(await readdir(folder), [`rooms.${format}${ending}`]);
			}),
		);
	}
}

check('an export to Parquet holds every room', () =>
	withFolder(async (client, folder, simulator) => {
		const destination = join(folder, 'rooms.parquet');
		await exportRooms(client, {}, {destination});
		const read = await readParquet(destination);
		assert.deepEqual(
			read.map(({id}) => id),
			Array.from(simulator.rooms(), ({id}) => id),
		);
		assert.ok(read[0].created_at instanceof Date);
	}),
);

check('an export to SQLite holds every room, and a second one brings it up to date', () =>
	withFolder(async (client, folder, simulator) => {
		const destination = join(folder, 'rooms.sqlite');
		assert.equal((await exportRooms(client, {}, {destination})).rows, rooms);
		assert.equal((await readFile(destination)).subarray(0, 15).toString(), 'SQLite format 3');
		simulator.change({create: 5});
		assert.equal((await exportRooms(client, {}, {destination, overwrite: false})).rows, rooms + 5);
		const {default: sqlite} = await import('node-sqlite3-wasm');
		const database = new sqlite.Database(destination, {readOnly: true});
		assert.deepEqual(database.all('SELECT count(*) AS n, count(DISTINCT id) AS ids FROM rooms'), [
			{n: rooms + 5, ids: rooms + 5},
		]);
		database.close();
	}),
);

check('a dataset is parted by day, and written anew where it changed', () =>
	withFolder(
		async (client, folder) => {
			const destination = join(folder, 'logs');
			const {rows} = await exportItems(client, voiceLogs, {}, {destination, partitionBy: 'created_at:month'});
			assert.equal(rows, 700);
			const files = (await readdir(destination, {recursive: true})).filter(path => path.endsWith('.parquet'));
			let read = 0;
			for (const file of files) read += (await readParquet(join(destination, file))).length;
			assert.equal(read, 700);
		},
		{lists: {voice_logs: 700}},
	),
);

check('what differs from the documentation is kept, and told of', () =>
	withFolder(
		async (client, folder) => {
			const destination = join(folder, 'rooms.csv');
			const {rows, duplicates, differing} = await exportRooms(client, {page_size: 1000}, {destination});
			assert.equal(rows + duplicates, rooms);
			assert.ok(differing > 0);
		},
		{faults: [{kind: 'wrong-types', probability: 1}]},
	),
);

check('a second export to the same file is refused while the first one runs', () =>
	withFolder(
		async (client, folder) => {
			const destination = join(folder, 'rooms.ndjson');
			const first = exportRooms(client, {page_size: 500}, {destination});
			await new Promise(resolve => setTimeout(resolve, 100));
			await assert.rejects(exportRooms(client, {}, {destination}), {kind: 'destination'});
			assert.equal((await first).rows, rooms);
		},
		{latency: 50},
	),
);
