import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {basename, join} from 'node:path';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from '@jest/globals';
import {type Client, createClient, exportItems, exportRooms, type PaginationError, rooms} from '../../lib/index.ts';
import {type Simulator, startSimulator} from '../../lib/simulator/index.ts';
import {rejection} from '../support/simulated.ts';

let simulator: Simulator;
let client: Client;
let folder: string;
beforeAll(async () => {
	simulator = await startSimulator({rooms: 3});
	const {url: baseUrl, projectId, apiToken} = simulator;
	client = createClient({baseUrl, projectId, apiToken});
});
afterAll(() => simulator.close());
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'export-options-'));
});
afterEach(() => {
	rmSync(folder, {recursive: true});
});

/** A file, an interrupted export to it, and what it set aside: an option that is wrong must cost none of them. */
const precious = ['', '.partial', '.checkpoint.json', '.seen', '.invalid'];
const contents = (): Readonly<Record<string, string>> =>
	Object.fromEntries(readdirSync(folder).map(name => [name, readFileSync(join(folder, name), 'utf8')]));

const refusal = async (options: unknown, query: unknown = {}): Promise<string> => {
	const messages = new Set<string>();
	for (const suffix of precious) writeFileSync(join(folder, `rooms.ndjson${suffix}`), `precious ${suffix}`);
	const before = contents();
	for (const run of [
		() => exportRooms(client, query as object, options as never),
		() => exportItems(client, rooms, query as object, options as never),
	]) {
		const error = (await rejection(run())) as PaginationError;
		expect(error).toMatchObject({name: 'PaginationError', kind: 'invalid-input'});
		expect(error.message).toMatch(/^[^\p{Cc}]{10,500}\.$/u);
		messages.add(error.message);
	}
	expect(contents()).toEqual(before);
	expect(simulator.statistics.requests).toBe(0);
	expect(messages.size).toBe(1);
	return [...messages].join();
};

const options = (more: object): object => ({destination: join(folder, 'rooms.ndjson'), overwrite: true, ...more});

const noAddress =
	'must be the path of a file, not an address with a scheme or a password: exports write files only. Nothing was';
const addresses = [
	'postgres://user:secret@host/db',
	'POSTGRESQL://user:secret@host/rooms.csv',
	' mysql://user:secret@host/rooms.sqlite',
	'"s3://bucket/rooms.csv"',
	's3:/bucket/rooms.csv',
	'https://user:secret@example.com/rooms.csv?sig=secret',
	'https:\\\\host\\rooms.csv',
	'file:///tmp/rooms.csv',
	'file:rooms.sqlite',
	'sqlite:rooms.sqlite',
	'sqlite+aiosqlite:///rooms.sqlite',
	'jdbc:postgresql://host/rooms.csv?password=secret',
	'host=db.example.com user=me password=secret',
	"password = 'secret' dbname=rooms.csv",
];

