/** The jobs for each night that docs/databases.md has: what they say is run as it stands, that of cron twice. */
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, beforeEach, describe, expect, it} from '@jest/globals';
import {type Simulator, startSimulator} from '../../../lib/simulator/index.ts';
import {bundleCommand} from '../../support/bundle.ts';
import {cleanEnvironment, runChild} from '../../support/child.ts';
import {useDatabase} from '../../support/database.ts';
import {readPage} from '../../support/pages.ts';

const section = /^## Each night\n([\s\S]*)/m.exec(readPage('docs/databases.md'))?.[1] ?? '';

/** The last command of a crontab's line, and those of a workflow's steps. */
const cron = /^15 3 \* \* \* (.*)$/m.exec(section)?.[1] ?? '';
const steps = [...section.matchAll(/^ +- run: (.*)$/gm)].map(([, command = '']) => command);
const variables = [...section.matchAll(/^ +([A-Z_]+): \$\{\{ (?:vars|secrets)\.\1 \}\}$/gm)].map(([, name]) => name);

const database = useDatabase();
let simulator: Simulator;
let home: string;

beforeAll(async () => {
	simulator = await startSimulator({rooms: 300, linkOrigin: 'https://example.signalwire.com'});
	home = mkdtempSync(join(tmpdir(), 'nightly-'));
	mkdirSync(join(home, 'bin'));
	mkdirSync(join(home, 'warehouse'));
	writeFileSync(join(home, '.signalwire-token'), `${simulator.apiToken}\n`, {mode: 0o600});
	// The packages are there already.
	const run = `[ "$1 $2" = '--no-install signalwire-paginate' ] && shift 2 && exec '${process.execPath}' '${await bundleCommand()}' "$@"`;
	writeFileSync(join(home, 'bin', 'npx'), `#!/bin/sh\n${run}\n`, {mode: 0o755});
	writeFileSync(join(home, 'bin', 'npm'), '#!/bin/sh\n[ "$1" = install ]\n', {mode: 0o755});
});
afterAll(async () => {
	rmSync(home, {recursive: true});
	await simulator.close();
});
beforeEach(async () => {
	await database.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
});

const nightly = async (command: string, environment: Readonly<Record<string, string>>) => {
	const PATH = `${join(home, 'bin')}:${process.env.PATH}`;
	const env = cleanEnvironment({PATH, HOME: home, SIMULATOR_URL: simulator.url, ...environment});
	return runChild('/bin/sh', ['-c', command], {env, cwd: home});
};
const ids = async () =>
	(await database.query('SELECT count(*)::int AS rows, count(DISTINCT _run)::int AS runs FROM rooms'))[0];

describe('a job for each night', () => {
	it('fills a table, and brings it up to date, by cron', async () => {
		const command = cron
			.replace('…', simulator.projectId)
			.replace(/postgres:\S+/, database.address.replace(/\?.*/, ''));
		for (const stale of [0, 1]) {
			if (stale > 0) await database.query("UPDATE rooms SET id = 'gone' WHERE id = (SELECT min(id) FROM rooms)");
			expect(await nightly(command, {})).toEqual({exitCode: 0, stdout: '', stderr: ''});
			expect(await ids()).toEqual({rows: 300, runs: 1});
		}
	});

	it('fills it by a workflow', async () => {
		expect(variables).toEqual(['SIGNALWIRE_PROJECT_ID', 'SIGNALWIRE_API_TOKEN', 'DATABASE_URL']);
		const environment = {
			SIGNALWIRE_SPACE: 'example',
			SIGNALWIRE_PROJECT_ID: simulator.projectId,
			SIGNALWIRE_API_TOKEN: simulator.apiToken,
			DATABASE_URL: database.address,
		};
		const ran = await nightly(steps.join(' && '), environment);
		expect(ran).toMatchObject({exitCode: 0, stderr: expect.stringMatching(/^300 rooms/)});
		expect(await ids()).toEqual({rows: 300, runs: 1});
	});
});
