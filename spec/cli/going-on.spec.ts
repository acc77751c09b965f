import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {PassThrough} from 'node:stream';
import {afterAll, afterEach, beforeAll, describe, expect, it} from '@jest/globals';
import {resumeHint} from '../../lib/cli/continuation.ts';
import {type Simulator, type SimulatorOptions, startSimulator} from '../../lib/simulator/index.ts';
import {until} from '../support/simulated.ts';
import {Collector, runCommand} from '../support/surroundings.ts';

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'going-on-'));
});
afterAll(() => {
	rmSync(folder, {recursive: true});
});

const open: Simulator[] = [];
afterEach(async () => {
	await Promise.all(open.splice(0).map(simulator => simulator.close()));
});

const simulate = async (options: SimulatorOptions) => {
	const simulator = await startSimulator(options);
	open.push(simulator);
	const environment = {SIGNALWIRE_PROJECT_ID: simulator.projectId, SIGNALWIRE_API_TOKEN: simulator.apiToken};
	const run = (flags: readonly string[], given: Parameters<typeof runCommand>[1] = {}) =>
		runCommand(['rooms', '--base-url', simulator.url, ...flags], {environment, ...given});
	const ids = (first: number, end: number) =>
		Array.from({length: end - first}, (_, place) => simulator.room(first + place).id);
	return {simulator, run, ids};
};

const cursorIn = (text: string): string => /--resume-from "(.*?)"/.exec(text)?.[1] ?? 'none';
/** Of whole lines: the last one may have been cut. */
const idsIn = (text: string): readonly string[] =>
	text
		.split('\n')
		.slice(0, -1)
		.map(line => JSON.parse(line).id);

/** An output that is full after so many characters. */
class FullDisk extends Collector {
	left: number;
	constructor(room: number) {
		super();
		this.left = room;
	}
	override _write(chunk: Buffer, encoding: string, done: (error?: Error) => void): void {
		this.left -= chunk.length;
		if (this.left < 0) done(Object.assign(new Error('no space left on device'), {code: 'ENOSPC'}));
		else super._write(chunk, encoding, done);
	}
}

describe('with --progress json, an export that goes on', () => {
	it('tells no counts before it knows them, and then those of all runs', async () => {
		const {run} = await simulate({rooms: 30, faults: ['404@2']});
		const flags = ['--page-size', '10', '--output', join(folder, 'told.ndjson'), '--progress', 'json'];
		const eventsOf = async (...more: readonly string[]) =>
			(await run([...flags, ...more])).stderr
				.split('\n')
				.filter(line => line.startsWith('{'))
				.map(line => JSON.parse(line));
		const failed = await eventsOf();
		expect(failed[0]).toMatchObject({event: 'start', rooms: 0, resumedFrom: 0});
		expect(failed.at(-1)).toMatchObject({event: 'failed', rooms: 10, resumedFrom: 0});
		const resumed = await eventsOf('--resume');
		expect(resumed[0]).toEqual({event: 'start', retries: 0, elapsed: expect.any(Number), waiting: 0});
		expect(resumed.at(-1)).toMatchObject({event: 'done', rooms: 30, pages: 3, resumedFrom: 10});
	});
});

