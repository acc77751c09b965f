import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {text} from 'node:stream/consumers';
import {beforeAll, describe, expect, it} from '@jest/globals';
import {bundleCommand} from '../support/bundle.ts';
import {cleanEnvironment, runChild} from '../support/child.ts';

let command: string;
beforeAll(async () => {
	command = await bundleCommand();
});

describe('the command as a process', () => {
	it('ends quietly when its reader has enough, as with | head', async () => {
		const shell = `'${process.execPath}' '${command}' rooms --demo 200000 | head -n 2 | wc -l; echo "\${PIPESTATUS[0]}"`;
		const ran = await runChild('bash', ['-c', shell]);
		expect(ran).toEqual({exitCode: 0, stdout: '2\n0\n', stderr: ''});
	});

	it('ends at once with 130 at Ctrl-C, although its output is stuck in a full pipe', async () => {
		const child = spawn(process.execPath, [command, 'rooms', '--demo', '1000000'], {env: cleanEnvironment()});
		let stderr = '';
		child.stderr.on('data', chunk => {
			stderr += chunk;
		});
		await once(child.stdout, 'readable'); // Never read: the pipe fills, and the command waits.
		child.kill('SIGINT');
		const [exitCode] = await once(child, 'exit');
		expect(exitCode).toBe(130);
		expect(stderr).toMatch(/interrupted after \d+ rooms/);
	});

	it('lists simulated rooms for another process, until Ctrl-C', async () => {
		const server = spawn(process.execPath, [command, 'simulate', '--rooms', '120', '--port', '0', '--fault', '503@2'], {
			env: cleanEnvironment(),
		});
		const [banner] = await once(server.stdout, 'data');
		const [, id = '', token = '', url = ''] =
			/SIGNALWIRE_PROJECT_ID=(\S+) SIGNALWIRE_API_TOKEN=(\S+) .*--base-url (\S+)/.exec(String(banner)) ?? [];
		const env = cleanEnvironment({SIGNALWIRE_PROJECT_ID: id, SIGNALWIRE_API_TOKEN: token});
		const ran = await runChild(process.execPath, [command, 'rooms', '--base-url', url, '--page-size', '50'], {env});
		expect(ran.exitCode).toBe(0);
		expect(ran.stdout.split('\n')).toHaveLength(121);
		expect(ran.stderr).toMatch(/120 rooms, 3 pages, 1 retry/);
		server.kill('SIGINT');
		expect(await once(server, 'exit')).toEqual([0, null]);
	});

	it('draws no progress on a terminal that has no width, and does not hang there', async () => {
		const members = '{isTTY: true, columns: 0, cursorTo() {}, clearLine() {}, moveCursor() {}}';
		const terminal = `data:text/javascript,Object.assign(process.stderr, ${members})`;
		const child = spawn(process.execPath, ['--import', terminal, command, 'rooms', '--demo', '5'], {
			env: cleanEnvironment(),
			timeout: 20_000,
			killSignal: 'SIGKILL',
		});
		const [stderr, [exitCode]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
		expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: expect.stringMatching(/^5 rooms, 1 page/)});
	});

	it('refuses a fault that it does not know, and names those it knows', async () => {
		const ran = await runChild(process.execPath, [command, 'simulate', '--fault', 'flood']);
		expect(ran.exitCode).toBe(2);
		expect(ran.stderr).toMatch(/truncate/);
	});
});
