import {describeCases, done, failsAtIt} from './support/describe-cases.ts';
import {first, properText, raw} from './support/hostile-server.ts';
import {chunk, chunked, half, headers, length} from './support/raw-answers.ts';

const brief = {timeout: 400, retry: {retries: 1}};
const timedOut = failsAtIt('timeout', /got no whole answer within 400 ms\. .* It failed 2 times\.$/, 2);

describeCases('an answer that does not end is given up after its time:', [
	['no byte of it comes', raw(''), timedOut, brief],
	['a part of its headers comes', raw(headers), timedOut, brief],
	['its headers come', raw(`${headers}content-length: ${length}\r\n\r\n`), timedOut, brief],
	['half of its body comes', raw(`${headers}content-length: ${length}\r\n\r\n${half}`), timedOut, brief],
	[
		'more is announced than comes',
		raw(`${headers}content-length: ${length + 1}\r\n\r\n${properText}`),
		timedOut,
		brief,
	],
	['all but its last chunk comes', raw(`${chunked}${chunk(properText)}`), timedOut, brief],
	[
		'chunk after chunk comes',
		({socket}) => {
			socket.write(chunked);
			const dripping = setInterval(() => socket.write(chunk(' ')), 5);
			socket.on('close', () => clearInterval(dripping));
		},
		timedOut,
		brief,
	],
	[
		'header after header comes',
		({socket}) => {
			socket.write(headers);
			const dripping = setInterval(() => socket.write('x: y\r\n'), 5);
			socket.on('close', () => clearInterval(dripping));
		},
		timedOut,
		brief,
	],
	[
		'it says “early hints” without end',
		({socket}) => {
			const dripping = setInterval(() => socket.write('HTTP/1.1 103 Early Hints\r\n\r\n'), 5);
			socket.on('close', () => clearInterval(dripping));
		},
		timedOut,
		brief,
	],
	['an error’s body does not', raw('HTTP/1.1 404 Not Found\r\ncontent-length: 10\r\n\r\n{'), timedOut, brief],
	[
		'a redirect’s body does not',
		raw('HTTP/1.1 302 Found\r\nlocation: http://evil.invalid/\r\ncontent-length: 10\r\n\r\n{'),
		timedOut,
		brief,
	],
	['it does not, once', first(1, raw(`${headers}content-length: ${length}\r\n\r\n${half}`)), done(2), brief],
]);
