import {describe, expect, it} from '@jest/globals';
import {paginateRooms, type Room} from '../../lib/index.ts';
import {clientOf, idsFrom, sendText, useServers} from '../support/server.ts';
import {rejection, toArray} from '../support/simulated.ts';
import {type Case, describeCases, done, failsAtIt} from './support/describe-cases.ts';
import {first, type Misdeed, properText} from './support/hostile-server.ts';

const text =
	(body: string | Uint8Array, type = 'application/json'): Misdeed =>
	({response}) =>
		sendText(response, 200, body, {'content-type': type});

const html = '<!doctype html><html><body>Please log in</body></html>';
const depth = 100_000;
const deepArrays = '['.repeat(depth) + ']'.repeat(depth);
const deepObjects = `${'{"a":'.repeat(depth)}0${'}'.repeat(depth)}`;
/** The proper page, with more members in front. */
const withMember = (member: string) => `{${member},${properText.slice(1)}`;

const notJson = (what: RegExp) =>
	failsAtIt(
		'invalid-body',
		new RegExp(`200 and something else than whole JSON: ${what.source}.* It failed 3 times\\.$`),
		3,
	);
const invalidPage = (message: RegExp) => failsAtIt('invalid-page', message);

describeCases('a body that is no JSON is asked for again:', [
	['HTML', text(html, 'text/html'), notJson(/"<!doctype html>.*\(content type "text\/html"\)\. Check that no proxy/)],
	['HTML that says it is JSON', text(html), notJson(/"<!doctype html>/)],
	['HTML once', first(1, text(html, 'text/html')), done(2)],
	['empty', text(''), notJson(/an empty body/)],
	['blank', text(' \r\n\t'), notJson(/" \\r\\n\\t"/)],
	['half of the page', text(properText.slice(0, properText.length / 2)), notJson(/"{/)],
	['all but the last byte', text(properText.slice(0, -1)), notJson(/"{/)],
	['half of the page, once', first(1, text(properText.slice(0, 500))), done(2)],
	['the page twice', text(properText + properText), notJson(/"{/)],
	['a byte order mark alone', text('\ufeff'), notJson(/an empty body/)],
	['two byte order marks', text(`\ufeff\ufeff${properText}`), notJson(/"/)],
	['a comment', text(`/* page */${properText}`), notJson(/"\/\* page/)],
	['a comma too many', text(`${properText.slice(0, -1)},}`), notJson(/"{/)],
	['a prefix against hijacking', text(`)]}',\n${properText}`), notJson(/"\)\]}',/)],
	['JSONP', text(`callback(${properText})`), notJson(/"callback/)],
	['NaN', text(withMember('"total":NaN')), notJson(/"{/)],
	['undefined', text('undefined'), notJson(/"undefined"/)],
	['server-sent events', text(`data: ${properText}\n\n`, 'text/event-stream'), notJson(/"data: /)],
	['Latin-1', text(Buffer.from(withMember('"name":"\u00e9"'), 'latin1')), notJson(/bytes that are not UTF-8/)],
	['UTF-16', text(Buffer.from(`\ufeff${properText}`, 'utf16le')), notJson(/bytes that are not UTF-8/)],
	[
		'a letter cut in two',
		text(Buffer.from(withMember('"name":"\u00e9"')).subarray(0, 10)),
		notJson(/bytes that are not UTF-8/),
	],
	[
		'a surrogate in UTF-8',
		text(Buffer.concat([Buffer.from('{"a":"'), Buffer.of(0xed, 0xa0, 0x80), Buffer.from('"}')])),
		notJson(/bytes that are not UTF-8/),
	],
	['zero bytes', text(Buffer.alloc(1000)), notJson(/"(\\u0000)+/)],
	['what a terminal would obey', text('\u001b[2J\u202e'), notJson(/"\\u001b\[2J\\u202e"/)],
	[
		'the credentials',
		({response, request}) => sendText(response, 200, String(request.headers.authorization)),
		notJson(/"Basic \[redacted\]/),
	],
	['100,000 brackets that nobody closes', text('['.repeat(100_000)), notJson(/"\[+/)],
	['100,000 brackets that nobody opens', text(']'.repeat(100_000)), notJson(/"\]+/)],
]);

describeCases('a body that is JSON, and no page:', [
	['100,000 arrays in one another', text(deepArrays), invalidPage(/expected page, got an array of 1/)],
	['100,000 objects in one another', text(deepObjects), invalidPage(/links: .*got nothing/)],
	['links of depth 100,000', text(`{"links":${deepArrays},"data":[]}`), invalidPage(/links: .*got an array of 1/)],
	[
		'a next link of depth 100,000',
		text(`{"links":{"next":${deepArrays}},"data":[]}`),
		invalidPage(/links\.next: .*got an array of 1/),
	],
	[
		'a room of depth 100,000',
		text(`{"links":{},"data":[${deepArrays}]}`),
		failsAtIt('invalid-item', /Entry 0 .*got an array of 1/),
	],
	['a number', text('1e400'), invalidPage(/expected page, got Infinity/)],
	['links and data of its prototype only', text(`{"__proto__":${properText}}`), invalidPage(/links: .*got nothing/)],
	[
		'data twice, the second one null',
		text(`${properText.slice(0, -1)},"data":null}`),
		invalidPage(/data: expected array, got null/),
	],
]);

describeCases('a body that would take far more memory than its bytes is not read:', [
	[
		'empty objects',
		text(`{"links":{},"data":[${'{},'.repeat(1_500_000)}0]}`),
		failsAtIt('response-too-large', /more than 1048576 JSON values/, 1, {status: 200}),
		{maxResponseBytes: 2 ** 24},
	],
]);

const asBefore: ReadonlyArray<readonly [what: string, body: string | Uint8Array, type?: string]> = [
	['a byte order mark', `\ufeff${properText}`],
	['blanks around it', ` \r\n\t${properText}\n\n`],
	['a wrong content type', properText, 'text/html; charset=latin1'],
	['no known content type', properText, '?'],
	['data twice, the first one null', `{"data":null,${properText.slice(1)}`],
	['a member of depth 100,000', withMember(`"more":${deepArrays}`)],
	['a prototype', withMember('"__proto__":{"links":{"next":null},"data":[],"polluted":1}')],
	['a constructor', withMember('"constructor":{"prototype":{"polluted":1}}')],
	['methods that are none', withMember('"toString":1,"valueOf":2,"hasOwnProperty":3,"then":4,"toJSON":5')],
	['100,000 members more', withMember(Array.from({length: 100_000}, (_, index) => `"member${index}":0`).join())],
];

describeCases(
	'a page is read with',
	asBefore.map(([what, body, type]): Case => [what, text(body, type), done()]),
);

const serve = useServers();

/** A listing of one page, whose first room has these members after its own; of two of the same name the later counts. */
const roomWith = async (members: string): Promise<Room> => {
	const body = properText.replace(/"next":"[^"]*"/, '').replace('},{"id":"room-9"', `,${members}},{"id":"room-9"`);
	const server = await serve(response => sendText(response, 200, body));
	const rooms = await toArray(paginateRooms(clientOf(server)));
	expect(rooms.map(({id}) => id)).toEqual(idsFrom(8, 10));
	return rooms[0] as Room;
};

describe('a room comes through as it was sent, with', () => {
	it.each([
		['__proto__', {polluted: 1}],
		['constructor', {prototype: {polluted: 1}}],
		['prototype', {polluted: 1}],
		['hasOwnProperty', 1],
		['toString', null],
		['then', 'now'],
		['toJSON', 'no'],
		['', 'nameless'],
		['\u0000', 'zero'],
		['0', 'index'],
	])('a member called %j', async (name, value) => {
		const room = await roomWith(`${JSON.stringify(name)}:${JSON.stringify(value)}`);
		expect(Object.getOwnPropertyDescriptor(room, name)?.value).toEqual(value);
		expect(Object.getPrototypeOf(room)).toBe(Object.prototype);
		expect(({} as {polluted?: unknown}).polluted).toBeUndefined();
	});

	it.each([
		['a prototype deeper down', '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'],
		['half a surrogate pair', '{"a":"\\ud800","b":"\\udc00\\ud800"}'],
		['zero bytes in a text', '{"a":"\\u0000"}'],
		['a member twice', '{"a":1,"a":2}'],
		['numbers beyond 2^53', '{"a":9007199254740993,"b":-123456789012345678901234567890}'],
		['numbers beyond all', '{"a":1e400,"b":-1e400,"c":1e-400,"d":-0}'],
	])('%s', async (_what, meta) => {
		const room = await roomWith(`"meta":${meta},"extra":${meta}`);
		// As JavaScript reads it, and not otherwise.
		for (const read of [room.meta, Reflect.get(room, 'extra')]) expect(read).toEqual(JSON.parse(meta));
	});

	it('members of depth 100,000, known and unknown', async () => {
		const room = await roomWith(`"extra":${deepArrays},"meta":${deepObjects}`);
		let arrays = 0;
		for (let inner: unknown = Reflect.get(room, 'extra'); Array.isArray(inner); inner = inner[0]) arrays++;
		let objects = 0;
		for (let inner: unknown = room.meta; typeof inner === 'object' && inner !== null; inner = Reflect.get(inner, 'a')) {
			objects++;
		}
		expect({arrays, objects}).toEqual({arrays: depth, objects: depth});
	});
});

describe('an error', () => {
	it('of a room whose members have dangerous names is a sentence like others', async () => {
		const body = `{"links":{},"data":[{"__proto__":{"id":"a"},"hasOwnProperty":1,"id":{"toString":1}}]}`;
		const server = await serve(response => sendText(response, 200, body));
		const error = await rejection(toArray(paginateRooms(clientOf(server), {}, {onInvalidItem: 'throw'})));
		expect(error).toMatchObject({kind: 'invalid-item'});
		expect(String(error)).toContain('id: expected string, got an object');
	});
});