describe('after a failure, the message', () => {
	it('tells the cursor for standard output', async () => {
		const {run, ids} = await simulate({rooms: 30, faults: ['404@2']});
		const failed = await run(['--page-size', '10']);
		expect(failed).toMatchObject({exitCode: 1, stderr: expect.stringMatching(/ Go on with --resume-from ".*"; where/)});
		const rest = await run(['--resume-from', cursorIn(failed.stderr)]);
		expect([...idsIn(failed.stdout), ...idsIn(rest.stdout)]).toEqual(ids(0, 30));
	});

	it('tells --resume for a file, when there is something to go on with', async () => {
		const {run, ids} = await simulate({rooms: 30, faults: ['404@1', '404@3']});
		const output = join(folder, 'failing.ndjson');
		const first = await run(['--page-size', '10', '--output', output]);
		expect(first).toMatchObject({exitCode: 1, stderr: expect.stringMatching(/answered with 404/)});
		expect(first.stderr).not.toMatch(/--resume/);
		const second = await run(['--page-size', '10', '--output', output]);
		expect(second).toMatchObject({exitCode: 1, stderr: expect.stringMatching(/ Go on with --resume; where/)});
		expect(await run(['--page-size', '10', '--output', output, '--resume'])).toMatchObject({exitCode: 0});
		expect(idsIn(readFileSync(output, 'utf8'))).toEqual(ids(0, 30));
	});

	it('gives no advice that is not its own, such as for a file that is in the way', async () => {
		const {run} = await simulate({rooms: 3});
		const output = join(folder, 'there.ndjson');
		await run(['--output', output]);
		const again = await run(['--output', output]);
		expect(again.stderr).toBe(
			`signalwire-paginate: ${output} is there already: replace it with overwrite (--overwrite), or choose another name.\n`,
		);
	});

	it.each([
		['before the first room', ['503@1'], []],
		['for a file, before the first page', ['503@1'], ['--output', 'none-yet.csv']],
		['in an array of JSON', ['503@2'], ['--format', 'json']],
	])('says to start again where there is no cursor to be had: %s', async (_, faults, flags) => {
		const {run} = await simulate({rooms: 30, faults: faults});
		const inFolder = flags.map(flag => flag.replace(/(?=none-yet)/, join(folder, '/')));
		const failed = await run(['--retries', '0', '--page-size', '10', ...inFolder]);
		expect(failed).toMatchObject({
			exitCode: 1,
			stderr: expect.stringMatching(/cursor\. There is nothing .*start again\.\n$/),
		});
	});

	it('names the flag that leaves invalid rooms out', async () => {
		const {run} = await simulate({rooms: 3, faults: ['wrong-types@1']});
		expect((await run(['--on-invalid', 'stop'])).stderr).toMatch(
			/Set onInvalidItem \(--on-invalid skip\) to leave such entries out/,
		);
	});
});

describe('when standard output is full, the message', () => {
	it.each(['ndjson', 'csv'])('says so, and tells the cursor: %s', async format => {
		const {run, simulator} = await simulate({rooms: 2000});
		const stdout = new FullDisk(500_000);
		const ran = await run(['--format', format], {stdout});
		expect(ran.exitCode).toBe(1);
		const [, rooms, cursor = '', doubt] =
			/^signalwire-paginate: standard output cannot be written \(ENOSPC\): it took (\d+) rooms\. .*, then go on with --resume-from "(.*)"; up to (\d+) rooms after these may have been written too, the last line perhaps not whole\n$/.exec(
				ran.stderr,
			) ?? [];
		expect(Number(rooms)).toBeGreaterThan(100);
		expect(Number(doubt)).toBeLessThan(300);
		expect(stdout.text).toContain(simulator.room(Number(rooms) - 1).id);
		expect(stdout.text).not.toContain(simulator.room(Number(rooms)).id);
		const rest = await run(['--resume-from', cursor]);
		expect(idsIn(rest.stdout)[0]).toBe(simulator.room(Number(rooms)).id);
		expect(idsIn(rest.stdout)).toHaveLength(2000 - Number(rooms));
	});

	it('says to start again when nothing was taken', async () => {
		const {run} = await simulate({rooms: 20});
		const ran = await run(['--page-size', '10'], {stdout: new FullDisk(0)});
		expect(ran.stderr).toMatch(/it took 0 rooms\. .*, then start again; up to 10 rooms after these may have/);
	});
});

