import {spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {text} from 'node:stream/consumers';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {bundleCommand} from '../support/bundle.ts';
import {cleanEnvironment, runChild} from '../support/child.ts';
import {filesBelow, pagesWritten, workFolder} from '../support/working-files.ts';

let command: string;
let folder: string;
beforeAll(async () => {
	command = await bundleCommand();
	folder = mkdtempSync(join(tmpdir(), 'process-'));
});
afterAll(() => {
	rmSync(folder, {recursive: true});
});

/** A module that makes standard error a terminal, by its looks. */
const terminalOfWidth = (columns: number): string => {
	const members = `{isTTY: true, columns: ${columns}, cursorTo() {}, clearLine() {}, moveCursor() {}}`;
	return `data:text/javascript,Object.assign(process.stderr, ${members})`;
};

const waitFor = async (condition: () => boolean): Promise<void> => {
	while (!condition()) await new Promise(resolve => setTimeout(resolve, 20));
};

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

	it('lists simulated rooms and other items for another process, until Ctrl-C', async () => {
		const flags = ['--rooms', '120', '--items', '3', '--port', '0', '--fault', '503@2'];
		const server = spawn(process.execPath, [command, 'simulate', ...flags], {env: cleanEnvironment()});
		const said = text(server.stderr);
		const [banner] = await once(server.stdout, 'data');
		const [, id = '', token = '', url = ''] =
			/SIGNALWIRE_PROJECT_ID=(\S+) SIGNALWIRE_API_TOKEN=(\S+) .*--base-url (\S+)/.exec(String(banner)) ?? [];
		const env = cleanEnvironment({SIGNALWIRE_PROJECT_ID: id, SIGNALWIRE_API_TOKEN: token});
		const ran = await runChild(process.execPath, [command, 'rooms', '--base-url', url, '--page-size', '50'], {env});
		expect(ran.exitCode).toBe(0);
		expect(ran.stdout.split('\n')).toHaveLength(121);
		expect(ran.stderr).toMatch(/120 rooms, 3 pages, 1 retry/);
		expect(String(banner)).toMatch(/^120 simulated rooms, and 3 items of every other list, at http/);
		const headers = {authorization: `Basic ${btoa(`${id}:${token}`)}`};
		const logs = await fetch(`${url}/api/voice/logs`, {headers});
		expect(await logs.json()).toMatchObject({data: {length: 3}});
		server.kill('SIGINT');
		expect(await once(server, 'exit')).toEqual([0, null]);
		expect(await said).toBe('served 5 requests, 120 rooms, 3 other items.\n');
	});

	it('draws no progress on a terminal that has no width, and does not hang there', async () => {
		const child = spawn(process.execPath, ['--import', terminalOfWidth(0), command, 'rooms', '--demo', '5'], {
			env: cleanEnvironment(),
			timeout: 20_000,
			killSignal: 'SIGKILL',
		});
		const [stderr, [exitCode]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
		expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: expect.stringMatching(/^5 rooms, 1 page/)});
	});

	const run = async (shell: string) => runChild('bash', ['-c', `'${process.execPath}' '${command}' rooms ${shell}`]);

	/** Where every write fails, on Linux: the disk is always full. */
	const withFullDisk = existsSync('/dev/full') ? it : it.skip;

	withFullDisk('writes all rooms to a file although nothing can be said', async () => {
		const file = join(folder, 'silent.ndjson');
		expect(await run(`--demo 500 --output ${file} 2>/dev/full`)).toMatchObject({exitCode: 0});
		expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(501);
	});

	withFullDisk('writes all rooms to standard output although nothing can be said', async () => {
		const ran = await run('--demo 500 --progress json 2>/dev/full');
		expect(ran).toMatchObject({exitCode: 0, stderr: ''});
		expect(ran.stdout.split('\n')).toHaveLength(501);
	});

	withFullDisk('fails with its usual exit code although nothing can be said', async () => {
		expect(await run('2>/dev/full')).toMatchObject({exitCode: 2, stdout: ''});
	});

	withFullDisk('says that standard output cannot be written', async () => {
		expect(await run('--demo 3000 >/dev/full')).toMatchObject({
			exitCode: 1,
			stderr: expect.stringMatching(
				/^signalwire-paginate: standard output cannot be written \(ENOSPC\): .*start again/,
			),
		});
	});

	withFullDisk('says that help or an address cannot be written, and no more', async () => {
		for (const flags of ['rooms --help', 'simulate --port 0']) {
			const shell = `'${process.execPath}' '${command}' ${flags} > /dev/full`;
			expect(await runChild('bash', ['-c', shell])).toEqual({
				exitCode: 1,
				stdout: '',
				stderr: 'signalwire-paginate: standard output cannot be written (ENOSPC).\n',
			});
		}
	});

	it('ends quietly when nobody reads its help', async () => {
		const shell = `'${process.execPath}' '${command}' rooms --help | true; echo "\${PIPESTATUS[0]}"`;
		expect(await runChild('bash', ['-c', shell])).toEqual({exitCode: 0, stdout: '0\n', stderr: ''});
	});

	it('says at Ctrl-C how many rooms a reader has for certain, and how many it may have', async () => {
		const child = spawn(process.execPath, [command, 'rooms', '--demo', '3000', '--page-size', '1000'], {
			env: cleanEnvironment(),
		});
		const said = text(child.stderr);
		const chunks: Buffer[] = [];
		for await (const chunk of child.stdout.iterator({destroyOnReturn: false})) {
			chunks.push(chunk);
			if (Buffer.concat(chunks).length > 300_000) break;
		}
		await new Promise(resolve => setTimeout(resolve, 300));
		child.kill('SIGINT');
		const [, rooms, doubt = '0'] = /after (\d+) rooms.*?(?:; up to (\d+) rooms .*)?\n$/.exec(await said) ?? [];
		const whole = (Buffer.concat(chunks).toString() + (await text(child.stdout))).split('\n').length - 1;
		expect(whole).toBeGreaterThanOrEqual(Number(rooms));
		expect(whole).toBeLessThanOrEqual(Number(rooms) + Number(doubt));
	});

	it.each<[signal: NodeJS.Signals, exitCode: number, again: number]>([
		// One that comes twice at once is one.
		['SIGINT', 130, 1],
		['SIGTERM', 143, 0],
		// A shell passes it on besides the system.
		['SIGHUP', 129, 3],
	])(
		'leaves files to go on with, and no lock, when its terminal shows progress and %s comes',
		async (signal, exitCode, again) => {
			const file = join(folder, `${signal}.ndjson`);
			const flags = ['rooms', '--demo', '1000000', '--output', file];
			const child = spawn(process.execPath, ['--import', terminalOfWidth(80), command, ...flags], {
				env: cleanEnvironment(),
			});
			const said = text(child.stderr);
			await waitFor(() => pagesWritten(file) > 0);
			for (let time = 0; time <= again; time++) {
				if (time > 0) await new Promise(resolve => setTimeout(resolve, 5));
				child.kill(signal);
			}
			expect(await once(child, 'exit')).toEqual([exitCode, null]);
			expect(await said).toMatch(/interrupted after \d+ rooms; go on with --resume\n/);
			expect(readdirSync(folder).filter(name => name.startsWith(signal))).toEqual([`${signal}.ndjson.partial`]);
			expect(Object.keys(filesBelow(workFolder(file))).sort()).toEqual(
				['checkpoint.json', 'rows', 'seen'].map(name => expect.stringMatching(`^[0-9a-f]{12}/${name}$`)),
			);
		},
	);

	/** A real terminal, in which a command runs; not everywhere. */
	const withTerminal = spawnSync('script', ['-qec', 'true', '/dev/null']).status === 0 ? it : it.skip;

	withTerminal('goes on to its end, and ends well, when its terminal is gone', async () => {
		const file = join(folder, 'terminal.ndjson');
		const code = join(folder, 'code');
		const rooms = `'${process.execPath}' '${command}' rooms --demo 10000 --output '${file}'`;
		const shell = `trap '' HUP; ${rooms}; echo $? > '${code}'`;
		const terminal = spawn('script', ['-qec', shell, '/dev/null'], {env: cleanEnvironment(), stdio: 'ignore'});
		await waitFor(() => pagesWritten(file) > 0);
		terminal.kill('SIGKILL');
		await waitFor(() => existsSync(code) && readFileSync(code, 'utf8') !== '');
		expect(readFileSync(code, 'utf8')).toBe('0\n');
		expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(10_001);
	});

	withTerminal('has colours on a terminal, and none where NO_COLOR is set', async () => {
		const shell = `'${process.execPath}' '${command}' rooms --demo 20 --output '${join(folder, 'colours')}' --format csv`;
		const draw = (variables: Record<string, string>) =>
			runChild('script', ['-qec', `stty cols 80; ${shell} --overwrite`, '/dev/null'], {
				env: cleanEnvironment({TERM: 'xterm', ...variables}),
			});
		const colour = `${String.fromCharCode(27)}[36m`;
		expect((await draw({NO_COLOR: ''})).stdout).toContain(colour);
		expect((await draw({NO_COLOR: '1'})).stdout).not.toContain(colour);
	});
});
