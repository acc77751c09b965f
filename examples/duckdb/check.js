import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {startSimulator} from 'signalwire-paginate/simulator';
import {voiceLogs} from 'signalwire-paginate/voice';

const simulator = await startSimulator({lists: {voice_logs: 3000}});
const folder = await mkdtemp(join(tmpdir(), 'duckdb-'));
const run = promisify(execFile);
const env = {
	...process.env,
	SIGNALWIRE_BASE_URL: simulator.url,
	SIGNALWIRE_PROJECT_ID: simulator.projectId,
	SIGNALWIRE_API_TOKEN: simulator.apiToken,
	DATASET: join(folder, 'calls'),
};

const logs = [...simulator.items(voiceLogs)];
const days = [...new Set(logs.map(log => log.created_at.slice(0, 10)))].sort().reverse().slice(0, 7);
// What is left of a deleted call has no charge.
const expected = days.map(day => {
	const ofDay = logs.filter(log => log.created_at.startsWith(day));
	return [day, ofDay.length, ofDay.reduce((sum, {charge = 0}) => sum + charge, 0)];
});

// The second time, the dataset is brought up to date.
for (const _time of ['first', 'second']) {
	const {stdout} = await run(process.execPath, ['calls-by-day.js'], {env});
	const rows = stdout.matchAll(/'(\d{4}-\d\d-\d\d)'\s*│\s*(\d+)\s*│\s*([\d.]+)/g);
	const seen = Array.from(rows, ([, day, calls, charge]) => [day, Number(calls), Number(charge)]);
	assert.deepEqual(
		seen.map(([day, calls]) => [day, calls]),
		expected.map(([day, calls]) => [day, calls]),
		stdout,
	);
	for (const [index, [, , charge]] of seen.entries())
		assert.ok(Math.abs(charge - expected[index][2]) < 0.01, `${stdout} ${expected[index]}`);
}

await rm(folder, {recursive: true});
await simulator.close();
console.log('DuckDB counts what was listed');