describe('an interrupt while a slow reader takes a page', () => {
	/** Reads so much, then no more; whatever was written in the end could still be read. */
	const interruptAfter = async (
		characters: number,
		run: Awaited<ReturnType<typeof simulate>>['run'],
		flags: string[],
	) => {
		const controller = new AbortController();
		// What it holds before it is full differs from one version of Node to another unless it is said.
		const stdout = new PassThrough({highWaterMark: 16_384});
		let taken = '';
		const running = run(flags, {stdout, signal: controller.signal});
		while (taken.length < characters) {
			await until(() => stdout.readableLength > 0);
			taken += stdout.read();
		}
		await until(() => stdout.writableNeedDrain);
		controller.abort('SIGINT');
		const {exitCode, stderr} = await running;
		return {exitCode, stderr, delivered: taken + (stdout.read() ?? '')};
	};

	it.each([[[]], [['--page-size', '70']], [['--on-invalid', 'skip']], [['--fields', 'id']]])(
		'tells what was taken for certain, and how much is in doubt: %j',
		async flags => {
			const faults = flags.includes('skip') ? ['wrong-types:1'] : [];
			const {run, ids} = await simulate({rooms: 3000, faults});
			const whole = idsIn((await run(flags)).stdout);
			if (faults.length === 0) expect(whole).toEqual(ids(0, 3000));
			const {exitCode, stderr, delivered} = await interruptAfter(flags.includes('id') ? 1 : 500_000, run, [...flags]);
			expect(exitCode).toBe(130);
			const [, rooms, doubt] =
				/^interrupted after (\d+) rooms; .*; up to (\d+) rooms? after these may have been written too, the last line perhaps not whole\n$/.exec(
					stderr,
				) ?? [];
			const written = idsIn(delivered).length;
			expect(written).toBeGreaterThanOrEqual(Number(rooms));
			expect(written).toBeLessThanOrEqual(Number(rooms) + Number(doubt));
			const others = flags.filter(flag => !['--page-size', '70'].includes(flag));
			const rest = await run(rooms === '0' ? flags : [...others, '--resume-from', cursorIn(stderr)]);
			expect(idsIn(rest.stdout)).toEqual(whole.slice(Number(rooms)));
		},
	);

	it('counts from where an earlier run ended inside a page', async () => {
		const {run, ids} = await simulate({rooms: 2000});
		const first = await run(['--max-items', '7', '--page-size', '1000']);
		const {stderr} = await interruptAfter(300_000, run, ['--resume-from', cursorIn(first.stderr)]);
		const rooms = Number(/after (\d+) rooms/.exec(stderr)?.[1]);
		expect(rooms).toBeGreaterThan(100);
		const rest = await run(['--resume-from', cursorIn(stderr)]);
		expect(idsIn(rest.stdout)).toEqual(ids(7 + rooms, 2000));
	});

	it('leaves nothing in doubt while the server is waited for', async () => {
		const {run, simulator} = await simulate({rooms: 30, faults: ['stall@2']});
		const controller = new AbortController();
		const stdout = new Collector();
		const running = run(['--page-size', '10', '--timeout', '600000'], {signal: controller.signal, stdout});
		await until(() => simulator.requests.length === 2 && idsIn(stdout.text).length === 10);
		controller.abort('SIGINT');
		expect((await running).stderr).toMatch(/^interrupted after 10 rooms; go on with --resume-from "[^"]*"\n$/);
	});

	it('of a file before there is anything to go on with says to start again', async () => {
		const {run, simulator} = await simulate({rooms: 30, faults: ['stall@1']});
		const controller = new AbortController();
		const output = join(folder, 'early.csv');
		const running = run(['--output', output, '--timeout', '600000'], {signal: controller.signal});
		await until(() => simulator.requests.length === 1);
		controller.abort('SIGHUP');
		expect(await running).toMatchObject({exitCode: 129, stderr: 'interrupted after 0 rooms; start again\n'});
	});
});

describe('an export that was killed when all was done', () => {
	it('is found done by --resume, as often as it is asked, and leaves nothing', async () => {
		const {run, simulator} = await simulate({rooms: 30});
		const output = join(folder, 'done', 'rooms.ndjson');
		mkdirSync(join(folder, 'done'));
		const flags = ['--output', output, '--resume'];
		expect(await run(flags, {isKilled: true})).toMatchObject({exitCode: 0});
		expect(await run(flags, {isKilled: true})).toMatchObject({exitCode: 0, stderr: expect.stringMatching(/^30 rooms/)});
		expect(await run(flags)).toMatchObject({exitCode: 0});
		expect(simulator.statistics.requests).toBe(1);
		expect(readdirSync(join(folder, 'done'))).toEqual(['rooms.ndjson']);
	});
});