describe('an option of an export', () => {
	it.each<[name: string, value: unknown, message: string]>([
		...['destination', 'invalidFile'].flatMap(
			(name): Array<[string, unknown, string]> => [
				[name, null, `${name} must be the path of a file, got null`],
				[name, '', `${name} must be the path of a file, got ""`],
				[name, 5, `${name} must be the path of a file, got 5`],
				[name, ['rooms.ndjson'], `${name} must be the path of a file, got an array of 1`],
				[
					name,
					new URL('file:///rooms.ndjson'),
					`${name} must be the path of a file, got an object; of a URL, pass the path`,
				],
				...addresses.map((address): [string, string, string] => [name, address, `${name} ${noAddress}`]),
				[name, new String('rooms.ndjson'), `${name} must be the path of a file, got an object`],
				[name, 'rooms\0.ndjson', `${name} must be the path of a file, got "rooms\\u0000.ndjson"`],
			],
		),
		['destination', undefined, 'destination must be the path of a file, got nothing'],
		['destination', 'rooms', 'The name "rooms" tells no format: set format (--format) to ndjson, json, '],
		['destination', 'rooms.xlsx', 'The name "rooms.xlsx" tells no format'],
		['destination', '.csv/', '".csv/" is a folder: say what a dataset in it is partitioned by, such as partitionBy'],
		['destination', '\u001b[2J\n', 'The name "\\u001b[2J\\n" tells no format'],
		['destination', 'x'.repeat(1_000_000), 'tells no format'],
		...['gzip', 'resume', 'overwrite', 'escapeFormulas', 'bom', 'prune'].flatMap(
			(name): Array<[string, unknown, string]> => [
				[name, null, `${name} must be true or false, got null`],
				[name, 0, `${name} must be true or false, got 0`],
				[name, 1, `${name} must be true or false, got 1`],
				[name, '', `${name} must be true or false, got ""`],
				[name, 'false', `${name} must be true or false, got "false"`],
				[name, new Boolean(false), `${name} must be true or false, got an object`],
				[name, [], `${name} must be true or false, got an array of 0`],
			],
		),
		['format', null, 'format must be one of ndjson, json, csv, parquet, sqlite, got null'],
		['format', '', 'format must be one of ndjson, json, csv, parquet, sqlite, got ""'],
		['format', 'CSV', 'format must be one of ndjson, json, csv, parquet, sqlite, got "CSV"'],
		['format', 'xlsx', 'format must be one of ndjson, json, csv, parquet, sqlite, got "xlsx"'],
		['format', 'toString', 'format must be one of'],
		['format', ['csv'], 'format must be one of ndjson, json, csv, parquet, sqlite, got an array of 1'],
		['format', 5, 'format must be one of ndjson, json, csv, parquet, sqlite, got 5'],
		['onInvalidItem', null, 'onInvalidItem must be "keep", "throw" or "skip", got null'],
		['onInvalidItem', () => {}, 'onInvalidItem must be "keep", "throw" or "skip", got a function'],
		['onInvalidItem', 'stop', 'onInvalidItem must be "keep", "throw" or "skip", got "stop"'],
		['onProgress', null, 'onProgress must be a function, got null'],
		['onProgress', 'json', 'onProgress must be a function, got "json"'],
		['signal', null, 'signal must be an AbortSignal'],
		['signal', new AbortController(), 'signal must be an AbortSignal'],
		['maxItems', -1, 'maxItems must be a whole number from 0, got -1'],
		['maxItems', '5', 'maxItems must be a whole number from 0, got "5"'],
		['maxPages', -1, 'maxPages must be a whole number from 0, got -1'],
		['maxPages', Number.NaN, 'maxPages must be a whole number from 0, got NaN'],
		['maxPages', null, 'maxPages must be a whole number from 0, got null'],
		['readAhead', 101, 'readAhead must be a whole number of pages from 0 to 100, got 101'],
		['unanchored', 1, 'unanchored must be true or false, got 1'],
		['concurrency', 0, 'concurrency must be a whole number of requests from 1 to 100, got 0'],
		[
			'overwite',
			true,
			'overwite is not an option of exports; they are destination, format, gzip, partitionBy, resume, ',
		],
		['resumeFrom', '/api/video/rooms', 'resumeFrom is not an option of exports'],
		['constructor', true, 'constructor is not an option of exports'],
	])('%s must not be %.40p', async (name, value, message) => {
		expect(await refusal(options({[name]: value}))).toContain(message);
	});

	it.each<[what: string, more: object, message: string]>([
		['resume and overwrite', {resume: true}, 'choose one'],
		['Parquet and gzip', {format: 'parquet', gzip: true}, 'parquet cannot be compressed with gzip; leave out .gz'],
		['SQLite and gzip', {format: 'sqlite', gzip: true}, 'sqlite cannot be compressed with gzip'],
		['a byte order mark and NDJSON', {bom: true}, 'bom is for csv only'],
		['prune and NDJSON', {prune: true}, 'prune is for sqlite only'],
		['prune and maxItems', {format: 'sqlite', prune: true, maxItems: 10}, 'prune removes what is not listed, and'],
		['prune and skipping', {format: 'sqlite', prune: true, onInvalidItem: 'skip'}, 'prune removes what is not written'],
		['prune and a file of invalid rooms', {format: 'sqlite', prune: true, invalidFile: 'b'}, 'prune removes what is'],
		['prune and maxPages', {format: 'sqlite', prune: true, maxPages: 0}, 'prune removes what is not listed, and'],
	])('must not contradict another: %s', async (_what, more, message) => {
		expect(await refusal(options(more))).toContain(message);
	});

	it.each([
		'',
		'.partial',
		'.partial-wal',
		'.partial.parquet',
		'.partial.lock',
		'.checkpoint.json',
		'.checkpoint.json.new',
		'.seen',
		'.lock',
		'-wal',
		'-shm',
		'-journal',
	])('must not make one file of two: invalidFile is the destination with %j after it', async suffix => {
		for (const path of [folder, join(folder, '..', basename(folder)), `${folder}/.//x/..`]) {
			const invalidFile = `${path}/rooms.ndjson${suffix}`;
			expect(await refusal(options({invalidFile}))).toContain('invalidFile must be another file than the destination');
		}
	});

	it.each([undefined, null, 'rooms.ndjson', 5, ['rooms.ndjson'], new Map([['destination', 'rooms.ndjson']])])(
		'is not found in %p, which is no object of options',
		async notOptions => {
			expect(await refusal(notOptions)).toContain('The options of an export must be an object, got ');
		},
	);
});

describe('the query of an export', () => {
	it.each([
		[null, 'the query must be an object, got null'],
		[[], 'the query must be an object, got an array of 0'],
		[{page_size: 0}, 'page_size: must be a whole number from 1 to 1000, got 0'],
		[{pagesize: 10}, 'pagesize: is not a parameter of rooms'],
		[{page_number: 1}, 'page_number above 0 needs the page_token'],
	])('must not be %p', async (query, message) => {
		expect(await refusal(options({}), query)).toContain(message);
	});
});

describe('the destination of an export', () => {
	it.each([true, false])(
		'must not be a directory, and is refused before any request when overwrite is %p',
		async overwrite => {
			const destination = join(folder, 'rooms.csv');
			mkdirSync(destination);
			writeFileSync(join(destination, 'precious'), '');
			const error = (await rejection(exportRooms(client, {}, {destination, overwrite}))) as PaginationError;
			expect(error.kind).toBe('destination');
			expect(readdirSync(folder)).toEqual(['rooms.csv']);
			expect(readdirSync(destination)).toEqual(['precious']);
			expect(simulator.statistics.requests).toBe(0);
		},
	);
});
