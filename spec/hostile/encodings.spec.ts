import {brotliCompressSync, deflateRawSync, deflateSync, gzipSync} from 'node:zlib';
import {describe, expect, it} from '@jest/globals';
import {paginateRooms} from '../../lib/index.ts';
import {clientOf, useServers} from '../support/server.ts';
import {rejection, until} from '../support/simulated.ts';
import {type Case, describeCases, done, failsAtIt} from './support/describe-cases.ts';
import {first, type Misdeed, properText} from './support/hostile-server.ts';

const encoded =
	(encoding: string | undefined, body: Uint8Array | string, type = 'application/json'): Misdeed =>
	({response}) =>
		response
			.writeHead(200, {'content-type': type, ...(encoding !== undefined && {'content-encoding': encoding})})
			.end(body);

const gzip = gzipSync(properText);
const half = Math.floor(gzip.length / 2);
const spoiledAt = (place: number) => Uint8Array.from(gzip, (byte, index) => (index === place ? byte ^ 0xff : byte));
const miscoded = failsAtIt(
	'invalid-body',
	/200 and something else than whole JSON: bytes that are not compressed as its/,
	3,
);
const notUtf8 = failsAtIt('invalid-body', /bytes that are not UTF-8/, 3);
const tooLarge = failsAtIt(
	'response-too-large',
	/answered with 200 and more than 1000000 bytes\. Ask for a smaller page_size, or raise maxResponseBytes\.$/,
);

describeCases('a page is read that comes', [
	['in gzip', encoded('gzip', gzip), done()],
	['in gzip, in large letters', encoded('GZIP', gzip), done()],
	['in gzip under its old name', encoded('x-gzip', gzip), done()],
	[
		'in gzip, in two members',
		encoded('gzip', Buffer.concat([gzipSync(properText.slice(0, 99)), gzipSync(properText.slice(99))])),
		done(),
	],
	['in Brotli', encoded('br', brotliCompressSync(properText)), done()],
	['in deflate', encoded('deflate', deflateSync(properText)), done()],
	['in deflate without its frame', encoded('deflate', deflateRawSync(properText)), done()],
	['in gzip twice', encoded('gzip, gzip', gzipSync(gzip)), done()],
	['in no encoding, and says so', encoded('identity', properText), done()],
	['in an encoding that nobody knows, and is plain', encoded('x-unknown', properText), done()],
	['in gzip that is cut off, at first', first(1, encoded('gzip', gzip.subarray(0, half))), done(2)],
]);

describeCases('a page cannot be read, and is asked for again, that comes', [
	['plain, and says gzip', encoded('gzip', properText), miscoded],
	['empty, and says gzip', encoded('gzip', ''), failsAtIt('invalid-body', /an empty body/, 3)],
	['in gzip that is spoiled', encoded('gzip', spoiledAt(half)), miscoded],
	['in gzip whose checksum is wrong', encoded('gzip', spoiledAt(gzip.length - 5)), miscoded],
	[
		'in gzip that is cut off',
		encoded('gzip', gzip.subarray(0, half)),
		failsAtIt('invalid-body', /something else than whole JSON: "{/, 3),
	],
	['in gzip, and does not say so', encoded(undefined, gzip), notUtf8],
	['in gzip, and says Brotli', encoded('br', gzip), miscoded],
	['in Brotli, and says gzip', encoded('gzip', brotliCompressSync(properText)), miscoded],
	['in an encoding that nobody knows', encoded('x-unknown', gzip), notUtf8],
	['in gzip twice, and says once', encoded('gzip', gzipSync(gzip)), notUtf8],
]);

/** Bytes that unpack to a thousand times as many: a gigabyte, in members that follow one another, or 16 MiB. */
const member = gzipSync(Buffer.alloc(2 ** 24));
const members = Buffer.concat(Array(64).fill(member));
const bombs = {
	gzip: members,
	br: brotliCompressSync(Buffer.alloc(2 ** 24)),
	deflate: deflateSync(Buffer.alloc(2 ** 24)),
	'gzip, gzip': gzipSync(members),
};
const limit = {maxResponseBytes: 1_000_000};

describeCases('a page larger than allowed is not read to its end, nor asked for again, that comes', [
	['plain', encoded(undefined, Buffer.alloc(1_000_001)), tooLarge, limit],
	[
		'plain and without end',
		({response}) => {
			response.writeHead(200);
			const pour = () => {
				response.write(Buffer.alloc(2 ** 16), error => {
					if (!error) setImmediate(pour);
				});
			};
			pour();
		},
		tooLarge,
		limit,
	],
	...Object.entries(bombs).map(
		([encoding, bomb]): Case => [`in ${encoding} that unpacks to much`, encoded(encoding, bomb), tooLarge, limit],
	),
]);

const rejected = (status: number) =>
	failsAtIt('rejected', new RegExp(`answered with ${status}\\. Check the query`), 1, {status, details: []});

describeCases('an error says what its status says, though its body', [
	['is larger than is read', ({response}) => response.writeHead(422).end(Buffer.alloc(2_000_000)), rejected(422)],
	[
		'is larger than allowed',
		({response}) => response.writeHead(401).end(Buffer.alloc(20_000)),
		failsAtIt('authentication', /answered with 401\. Check the project ID/, 1, {status: 401}),
		{maxResponseBytes: 10_000},
	],
	[
		'is announced to be larger than allowed',
		({response}) => response.writeHead(409, {'content-length': 2_000_000}).flushHeaders(),
		rejected(409),
	],
	['is a bomb', ({response}) => response.writeHead(400, {'content-encoding': 'gzip'}).end(bombs.gzip), rejected(400)],
	[
		'is not compressed as it says',
		({response}) => response.writeHead(410, {'content-encoding': 'gzip'}).end('{}'),
		rejected(410),
	],
	[
		'is larger than is read, and is asked for again',
		first(1, ({response}) => response.writeHead(503).end(Buffer.alloc(2_000_000))),
		done(2),
	],
	[
		'is a redirect’s',
		({response, attempt, behave}) =>
			attempt === 1
				? response.writeHead(302, {location: '/api/video/rooms?page=4'}).end(Buffer.alloc(2_000_000))
				: behave(),
		done(2),
	],
]);

const serve = useServers();

describe('memory', () => {
	it.each(['gzip', 'gzip, gzip'] as const)('does not grow with what a bomb of %s unpacks to', async encoding => {
		const server = await serve(response =>
			response.writeHead(200, {'content-encoding': encoding}).end(bombs[encoding]),
		);
		const client = clientOf(server, limit);
		const before = process.memoryUsage().rss;
		let most = 0;
		const watch = setInterval(() => {
			most = Math.max(most, process.memoryUsage().rss - before);
		}, 1);
		const errors = await Promise.all(Array.from({length: 4}, () => rejection(paginateRooms(client).next())));
		// A stream that went on unpacking would show only now.
		await until(() => server.requests.length === 4);
		for (let turn = 0; turn < 100; turn++) await new Promise(resolve => setImmediate(resolve));
		clearInterval(watch);
		for (const error of errors) expect(error).toMatchObject({kind: 'response-too-large'});
		// Each of the four would be a gigabyte.
		expect(Math.max(most, process.memoryUsage().rss - before)).toBeLessThan(400_000_000);
	});
});