describe('what goes on from a cursor', () => {
	it('is CSV without a second header', async () => {
		const {run} = await simulate({rooms: 30});
		const whole = await run(['--format', 'csv']);
		const first = await run(['--format', 'csv', '--max-items', '13']);
		const rest = await run(['--format', 'csv', '--resume-from', cursorIn(first.stderr)]);
		expect(first.stdout + rest.stdout).toBe(whole.stdout);
		const end = (await run(['--max-items', '30', '--page-size', '10'])).stderr;
		expect(end).not.toMatch(/--resume-from/);
	});

	it('has no second header either when nothing is left', async () => {
		const {run, simulator} = await simulate({rooms: 30, linkStyle: 'rolling'});
		const first = await run(['--format', 'csv', '--max-items', '29']);
		simulator.change({delete: [simulator.room(29).id]});
		expect((await run(['--format', 'csv', '--resume-from', cursorIn(first.stderr)])).stdout).toBe('');
	});

	it('is no array: that cannot be gone on with, and nothing says so', async () => {
		const {run} = await simulate({rooms: 30});
		const first = await run(['--format', 'json', '--max-items', '13']);
		expect(JSON.parse(first.stdout)).toHaveLength(13);
		expect(first.stderr).toMatch(/; there is more\n$/);
		const rest = await run(['--format', 'json', '--resume-from', '/api/video/rooms?page_size=10']);
		expect(rest).toMatchObject({exitCode: 2, stdout: '', stderr: expect.stringMatching(/json cannot be gone on with/)});
		const full = await run(['--format', 'json'], {stdout: new FullDisk(5000)});
		expect(full.stderr).toMatch(/then start again/);
	});

	it('takes its query from the cursor, and no other beside it', async () => {
		const {run, simulator} = await simulate({rooms: 30});
		const flags = ['--resume-from', '/api/video/rooms', '--starts-after', '2026-01-01', '--page-size', '5'];
		expect(await run(flags)).toMatchObject({
			exitCode: 2,
			stderr: expect.stringMatching(/leave --starts-after, --page-size out/),
		});
		expect(simulator.statistics.requests).toBe(0);
	});

	it('is told with nothing that a shell would make something else of', async () => {
		const {run} = await simulate({rooms: 30});
		const {stderr} = await run(['--max-items', '13']);
		expect(stderr).toMatch(/--resume-from "api\/video\/rooms\?[^"]*"\n$/);
		const cursor = cursorIn(stderr);
		expect((await run(['--resume-from', `/${cursor}`])).stdout).toBe((await run(['--resume-from', cursor])).stdout);
		expect(resumeHint("/api/video/rooms?page_token=a$(b)`c`!'d")).toBe(
			"--resume-from 'api/video/rooms?page_token=a$(b)`c`!'\\''d'",
		);
	});
});

describe('the advice after a refusal', () => {
	it('is none when nothing was written: there is nothing to go on from', async () => {
		const {run} = await simulate({rooms: 30, faults: ['401@1', '422@2', '401@3']});
		for (const flags of [[], [], ['--output', join(folder, 'refused.ndjson')]]) {
			const {stderr} = await run([...flags, '--page-size', '10']);
			expect(stderr).toMatch(/was answered with 4/);
			expect(stderr).not.toMatch(/[Gg]o on|--resume/);
		}
	});

	it('is to start again when the server does not know the place any more', async () => {
		const {run} = await simulate({rooms: 30, faults: ['500@2', '422@3', '422@4', '500@6', '401@7']});
		const output = join(folder, 'expired.ndjson');
		const flags = ['--output', output, '--page-size', '10', '--retries', '0'];
		expect((await run(flags)).stderr).toMatch(/Go on with --resume\.\n$/);
		const refused = await run([...flags, '--resume']);
		expect(refused.stderr).toMatch(/does not know that place any more: start again with --overwrite\.\n$/);
		expect(refused.stderr).not.toMatch(/[Gg]o on/);
		const from = await run(['--resume-from', '/api/video/rooms?page_number=2&page_token=expired']);
		expect(from.stderr).toMatch(/start again without --resume-from\.\n$/);
		expect((await run([...flags, '--overwrite'])).stderr).toMatch(/Go on with --resume\.\n$/);
		expect((await run([...flags, '--resume'])).stderr).toMatch(/answered with 401.* Go on with --resume\.\n$/);
	});
});

describe('the summary of a run that went on', () => {
	it('counts all rooms, and takes the rate from its own', async () => {
		const {run} = await simulate({rooms: 3000, faults: ['404@3'], latency: 20});
		const output = join(folder, 'rate.ndjson');
		const flags = ['--output', output, '--page-size', '1000'];
		// A page that is requested early and fails is requested again.
		await run([...flags, '--read-ahead', '0']);
		const {stderr} = await run([...flags, '--resume']);
		const [, seconds, rate = ''] = /^3,000 rooms, 3 pages, .* ([\d.]+) s \(([\d,]+) rooms\/s\)/.exec(stderr) ?? [];
		// A run's seconds are rounded to tenths.
		expect(Number(rate.replace(',', '')) * Math.max(0, Number(seconds) - 0.05)).toBeLessThan(1001);
	});
});
