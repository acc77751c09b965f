import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {readdir, readFile, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {exportRooms} from 'signalwire-paginate';
import {check} from './check.mjs';
import {rooms, withFolder} from './folder.mjs';
import {command} from './runtime.mjs';

for (const format of ['ndjson', 'csv.gz', 'json', 'parquet', 'sqlite']) {
	check(`an export to ${format} whose process was killed goes on, and ends as if nothing had been`, () =>
		withFolder(
			async (client, folder, {url, projectId, apiToken}) => {
				const killed = join(folder, `killed.${format}`);
				const whole = join(folder, `whole.${format}`);
				const flags = ['rooms', '--base-url', url, '--page-size', '100', '--output', killed, '--resume', '--quiet'];
				const [program, ...args] = command;
				const environment = {...process.env, SIGNALWIRE_PROJECT_ID: projectId, SIGNALWIRE_API_TOKEN: apiToken};
				const child = spawn(program, [...args, ...flags], {env: environment, stdio: 'ignore'});
				const ended = new Promise(resolve => child.on('exit', (_, signal) => resolve(signal)));
				await someCheckpoint(`${killed}.partial`);
				child.kill('SIGKILL');
				assert.equal(await ended, 'SIGKILL');
				const resumed = await exportRooms(client, {page_size: 100}, {destination: killed, resume: true});
				assert.ok(resumed.resumedFrom > 0, 'it began anew');
				await exportRooms(client, {page_size: 100}, {destination: whole});
				if (format === 'sqlite') assert.equal(resumed.rows, rooms);
				else assert.ok((await readFile(killed)).equals(await readFile(whole)));
			},
			{latency: 20},
		),
	);
}

/** Waits until an export has told twice how far it is. */
const someCheckpoint = async folder => {
	const end = Date.now() + 20_000;
	let last;
	for (let changes = 0; changes < 3; ) {
		if (Date.now() > end) throw new Error('the export did not get anywhere');
		await new Promise(resolve => setTimeout(resolve, 5));
		const [run] = (await readdir(folder, {recursive: true}).catch(() => [])).filter(path =>
			path.endsWith('checkpoint.json'),
		);
		const at = run && (await stat(join(folder, run)).catch(() => undefined))?.mtimeMs;
		if (at !== undefined && at !== last) {
			last = at;
			changes++;
		}
	}
};
