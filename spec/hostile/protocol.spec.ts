import {type Case, describeCases, done, failsAtIt} from './support/describe-cases.ts';
import {first, type Misdeed, properText, raw, rawAndEnd} from './support/hostile-server.ts';
import {chunk, chunked, headers, length, whole} from './support/raw-answers.ts';

const network = failsAtIt(
	'network',
	/from http:\/\/127\.0\.0\.1:\d+ failed on the network \(\S.*\)\. .* It failed 3 times\.$/,
	3,
);
const invalidBody = (what: RegExp) => failsAtIt('invalid-body', what, 3);

/** Sends a text a piece at a time, each on a turn of its own. */
const drop =
	(text: string, size: number): Misdeed =>
	({socket}) => {
		let place = 0;
		const send = () => {
			if (place >= text.length || socket.destroyed) return;
			socket.write(text.slice(place, place + size), 'latin1', () => setImmediate(send));
			place += size;
		};
		send();
	};

describeCases('an answer that is no HTTP:', [
	['an SSH banner', rawAndEnd('SSH-2.0-OpenSSH_9.6\r\n'), network],
	['a mail server’s greeting', rawAndEnd('220 mail.invalid ESMTP\r\n'), network],
	['zero bytes', rawAndEnd(Buffer.alloc(100)), network],
	['random bytes', rawAndEnd(Uint8Array.from({length: 1000}, (_, index) => (index * 7919) % 251)), network],
	['a TLS alert', rawAndEnd(Uint8Array.of(0x15, 3, 1, 0, 2, 2, 0x46)), network],
	['JSON without headers', rawAndEnd(properText), network],
	['HTTP/0.9', rawAndEnd(`<html>${properText}</html>`), network],
	['HTTP/2', rawAndEnd(Uint8Array.of(0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 100)), network],
	['a request', rawAndEnd('GET / HTTP/1.1\r\nhost: evil.invalid\r\n\r\n'), network],
	['a status of two digits', rawAndEnd('HTTP/1.1 20 OK\r\n\r\n'), network],
	['a status of letters', rawAndEnd('HTTP/1.1 OK 200\r\n\r\n'), network],
	['a header without a colon', rawAndEnd(`HTTP/1.1 200 OK\r\nnonsense\r\n\r\n${properText}`), network],
	['a header with a zero byte', rawAndEnd(`HTTP/1.1 200 OK\r\nx: \0\r\n\r\n${properText}`), network],
	['a length that is no number', rawAndEnd(`HTTP/1.1 200 OK\r\ncontent-length: many\r\n\r\n${properText}`), network],
	['a length below nothing', rawAndEnd(`HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n${properText}`), network],
	[
		'two lengths',
		rawAndEnd(`HTTP/1.1 200 OK\r\ncontent-length: ${length}\r\ncontent-length: 2\r\n\r\n${properText}`),
		network,
	],
	['a chunk whose length is none', rawAndEnd(`${chunked}xyz\r\n${properText}\r\n0\r\n\r\n`), network],
	['a chunk longer than it says', rawAndEnd(`${chunked}5\r\n${properText}\r\n0\r\n\r\n`), network],
	['headers of 1 MB', rawAndEnd(`${headers}x-large: ${'a'.repeat(1_000_000)}\r\n\r\n`), network],
	['100,000 headers', rawAndEnd(`${headers}${'x-many: 1\r\n'.repeat(100_000)}\r\n`), network],
	['garbage once', first(1, rawAndEnd('garbage\r\n\r\n')), done(2)],
]);

describeCases('an answer whose length is wrong:', [
	[
		'more is announced than comes, and the connection closes',
		rawAndEnd(`${headers}content-length: ${length + 1}\r\n\r\n${properText}`),
		network,
	],
	[
		'less is announced than comes',
		raw(`${headers}content-length: ${length - 1}\r\n\r\n${properText}`),
		invalidBody(/something else than whole JSON: "{/),
	],
	[
		'nothing is announced, and all comes',
		raw(`${headers}content-length: 0\r\n\r\n${properText}`),
		invalidBody(/an empty body/),
	],
	[
		'more is announced than there is, once',
		first(1, rawAndEnd(`${headers}content-length: ${length + 1}\r\n\r\n${properText}`)),
		done(2),
	],
]);

const asBefore: ReadonlyArray<readonly [what: string, misdeed: Misdeed]> = [
	['one byte at a time', drop(whole, 1)],
	[
		'its headers one byte at a time, in chunks of one byte',
		drop(`${chunked}${[...properText].map(chunk).join('')}0\r\n\r\n`, 100),
	],
	['in HTTP/1.0', rawAndEnd(`HTTP/1.0 200 OK\r\n\r\n${properText}`)],
	[
		'in HTTP/1.0, on a connection that stays',
		raw(`HTTP/1.0 200 OK\r\nconnection: keep-alive\r\ncontent-length: ${length}\r\n\r\n${properText}`),
	],
	['without a length, up to the end of the connection', rawAndEnd(`${headers}connection: close\r\n\r\n${properText}`)],
	['on a connection that is closed behind it', rawAndEnd(whole)],
	[
		'on a connection that is half closed behind it',
		({socket}) => {
			socket.allowHalfOpen = true;
			socket.end(whole);
		},
	],
	[
		'on a connection that is reset behind it',
		({socket}) => {
			// Once the client has it: the next request is on another connection then.
			socket.write(whole);
			socket.once('data', () => socket.resetAndDestroy());
		},
	],
	['without a reason phrase', raw(whole.replace('200 OK', '200'))],
	['with trailers', raw(`${chunked}${chunk(properText)}0\r\nx-trailer: 1\r\n\r\n`)],
	['with extensions of its chunks', raw(`${chunked}${chunk(properText).replace('\r\n', ';a=b\r\n')}0\r\n\r\n`)],
	['with 500 headers', raw(whole.replace('\r\n\r\n', `\r\n${'x-many: 1\r\n'.repeat(500)}\r\n`))],
	['with a header of 8 KB', raw(whole.replace('\r\n\r\n', `\r\nx-large: ${'a'.repeat(8000)}\r\n\r\n`))],
	[
		'with cookies',
		raw(whole.replace('\r\n\r\n', '\r\nset-cookie: a=b; domain=evil.invalid\r\nset-cookie: c=d\r\n\r\n')),
	],
	[
		'with an order to go elsewhere',
		raw(
			whole.replace(
				'\r\n\r\n',
				'\r\nrefresh: 0; url=http://evil.invalid/\r\nlocation: http://evil.invalid/\r\nalt-svc: h2="evil.invalid:443"\r\n\r\n',
			),
		),
	],
	['after “processing”', raw(`HTTP/1.1 102 Processing\r\n\r\n${whole}`)],
	[
		'after “early hints”, twice',
		raw(`HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n${whole}`),
	],
	['before a second answer that nobody asked for', raw(whole, `HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}`)],
	['before garbage', raw(whole, 'garbage\r\n\r\n')],
];

describeCases(
	'a page is read that comes',
	asBefore.map(([what, misdeed]): Case => [what, misdeed, done()]),
);

describeCases('an answer that only begins as one:', [
	['“continue” that was not asked for', raw(`HTTP/1.1 100 Continue\r\n\r\n${whole}`), network],
	[
		'another protocol',
		raw(`HTTP/1.1 101 Switching Protocols\r\nupgrade: evil\r\nconnection: upgrade\r\n\r\n${whole}`),
		network,
	],
	['“early hints” and the end', rawAndEnd('HTTP/1.1 103 Early Hints\r\n\r\n'), network],
]);
