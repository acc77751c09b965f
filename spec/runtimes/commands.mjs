import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {createInterface} from 'node:readline';
import {version} from 'signalwire-paginate';
import {demoApiToken, demoProjectId} from 'signalwire-paginate/simulator';
import {check} from './check.mjs';
import {command} from './runtime.mjs';

const start = (args, environment = {}) => {
	const [program, ...before] = command;
	const {SIGNALWIRE_SPACE, SIGNALWIRE_PROJECT_ID, SIGNALWIRE_API_TOKEN, ...inherited} = process.env;
	return spawn(program, [...before, ...args], {env: {...inherited, ...environment}});
};

/** What a command wrote, and how it ended. */
const run = async (args, environment) => {
	const child = start(args, environment);
	const texts = {stdout: '', stderr: ''};
	for (const name of ['stdout', 'stderr']) {
		child[name].setEncoding('utf8').on('data', text => {
			texts[name] += text;
		});
	}
	const code = await new Promise(resolve => child.on('close', resolve));
	return {code, ...texts};
};

check('the command tells its version', async () => {
	assert.deepEqual(await run(['--version']), {code: 0, stdout: `${version}\n`, stderr: ''});
});

check('the command writes every room as a line', async () => {
	const {code, stdout} = await run(['rooms', '--demo', '2500', '--fields', 'id,name', '--quiet']);
	assert.equal(code, 0);
	const lines = stdout.trim().split('\n');
	assert.equal(lines.length, 2500);
	assert.deepEqual(Object.keys(JSON.parse(lines[2499])), ['id', 'name']);
});

check('the command lists, helps, and refuses what it does not know', async () => {
	const lists = await run(['lists']);
	assert.equal(lists.code, 0);
	assert.match(lists.stdout, /room-session-members/);
	assert.match((await run(['rooms', '--help'])).stdout, /--page-size/);
	const refused = await run(['rooms', '--page-sise', '5']);
	assert.equal(refused.code, 2);
	assert.match(refused.stderr, /--page-size/);
	assert.equal((await run(['rooms', '--space', 'example'])).code, 4);
});

check('the command tells of its progress as events, and ends with a summary', async () => {
	const {code, stderr} = await run(['rooms', '--demo', '100', '--progress', 'json']);
	assert.equal(code, 0);
	const events = stderr
		.split('\n')
		.filter(line => line.startsWith('{'))
		.map(line => JSON.parse(line).event);
	assert.deepEqual([events[0], events.at(-1)], ['start', 'done']);
});

const endOf = child => new Promise(resolve => child.on('close', (code, signal) => resolve(code ?? signal)));

/** By its number: Deno takes a child that ends after `child.kill` for one that the signal ended, whatever its exit code. */
const send = (child, signal) => process.kill(child.pid, signal);

check('an interrupted command says how to go on, and its exit code is 130; the simulator ends by SIGTERM', async () => {
	const server = start(['simulate', '--port', '0', '--rooms', '100000', '--latency', '50']);
	const serverEnded = endOf(server);
	try {
		const baseUrl = await addressOf(server);
		const credentials = {SIGNALWIRE_PROJECT_ID: demoProjectId, SIGNALWIRE_API_TOKEN: demoApiToken};
		const walk = start(['rooms', '--base-url', baseUrl, '--page-size', '10'], credentials);
		const walkEnded = endOf(walk);
		let stderr = '';
		walk.stderr.setEncoding('utf8').on('data', text => {
			stderr += text;
		});
		walk.stdout.once('data', () => {
			walk.stdout.resume();
			send(walk, 'SIGINT');
		});
		assert.equal(await walkEnded, 130);
		assert.match(stderr, /--resume-from/);
		send(server, 'SIGTERM');
		assert.equal(await serverEnded, 0);
	} finally {
		server.kill('SIGKILL');
	}
});

/** Where `simulate` listens. */
const addressOf = async child => {
	for await (const line of createInterface({input: child.stdout})) {
		const [address] = /http:\/\/[\d.:]+/.exec(line) ?? [];
		if (address !== undefined) return address;
	}
	throw new Error('the simulator ended');
};
