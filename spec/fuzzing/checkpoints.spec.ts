import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {DestinationFailure} from '../../lib/export/destination-failure.ts';
import {type FileCheckpoint, readCheckpoint, writeCheckpoint} from '../../lib/export/file-target/checkpoint.ts';
import {adversarialLink} from '../support/arbitraries.ts';
import {fuzzingSlowly, soundMessage} from '../support/fuzz.ts';
import {destinationName, type Files, type InterruptedExport, interruptExport} from '../support/interrupted-export.ts';
import {rejection} from '../support/simulated.ts';

const checkpointName = `${destinationName}.partial/run/checkpoint.json`;
const partialName = `${destinationName}.partial/run/rows`;
const seenName = `${destinationName}.partial/run/seen`;

let interrupted: InterruptedExport;
let checkpoint: Buffer;
let scratch: string;
beforeAll(async () => {
	interrupted = await interruptExport();
	checkpoint = interrupted.files[checkpointName] as Buffer;
	scratch = mkdtempSync(join(tmpdir(), 'checkpoints-'));
});
afterAll(async () => {
	rmSync(scratch, {recursive: true});
	await interrupted.close();
});

/** A checkpoint with a digest that fits: what another version, or somebody with an intention, could write. */
const signed = async (changes: object): Promise<Buffer> => {
	const path = join(scratch, 'checkpoint');
	await writeCheckpoint(path, {...(JSON.parse(checkpoint.toString()) as FileCheckpoint), ...changes});
	return readFileSync(path);
};

/** Refused with nothing touched and nothing asked, or taken for what it was: nothing in between. */
const refusedOrWhole = async (changes: Files): Promise<'refused' | 'whole'> => {
	const {simulator, files, whole, resume} = interrupted;
	const before = {...files, ...changes};
	const requests = simulator.statistics.requests;
	const after = await resume(before);
	if (after.error === undefined) {
		expect(Object.keys(after.files)).toEqual([destinationName]);
		expect(after.files[destinationName]?.equals(whole)).toBe(true);
		return 'whole';
	}
	expect(after.error).toMatchObject({name: 'PaginationError', kind: 'destination'});
	expect((after.error as Error).message).toMatch(soundMessage);
	expect((after.error as Error).message.length).toBeLessThan(2000);
	expect(Object.keys(after.files).sort()).toEqual(Object.keys(before).sort());
	for (const [name, content] of Object.entries(before)) expect(after.files[name]?.equals(content)).toBe(true);
	expect(simulator.statistics.requests).toBe(requests);
	return 'refused';
};

const changed = (content: Buffer | string) => refusedOrWhole({[checkpointName]: Buffer.from(content)});

