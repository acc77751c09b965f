import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import {hostname, tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline/promises';
import {afterEach, beforeEach, describe, expect, it, jest} from '@jest/globals';
import {acquireLock} from '../../lib/export/lock.ts';
import {processPlace} from '../../lib/export/process-place.ts';
import {bundle} from '../support/bundle.ts';
import {cleanEnvironment, runChild} from '../support/child.ts';
import {rejection, until} from '../support/simulated.ts';

let folder: string;
let lock: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'lock-'));
	lock = join(folder, 'rooms.csv.lock');
});
afterEach(() => {
	jest.useRealTimers();
	rmSync(folder, {recursive: true});
});

/** A lock that somebody else left or holds, last renewed so many seconds ago. */
const putLock = (content: unknown, seconds = 0): void => {
	writeFileSync(lock, typeof content === 'string' ? content : JSON.stringify(content));
	const then = Date.now() / 1000 - seconds;
	utimesSync(lock, then, then);
};
const owner = (changes: object) => ({process: process.ppid, place: processPlace(), id: 'another', ...changes});
const elsewhere = 'elsewhere pid:[4026530000]';
const deadProcess = async (): Promise<number> => Number((await runChild('sh', ['-c', 'echo $$'])).stdout);

const fakeIntervals = () =>
	jest.useFakeTimers({doNotFake: ['Date', 'performance', 'setImmediate', 'setTimeout', 'nextTick', 'queueMicrotask']});

const refusal = async (path = lock): Promise<string> => String(await rejection(acquireLock(path)));
/** Takes the lock and lets it go, which proves that nobody was thought to hold it. */
const takeOver = async (): Promise<void> => {
	const {release} = await acquireLock(lock);
	expect(JSON.parse(readFileSync(lock, 'utf8'))).toMatchObject({process: process.pid});
	await release();
	expect(readdirSync(folder)).toEqual([]);
};

describe('the lock of an export', () => {
	it('names its process, and the machine and PID namespace where that number means something', async () => {
		const {release} = await acquireLock(lock);
		const {process: number, place} = JSON.parse(readFileSync(lock, 'utf8'));
		expect(number).toBe(process.pid);
		expect(place).toBe(processPlace());
		expect(place.startsWith(hostname())).toBe(true);
		await release();
		expect(readdirSync(folder)).toEqual([]);
	});

	it('keeps out a second export of the same process, under whatever name of the folder', async () => {
		const {release} = await acquireLock(lock);
		symlinkSync(folder, `${folder}-link`);
		try {
			expect(await refusal()).toMatch(
				`Another export to this destination is running (process ${process.pid} on ${hostname()}, last seen 0 seconds ago)`,
			);
			expect(await refusal(join(`${folder}-link`, 'rooms.csv.lock'))).toMatch(/is running/);
		} finally {
			rmSync(`${folder}-link`);
		}
		await release();
		await takeOver();
	});

	it('keeps out a second export even when this process was too busy to renew it', async () => {
		const {release} = await acquireLock(lock);
		utimesSync(lock, 1, 1);
		expect(await refusal()).toMatch(/is running/);
		await release();
	});

	it('is for one of many that come at once', async () => {
		putLock(owner({process: await deadProcess()}));
		const results = await Promise.allSettled(Array.from({length: 20}, () => acquireLock(lock)));
		expect(results.filter(({status}) => status === 'fulfilled')).toHaveLength(1);
		expect(readdirSync(folder)).toEqual(['rooms.csv.lock']);
	});

	it('is renewed while it is held, and not any more when it is released', async () => {
		fakeIntervals();
		const {release} = await acquireLock(lock);
		utimesSync(lock, 1, 1);
		jest.advanceTimersByTime(5000);
		await until(() => Date.now() - statSync(lock).mtimeMs < 5000);
		await release();
		expect(jest.getTimerCount()).toBe(0);
	});

	it('is neither renewed nor removed once it is somebody else’s', async () => {
		fakeIntervals();
		const {release} = await acquireLock(lock);
		putLock(owner({}), 100);
		const before = statSync(lock).mtimeMs;
		jest.advanceTimersByTime(5000);
		await release();
		expect(statSync(lock).mtimeMs).toBe(before);
	});
});

