import {type Case, describeCases, done, failsAtIt} from './support/describe-cases.ts';
import {first, type Misdeed} from './support/hostile-server.ts';

const limited =
	(retryAfter: string | readonly string[] | (() => string), status = 429): Misdeed =>
	({response}) => {
		const value = typeof retryAfter === 'function' ? retryAfter() : retryAfter;
		response.writeHead(status, {'retry-after': value as string}).end('{"error": "Slow down"}');
	};

const inSeconds = (seconds: number) => () => new Date(Date.now() + seconds * 1000).toUTCString();
const asctime = (utc: string): string => utc.replace(/(\w+), 0?(\d+) (\w+) (\d+) (.*) GMT/, '$1 $3 $2 $5 $4');

/** The page is had at the second attempt, after a wait within these bounds. */
const waits = (least: number, most: number) => ({...done(2), delays: [least, most] as const});
/** As if the header were not there: the client's own back-off, which is at most 5 ms here. */
const backsOff = waits(0, 5);
const tooLong = (asked: RegExp) =>
	failsAtIt(
		'rate-limited',
		new RegExp(`The server asked to wait ${asked.source} ms, and \\d+ ms are left of retry\\.maxElapsed\\.$`),
	);

const table = (rows: ReadonlyArray<readonly [what: string, header: Parameters<typeof limited>[0], outcome: Case[2]]>) =>
	rows.map(([what, header, outcome]): Case => {
		// A guess may be told of it too: what is too long must then be said again.
		const misdeed = limited(header);
		return [what, outcome.failure === undefined ? first(1, misdeed) : misdeed, outcome];
	});

describeCases(
	'Retry-After',
	table([
		['in seconds', '1', waits(1000, 1000)],
		['in parts of a second', '0.25', waits(250, 250)],
		['with blanks around', '  0.1  ', waits(100, 100)],
		['of nothing', '0', backsOff],
		['of nothing, written long', '0.000', backsOff],
		['as a date', inSeconds(1.5), waits(10, 1500)],
		['as a date in the old form', () => asctime(inSeconds(1.5)()), waits(10, 1500)],
		['as a date that is past', 'Fri, 31 Dec 1999 23:59:59 GMT', backsOff],
		['as a date that there is not', 'Fri, 31 Foo 2099 23:59:59 GMT', backsOff],
		['as a date in another form', '2099-12-31T23:59:59Z', backsOff],
		['below nothing', '-5', backsOff],
		['that is garbage', 'soon', backsOff],
		['that is empty', '', backsOff],
		['in hexadecimal', '0x10', backsOff],
		['with an exponent', '1e9', backsOff],
		['with a unit', '5s', backsOff],
		['that is infinite', 'Infinity', backsOff],
		['of two headers', ['0', '1'], waits(1000, 1000)],
		['of a week', '604800', tooLong(/604800000/)],
		['of a week, as a date', inSeconds(604_800), tooLong(/6047\d{5}|604800000/)],
		['of 30 digits', '9'.repeat(30), tooLong(/9007199254740991/)],
		['of 400 digits', '9'.repeat(400), tooLong(/9007199254740991/)],
	]),
);

describeCases('Retry-After that is longer than the retries may take, with', [
	[
		'429',
		limited('2'),
		failsAtIt('rate-limited', /asked to wait 2000 ms/, 1, {status: 429, retryAfter: 2000}),
		{retry: {maxElapsed: 1000}},
	],
	[
		'503',
		limited('2', 503),
		failsAtIt('server', /asked to wait 2000 ms/, 1, {status: 503, retryAfter: 2000}),
		{retry: {maxElapsed: 1000}},
	],
	[
		'500',
		limited('2', 500),
		failsAtIt('server', /asked to wait 2000 ms/, 1, {status: 500, retryAfter: 2000}),
		{retry: {maxElapsed: 1000}},
	],
]);