describe('the checkpoint of an interrupted export', () => {
	it('is gone on from as it was written, also with other white space or another order', async () => {
		expect(await changed(checkpoint)).toBe('whole');
		expect(await changed(JSON.stringify(JSON.parse(checkpoint.toString())))).toBe('whole');
		expect(
			await changed(JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(checkpoint.toString())).reverse()))),
		).toBe('whole');
	});

	it('is refused when it is cut, at every byte', async () => {
		for (let length = 0; length < checkpoint.length - 1; length++) {
			const cut = checkpoint.subarray(0, length);
			writeFileSync(join(scratch, 'cut'), cut);
			expect(await rejection(readCheckpoint(join(scratch, 'cut')))).toBeInstanceOf(DestinationFailure);
			// What a whole export makes of it, at some of them: that takes longer.
			if (length % 256 === 0) expect(await changed(cut)).toBe('refused');
		}
		expect(await changed(checkpoint.subarray(0, -1))).toBe('whole');
	});

	it('is refused, or as good as before, whichever bits are flipped', async () => {
		const flip = fc.tuple(fc.nat(checkpoint.length - 1), fc.integer({min: 1, max: 255}));
		await fc.assert(
			fc.asyncProperty(fc.array(flip, {minLength: 1, maxLength: 3}), async flips => {
				const spoiled = Buffer.from(checkpoint);
				for (const [at, bits] of flips) spoiled[at] = (spoiled[at] ?? 0) ^ bits;
				await changed(spoiled);
			}),
			fuzzingSlowly(8),
		);
	});

	it('is refused when any of its fields is another value', async () => {
		const known = JSON.parse(checkpoint.toString()) as Record<string, unknown>;
		const value = fc.oneof(
			fc.jsonValue({maxDepth: 1}),
			fc.constantFrom<unknown[]>(0, 1, -1, 1e300, 2 ** 53, -0, null, '', true, false, '1', [], {}, 'ndjson', 'csv'),
			fc.nat(),
			adversarialLink,
		);
		await fc.assert(
			fc.asyncProperty(fc.constantFrom(...Object.keys(known)), value, async (name, other) => {
				const edited = JSON.stringify({...known, [name]: other});
				const isSame = JSON.stringify(other) === JSON.stringify(known[name]);
				expect(await changed(edited)).toBe(isSame ? 'whole' : 'refused');
			}),
			{
				...fuzzingSlowly(8),
				examples: [
					['bytes', 0],
					['rows', 1],
					['pages', 0],
					['cursor', null],
					['finishedBytes', 1],
					['digest', ''],
				],
			},
		);
	});

	it('is refused when a field is missing, and good with one more', async () => {
		const known = JSON.parse(checkpoint.toString()) as Record<string, unknown>;
		for (const name of Object.keys(known)) {
			expect(await changed(JSON.stringify({...known, [name]: undefined}))).toBe('refused');
		}
		expect(await changed(JSON.stringify({...known, note: 'mine'}))).toBe('whole');
	});

	it('is refused when it is any other JSON, or none', async () => {
		const foreign = fc.oneof(
			fc.json(),
			fc.string(),
			fc.uint8Array().map(bytes => Buffer.from(bytes)),
			fc.constantFrom(
				'null',
				'[]',
				'{}',
				'{"version":1}',
				'{"lockfileVersion":3,"packages":{}}',
				'['.repeat(100_000),
				'\ufeff{}',
			),
		);
		await fc.assert(
			fc.asyncProperty(foreign, async content => {
				expect(await changed(content)).toBe('refused');
			}),
			fuzzingSlowly(8),
		);
	});

	it.each([
		['null', 'null'],
		['[]', 'an array of 0'],
		['"a text"', '"a text"'],
		['5', '5'],
	])('is refused in few words when it is %s', async (content, shown) => {
		const {error} = await interrupted.resume({...interrupted.files, [checkpointName]: Buffer.from(content)});
		expect((error as Error).message).toContain(` cannot be used: expected a checkpoint, got ${shown}. Start again`);
	});

	it('is refused when its cursor leads off the endpoint, though its digest fits', async () => {
		const cursor = fc
			.oneof(
				adversarialLink,
				fc.constantFrom(
					'https://evil.test/api/video/rooms?page=2',
					'/api/video/logs?page=2',
					'#skip=1',
					'',
					'/api/video/rooms#skip=-1',
				),
			)
			.filter(text => !/^\/(.*\/)?api\/video\/rooms([?#]|$)/.test(text));
		await fc.assert(
			fc.asyncProperty(cursor, async text => {
				expect(await changed(await signed({cursor: text}))).toBe('refused');
			}),
			fuzzingSlowly(8),
		);
	});

	it.each([
		[
			'more bytes than there are',
			{bytes: Number.MAX_SAFE_INTEGER},
			/The partial file .* is \d+ bytes long, and was \d+ bytes or more/,
		],
		['more ids than there are', {ids: 2 ** 40}, /The file of ids .* is \d+ bytes long/],
		['another endpoint', {endpoint: '/api/video/logs'}, /endpoint was "\/api\/video\/logs" and is now/],
		['another space', {baseUrl: 'https://evil.test'}, /baseUrl was "https:\/\/evil\.test" and is now/],
		['another query', {query: 'page_size=10&\u001b[2J'}, /query was "page_size=10&\\u001b\[2J" and is now/],
	])('is refused when it tells of %s, though its digest fits', async (_what, changes, message) => {
		const content = await signed(changes);
		expect(await changed(content)).toBe('refused');
		const {error} = await interrupted.resume({...interrupted.files, [checkpointName]: content});
		expect((error as Error).message).toMatch(message);
	});
});

describe('the other files of an interrupted export', () => {
	it.each([partialName, seenName])('are refused when they are shorter than they were: %s', async name => {
		const content = interrupted.files[name] as Buffer;
		const lengths = fc.integer({min: 0, max: content.length - 1});
		await fc.assert(
			fc.asyncProperty(lengths, async length => {
				expect(await refusedOrWhole({[name]: content.subarray(0, length)})).toBe('refused');
			}),
			fuzzingSlowly(8),
		);
	});

	it.each([partialName, seenName])('are refused when any byte is another one: %s', async name => {
		const content = interrupted.files[name] as Buffer;
		const change = fc.tuple(fc.nat(content.length - 1), fc.integer({min: 1, max: 255}));
		await fc.assert(
			fc.asyncProperty(change, async ([at, bits]) => {
				const altered = Buffer.from(content);
				altered[at] = (altered[at] ?? 0) ^ bits;
				expect(await refusedOrWhole({[name]: altered})).toBe('refused');
			}),
			{...fuzzingSlowly(8), examples: [[[0, 1]], [[content.length - 1, 128]]]},
		);
	});

	it.each([partialName, seenName])('are refused when they are gone: %s', async name => {
		const {[name]: _gone, ...files} = interrupted.files;
		const {error, files: after} = await interrupted.resume(files);
		expect(error).toMatchObject({kind: 'destination'});
		expect((error as Error).message).toMatch(/ is gone: start again with overwrite \(--overwrite\)\.$/);
		expect(after).toEqual(files);
	});

	it.each([partialName, seenName])('may be longer, as a crash leaves them: %s', async name => {
		const tail = fc.uint8Array({minLength: 1, maxLength: 100});
		await fc.assert(
			fc.asyncProperty(tail, async bytes => {
				const longer = Buffer.concat([interrupted.files[name] as Buffer, bytes]);
				expect(await refusedOrWhole({[name]: longer})).toBe('whole');
			}),
			fuzzingSlowly(8),
		);
	});

	it('may have a lock of any content that names no running process', async () => {
		const nobody = fc
			.oneof(
				fc.string().filter(text => !/\d/.test(text)),
				fc.uint8Array().map(bytes => Buffer.from(bytes)),
				fc.constantFrom('', '\0\0\0\0', '-1', '0', 'NaN', '9'.repeat(400)),
			)
			.filter(text => !/^\s*0*[1-9]\d{0,6}\s*$/.test(text.toString()));
		await fc.assert(
			fc.asyncProperty(nobody, async content => {
				expect(await refusedOrWhole({[`${destinationName}.partial/lock`]: Buffer.from(content)})).toBe('whole');
			}),
			fuzzingSlowly(8),
		);
	});
});
