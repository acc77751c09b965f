/** Runs a Worker in workerd beside a simulator, with and without Cloudflare's stand-ins for Node's modules. */
import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {createInterface} from 'node:readline';
import {startSimulator} from 'signalwire-paginate/simulator';
import {check, runChecks} from './check.mjs';

const [, , workerd, folder] = process.argv;

const configuration = flags => `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
	services = [
		(name = "main", worker = .worker),
		(name = "internet", network = (allow = ["public", "private", "local"])),
	],
	sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const worker :Workerd.Worker = (
	modules = [(name = "worker.js", esModule = embed "worker.js")],
	compatibilityDate = "2026-06-01",
	compatibilityFlags = [${flags.map(flag => `"${flag}"`).join()}],
);
`;

/** Asks a Worker that lives as long as the work. */
const withWorker = async (name, flags, work) => {
	writeFileSync(`${folder}/${name}.capnp`, configuration(flags));
	const child = spawn(workerd, ['serve', '--control-fd=1', `${folder}/${name}.capnp`], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const simulator = await startSimulator({rooms: 1234});
	try {
		for await (const line of createInterface({input: child.stdout})) {
			const {event, port} = JSON.parse(line);
			if (event !== 'listen') continue;
			const {url: baseUrl, projectId, apiToken} = simulator;
			await work(async (walk, options = {}) => {
				const asked = new URLSearchParams({walk, baseUrl, projectId, apiToken, ...options});
				return (await fetch(`http://127.0.0.1:${port}/?${asked}`)).json();
			});
			return;
		}
		throw new Error('workerd ended');
	} finally {
		child.kill('SIGKILL');
		await simulator.close();
	}
};

check('a bundle for browsers has none of the modules of Node in it', async () => {
	assert.deepEqual(
		readFileSync(`${folder}/worker.js`, 'utf8').match(/(?:from|import|import\(|require\()\s*["'][^"']+["']/g),
		null,
	);
});

for (const flags of [[], ['nodejs_compat']]) {
	const name = flags[0] ?? 'plain';
	check(`a Worker walks, stops, goes on and lists other lists (${name})`, () =>
		withWorker(name, flags, async ask => {
			assert.deepEqual(await ask('walk'), {gave: 1234});
			assert.deepEqual(await ask('stop'), {gave: 1234});
			assert.deepEqual(await ask('otherList'), {gave: 30});
		}),
	);
	check(`a Worker is told what goes wrong (${name})`, () =>
		withWorker(name, flags, async ask => {
			assert.equal((await ask('walk', {apiToken: 'PT-not-the-right-token'})).threw, 'authentication');
			assert.equal((await ask('abort')).threw, 'enough');
			const exported = await ask('export');
			assert.equal(exported.threw, 'invalid-input');
			assert.match(exported.message, /bundle|no files/);
		}),
	);
}

process.exitCode = (await runChecks()) === 0 ? 0 : 1;