describe('a lock that is found', () => {
	it('is taken over at once when its process is dead', async () => {
		putLock(owner({process: await deadProcess()}));
		await takeOver();
	});

	it('is taken over at once when it names this process and is older: containers number from 1', async () => {
		putLock(owner({process: process.pid}), process.uptime() + 1);
		await takeOver();
	});

	it('keeps out this process when another of its threads renewed it', async () => {
		putLock(owner({process: process.pid}));
		expect(await refusal()).toMatch(/is running/);
	});

	it('keeps others out while its process lives', async () => {
		putLock(owner({}), 7);
		expect(await refusal()).toBe(
			`Error: Another export to this destination is running (process ${process.ppid} on ${hostname()}, last seen 7 seconds ago): ` +
				`wait for it, or stop it. Its lock is ${lock}.`,
		);
		expect(readdirSync(folder)).toEqual(['rooms.csv.lock']);
	});

	it('is taken over when its number belongs to an unrelated process by now: it is not renewed', async () => {
		putLock(owner({}), 61);
		await takeOver();
	});

	it('keeps others out although no such process is here, when it is of another machine or container', async () => {
		putLock(owner({process: await deadProcess(), place: elsewhere}), 50);
		expect(await refusal()).toMatch(/\(process \d+ on elsewhere, last seen 5\d seconds ago\)/);
		putLock(owner({process: process.pid, place: elsewhere}), 50);
		expect(await refusal()).toMatch(/on elsewhere/);
	});

	it('is taken over when another machine or container has not renewed it for a minute', async () => {
		putLock(owner({place: elsewhere}), 61);
		await takeOver();
	});

	it('keeps others out when the clock says that it was renewed in the future', async () => {
		putLock(owner({place: elsewhere}), -1000);
		expect(await refusal()).toMatch(/last seen 0 seconds ago/);
	});

	it.each(['', '\0\0\0\0', '1', String(process.ppid), 'null', '[]', '{"process":1}', '{"process":"1","place":2}'])(
		'is taken over when it names nobody: %j',
		async content => {
			putLock(content);
			await takeOver();
		},
	);

	it('is taken over when it is no lock at all, but a large file', async () => {
		putLock(JSON.stringify(owner({place: 'x'.repeat(100_000)})));
		await takeOver();
	});

	it('shows nothing in the message that a terminal would obey', async () => {
		putLock(owner({place: 'a\u001b[2J\u202e'}));
		expect(await refusal()).toMatch(/on a\\u001b\[2J\\u202e,/);
	});

	it.each<[what: string, make: () => void]>([
		['a directory', () => mkdirSync(lock)],
		['a link', () => symlinkSync('nowhere', lock)],
	])('is refused and left alone when it is %s', async (_what, make) => {
		make();
		expect(await refusal()).toBe(`Error: ${lock} is no regular file: remove it.`);
		expect(readdirSync(folder)).toEqual(['rooms.csv.lock']);
	});
});

describe('the lock of another process', () => {
	const program = `
		import {acquireLock} from './lib/export/lock.ts';
		try {
			await acquireLock(process.argv[2]);
			console.log('held');
		} catch (error) {
			console.log(error.message);
		}
		process.stdin.on('end', () => process.exit()).resume();
	`;
	const start = async () => {
		const child = spawn(process.execPath, [await bundle('lock', program), lock], {env: cleanEnvironment()});
		const [line] = await once(createInterface(child.stdout), 'line');
		return {child, line: String(line)};
	};

	it('holds until that process is killed', async () => {
		const {child, line} = await start();
		expect(line).toBe('held');
		expect(await refusal()).toMatch(`(process ${child.pid} on ${hostname()}`);
		child.kill('SIGKILL');
		await once(child, 'exit');
		await takeOver();
	});

	it('is taken over by one of many that find it dead', async () => {
		putLock(owner({process: await deadProcess()}));
		const started = await Promise.all(Array.from({length: 5}, start));
		const lines = started.map(({line}) => line);
		expect(lines.filter(line => line === 'held')).toHaveLength(1);
		expect(lines.filter(line => line.startsWith('Another export'))).toHaveLength(4);
		for (const {child} of started) child.stdin.end();
		await Promise.all(started.map(({child}) => once(child, 'exit')));
	});
});
