import {spawn} from 'node:child_process';
import {createHash} from 'node:crypto';
import {once} from 'node:events';
import {
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	renameSync,
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
import {isProcessAlive, processStart} from '../../lib/environment.ts';
import {files, type OpenFile} from '../../lib/export/files/files.ts';
import {acquireLock} from '../../lib/export/lock/lock.ts';
import {processPlace} from '../../lib/export/lock/process-place.ts';
import {bundle} from '../support/bundle.ts';
import {cleanEnvironment, runChild} from '../support/child.ts';
import {rejection, until} from '../support/simulated.ts';

let base: string;
let folder: string;
let lock: string;
beforeEach(() => {
	base = mkdtempSync(join(tmpdir(), 'lock-'));
	folder = join(base, 'rooms.csv.partial');
	lock = join(folder, 'lock');
});
afterEach(() => {
	jest.restoreAllMocks();
	jest.useRealTimers();
	rmSync(base, {recursive: true});
});

/** As a rule, but for the time: what is watched for 15 seconds, here for some milliseconds. */
const timing = {renewal: 12, longestSilence: 60_000};

/** A lock that somebody else left or holds, last renewed so many seconds ago. */
const putLock = (content: unknown, seconds = 0): void => {
	mkdirSync(folder, {recursive: true});
	writeFileSync(lock, typeof content === 'string' ? content : JSON.stringify(content));
	touch(seconds);
};
const touch = (seconds: number): void => {
	const then = Date.now() / 1000 - seconds;
	utimesSync(lock, then, then);
};
/** Of the process that runs this one, and lives. */
const owner = (changes: object) => ({
	process: process.ppid,
	started: processStart(process.ppid),
	place: processPlace(),
	host: hostname(),
	id: 'another',
	...changes,
});
const elsewhere = 'another-boot pid:[4026530000]';
const deadProcess = async (): Promise<number> => Number((await runChild('sh', ['-c', 'echo $$'])).stdout);

const fakeIntervals = () =>
	jest.useFakeTimers({doNotFake: ['Date', 'performance', 'setImmediate', 'setTimeout', 'nextTick', 'queueMicrotask']});

const refusal = async (path = lock): Promise<string> => String(await rejection(acquireLock(path, {timing})));
/** Takes the lock and lets it go, which proves that nobody was thought to hold it. */
const takeOver = async (): Promise<void> => {
	const {release} = await acquireLock(lock, {timing});
	expect(JSON.parse(readFileSync(lock, 'utf8'))).toMatchObject({process: process.pid});
	await release();
	expect(readdirSync(base)).toEqual([]);
};
/** The same, without any watching: at once. */
const takeOverAtOnce = async (): Promise<void> => {
	const {release} = await acquireLock(lock, {timing: {renewal: 1_000_000, longestSilence: 60_000}});
	await release();
	expect(readdirSync(base)).toEqual([]);
};
/** Renews a lock as its owner does, while something else is done. */
const whileRenewed = async <Result>(seconds: number, work: () => Promise<Result>): Promise<Result> => {
	const timer = setInterval(() => touch(seconds - Math.random()), 2);
	try {
		return await work();
	} finally {
		clearInterval(timer);
	}
};

describe('the lock of an export', () => {
	it('names its process, and the machine and PID namespace where that number means something', async () => {
		const {release} = await acquireLock(lock);
		expect(JSON.parse(readFileSync(lock, 'utf8'))).toMatchObject({
			process: process.pid,
			started: processStart(process.pid),
			place: processPlace(),
			host: hostname(),
		});
		await release();
		expect(readdirSync(base)).toEqual([]);
	});

	it('keeps out a second export of the same process, under whatever name of the folder', async () => {
		const {release} = await acquireLock(lock);
		symlinkSync(base, `${base}-link`);
		try {
			expect(await refusal()).toMatch(
				`Another export to this destination is running (process ${process.pid} on ${hostname()}, last seen 0 seconds ago)`,
			);
			expect(await refusal(join(`${base}-link`, 'rooms.csv.partial', 'lock'))).toMatch(/is running/);
		} finally {
			rmSync(`${base}-link`);
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
		const results = await Promise.allSettled(Array.from({length: 20}, () => acquireLock(lock, {timing})));
		expect(results.filter(({status}) => status === 'fulfilled')).toHaveLength(1);
		expect(readdirSync(folder)).toEqual(['lock']);
	});

	it('needs no hard links', async () => {
		const linking = jest.spyOn(files, 'link');
		putLock(owner({process: await deadProcess()}));
		await takeOver();
		expect(linking).not.toHaveBeenCalled();
	});

	it('leaves nothing behind where it cannot be written', async () => {
		jest.spyOn(files, 'createOrdinary').mockImplementation(async path => {
			writeFileSync(path, '');
			const full = () => Promise.reject(Object.assign(new Error('full'), {code: 'ENOSPC', syscall: 'write'}));
			return {write: full, close: async () => {}} as unknown as OpenFile;
		});
		expect(await rejection(acquireLock(lock))).toMatchObject({code: 'ENOSPC'});
		expect(readdirSync(base)).toEqual([]);
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
		const {release, isHeld} = await acquireLock(lock);
		putLock(owner({}), 100);
		const before = statSync(lock).mtimeMs;
		jest.advanceTimersByTime(5000);
		expect(await isHeld()).toBe(false);
		await release();
		expect(statSync(lock).mtimeMs).toBe(before);
	});
});

describe('a lock that is looked at', () => {
	it('is no longer held when a file that is as long takes its place', async () => {
		const {release, isHeld} = await acquireLock(lock);
		expect(await isHeld()).toBe(true);
		expect(await isHeld()).toBe(true);
		const {length} = readFileSync(lock);
		writeFileSync(`${lock}.new`, 'x'.repeat(length));
		renameSync(`${lock}.new`, lock);
		expect(await isHeld()).toBe(false);
		await release();
		expect(readFileSync(lock)).toHaveLength(length);
	});
});

describe('a lock that is found', () => {
	it('is taken over at once when its process is dead', async () => {
		putLock(owner({process: await deadProcess()}));
		await takeOverAtOnce();
	});

	it('is taken over at once when its process is dead and nobody has taken note of that', async () => {
		const child = spawn('sh', ['-c', 'sh -c "exit" & echo $!; exec sleep 100']);
		try {
			const zombie = Number(await once(createInterface(child.stdout), 'line'));
			await until(() => !isProcessAlive(zombie));
			putLock(owner({process: zombie}));
			await takeOverAtOnce();
		} finally {
			child.kill('SIGKILL');
		}
	});

	it.each([
		['this process', () => process.pid],
		['a process', () => process.ppid],
	])('is taken over at once when %s has its number, and began at another time', async (_what, number) => {
		putLock(owner({process: number(), started: '1'}));
		await takeOverAtOnce();
	});

	it('keeps out this process when another of its threads renewed it', async () => {
		putLock(owner({process: process.pid, started: processStart(process.pid)}));
		expect(await refusal()).toMatch(/is running/);
	});

	it('keeps others out while its process lives', async () => {
		putLock(owner({}), 7);
		expect(await refusal()).toBe(
			`Error: Another export to this destination is running (process ${process.ppid} on ${hostname()}, last seen 7 seconds ago): ` +
				`wait for it, or stop it. Its lock is ${lock}.`,
		);
		expect(readdirSync(folder)).toEqual(['lock']);
	});

	it('is taken over when its process lives and does not renew it, while it is watched', async () => {
		putLock(owner({}), 61);
		await takeOver();
	});

	it.each([
		['here', {}],
		['elsewhere', {place: elsewhere}],
	])('keeps others out when its process %s renews it, whatever its clock says', async (_where, where) => {
		for (const seconds of [120, 1_000_000, -120, -1_000_000]) {
			putLock(owner(where), seconds);
			expect(await whileRenewed(seconds, refusal)).toMatch(/is running .*last seen 0 seconds ago/);
		}
	});

	it('of another machine or container that has our host name is not taken over at once, although no such process is here', async () => {
		for (const process of [await deadProcess(), globalThis.process.pid]) {
			putLock(owner({process, place: elsewhere}), 50);
			expect(await refusal()).toMatch(/\(process \d+ on .*, last seen 5\d seconds ago\)/);
		}
	});

	it('is taken over when another machine or container has not renewed it for a minute, nor while it is watched', async () => {
		for (const seconds of [61, -1000]) {
			putLock(owner({place: elsewhere}), seconds);
			await takeOver();
		}
	});

	it('may be waited for no longer', async () => {
		putLock(owner({}), 61);
		const signal = AbortSignal.timeout(5);
		const waiting = acquireLock(lock, {signal, timing: {renewal: 1_000_000, longestSilence: 60_000}});
		expect(await rejection(waiting)).toMatchObject({name: 'TimeoutError'});
		expect(readdirSync(folder)).toEqual(['lock']);
	});

	it.each(['', '\0\0\0\0', '1', String(process.ppid), 'null', '[]', '{"process":1}', '{"process":"1","place":2}'])(
		'is taken over when it names nobody, and nobody comes to write his name: %j',
		async content => {
			putLock(content);
			await takeOver();
		},
	);

	it('keeps others out when it is empty because its owner is just about to write his name', async () => {
		putLock('');
		const attempt = refusal();
		setTimeout(() => putLock(owner({})), 8);
		expect(await attempt).toMatch(/is running/);
	});

	it('is taken over when it is no lock at all, but a large file', async () => {
		putLock(JSON.stringify(owner({place: 'x'.repeat(100_000)})));
		await takeOver();
	});

	it('is taken over when one that was taking it over died of it', async () => {
		const process = await deadProcess();
		putLock(owner({process}));
		const name = createHash('sha256').update(readFileSync(lock)).digest('hex').slice(0, 12);
		writeFileSync(`${lock}.${name}`, JSON.stringify(owner({process})));
		await takeOver();
	});

	it('shows nothing in the message that a terminal would obey', async () => {
		putLock(owner({host: 'a\u001b[2J\u202e'}));
		expect(await refusal()).toMatch(/on a\\u001b\[2J\\u202e,/);
	});

	it.each<[what: string, make: () => void]>([
		['a directory', () => mkdirSync(lock)],
		['a link', () => symlinkSync('nowhere', lock)],
	])('is refused and left alone when it is %s', async (_what, make) => {
		mkdirSync(folder);
		make();
		expect(await refusal()).toBe(`Error: ${lock} is no regular file: remove it.`);
		expect(readdirSync(folder)).toEqual(['lock']);
	});
});

describe('the lock of another process', () => {
	const program = `
		import {acquireLock} from './lib/export/lock/lock.ts';
		try {
			const renewal = Number(process.argv[3] ?? 5000);
			await acquireLock(process.argv[2], {timing: {renewal, longestSilence: 60_000}});
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

	it('is watched to the end by a process that has nothing else to do', async () => {
		putLock('');
		const {stdout} = await runChild(process.execPath, [await bundle('lock', program), lock, '12']);
		expect(stdout).toBe('held\n');
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
