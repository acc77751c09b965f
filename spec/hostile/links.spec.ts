import {credentials, roomsPage, sendJson} from '../support/server.ts';
import {type Case, describeCases, done, failsAfterIt, failsAtIt} from './support/describe-cases.ts';
import {hostilePage, type Misdeed, roomsOnPage} from './support/hostile-server.ts';

/** A page in order but for its next link. OURS stands for this server's host and port, THEIRS for somebody else's. */
const next =
	(link: unknown): Misdeed =>
	({response, origin, elsewhere}) => {
		const {host, port} = new URL(origin);
		const inPlace = (text: string) =>
			text.replaceAll('OURS', host).replaceAll('THEIRS', new URL(elsewhere).host).replaceAll('PORT', port);
		const page = roomsPage(hostilePage, roomsOnPage, undefined) as object;
		sendJson(response, 200, {...page, links: {next: typeof link === 'string' ? inPlace(link) : link}});
	};

type Row = readonly [what: string, link: unknown, outcome: Case[2], options?: Case[3]];

const describeLinks = (title: string, rows: readonly Row[]) =>
	describeCases(
		title,
		rows.map(([what, link, outcome, options]) => [what, next(link), outcome, options]),
	);

const path = '/api/video/rooms';
const refused = (reason: RegExp) => failsAfterIt('unsafe-link', reason);
const away = refused(/leads away from http:\/\/[\w.]+:\d+, so it was not followed and no credentials were sent to it/);
const off = refused(/leads off \/api\/video\/rooms, so it was not followed/);
const unsafe = refused(/holds white space, a control character or a backslash, so it was not followed/);
const scheme = (name: string) => refused(new RegExp(`has the scheme "${name}:"`));
const notOne = (got: string) =>
	failsAtIt('invalid-page', new RegExp(`links\\.next: expected string \\| null, got ${got}`));
const localhost = {host: 'localhost'};

describeLinks('a next link to', [
	['another host', `https://evil.invalid${path}?page=5`, away],
	['another port', `http://THEIRS${path}?page=5`, away],
	['another host, our port', `http://evil.invalid:PORT${path}?page=5`, away],
	['our host, no port', `http://127.0.0.1${path}?page=5`, away],
	['our host, port 0', `http://127.0.0.1:0${path}?page=5`, away],
	['our host, a port that there cannot be', `http://127.0.0.1:65536${path}?page=5`, refused(/is not a URL/)],
	['a host that begins like ours', `http://localhost.evil.invalid:PORT${path}?page=5`, away, localhost],
	['a host that ends like ours', `http://evil-localhost:PORT${path}?page=5`, away, localhost],
	['a host below ours', `http://evil.OURS${path}?page=5`, away, localhost],
	['our host with a dot behind it', `http://localhost.:PORT${path}?page=5`, away, localhost],
	['another address of this machine', `http://127.0.0.2:PORT${path}?page=5`, away],
	['another name of this machine', `http://localhost:PORT${path}?page=5`, away],
	['a host in Punycode', `http://xn--lcalhost-n4a:PORT${path}?page=5`, away, localhost],
	['a host that looks like ours', `http://l\u043ecalhost:PORT${path}?page=5`, away, localhost],
	['another host, without a scheme', `//THEIRS${path}?page=5`, away],
	['another host, behind three slashes', `///THEIRS${path}?page=5`, away],
	['another host, behind a scheme without slashes', `https:THEIRS${path}?page=5`, away],
	['another host, behind ours as a name', `http://OURS@THEIRS${path}?page=5`, refused(/holds credentials/)],
	['our host, with a name and a password', `http://name:password@OURS${path}?page=5`, refused(/holds credentials/)],
	['our host, with a name', `http://name@OURS${path}?page=5`, refused(/holds credentials/)],
	['our host, with a password', `http://:password@OURS${path}?page=5`, refused(/holds credentials/)],
	['a script', 'javascript:alert(1)', scheme('javascript')],
	['data', 'data:application/json,{"links":{},"data":[]}', scheme('data')],
	['a file', `file://${path}?page=5`, scheme('file')],
	['FTP', `ftp://OURS${path}?page=5`, scheme('ftp')],
	['a WebSocket', `ws://OURS${path}?page=5`, scheme('ws')],
	['a blob', `blob:http://OURS${path}?page=5`, scheme('blob')],
	['another endpoint', '/api/video/room_sessions?page=5', off],
	['a path below the endpoint', `${path}/5`, off],
	['the endpoint with a slash behind it', `${path}/?page=5`, off],
	['the endpoint with a parameter in its path', `${path};page=5`, off],
	['the endpoint in other letters', '/API/Video/Rooms?page=5', off],
	['the endpoint with a letter encoded', '/api/video/%72ooms?page=5', off],
	['the endpoint with a slash encoded', '/api/video%2frooms?page=5', off],
	['the endpoint with a doubled slash', '/api//video/rooms?page=5', off],
	['a path out of the endpoint, by dots', `${path}/../../relay/rest/phone_numbers`, off],
	['a path out of the endpoint, by encoded dots', `${path}/%2e%2e/logs`, off],
	['a path out of the endpoint, by half-encoded dots', `${path}/.%2E/logs`, off],
	['a path from the wrong folder', 'api/video/rooms?page=5', off],
	['a dot', '.', off],
	['a scheme alone', 'http://', refused(/is not a URL/)],
	['an unclosed bracket', `http://[::1${path}?page=5`, refused(/is not a URL/)],
	['its own page', '#', failsAfterIt('link-loop', /which this walk has already had/)],
	['its own page, with a fragment', `${path}?page=4#5`, failsAfterIt('link-loop', /which this walk has already had/)],
	[
		'its own page, in other letters',
		`${path}?%70age=%34`,
		failsAfterIt('link-loop', /which this walk has already had/),
	],
]);

describeLinks('a next link with', [
	['backslashes', `\\\\THEIRS\\api\\video\\rooms?page=5`, unsafe],
	['a slash and a backslash', `/\\THEIRS${path}?page=5`, unsafe],
	['a backslash for a slash', '/api\\video/rooms?page=5', unsafe],
	['a line break and a header', `${path}?page=5\r\nx-evil: 1`, unsafe],
	['a line feed inside', `${path}?pa\nge=5`, unsafe],
	['a tab inside', '/api/\tvideo/rooms?page=5', unsafe],
	['a tab in front', `\t${path}?page=5`, unsafe],
	['a blank in front', ` ${path}?page=5`, unsafe],
	['a blank behind', `${path}?page=5 `, unsafe],
	['a no-break space', `${path}?page=5\u00a0`, unsafe],
	['a zero byte', `${path}?page=5\0`, unsafe],
	['a terminal’s escape sequence', `${path}?page=5\u001b[2J`, unsafe],
	['10 MB', `${path}?page=5&x=${'A'.repeat(10_000_000)}`, refused(/is 100000\d\d characters long/)],
	['8,193 characters', `${path}?page=5&x=`.padEnd(8193, 'A'), refused(/is 8193 characters long/)],
	[
		'letters that are too long when encoded',
		`${path}?page=5&x=`.padEnd(8192, 'é'),
		refused(/is \d{5} characters long/),
	],
]);

const held = refused(/^The next link holds this client's credentials, so it was not followed\. Replace the API token/);
const {projectId, apiToken} = credentials;
const basic = Buffer.from(`${projectId}:${apiToken}`).toString('base64');
const percent = [...apiToken].map(character => `%${character.charCodeAt(0).toString(16)}`).join('');

describeLinks('a next link with our credentials in it:', [
	['the token', `${path}?page=5&t=${apiToken}`, held],
	['the token in small letters', `${path}?page=5&t=${apiToken.toLowerCase()}`, held],
	['the token behind percent signs', `${path}?page=5&t=${percent}`, held],
	['the token behind percent signs, twice', `${path}?page=5&t=${percent.replaceAll('%', '%25')}`, held],
	['the token as a name of a parameter', `${path}?page=5&${apiToken}`, held],
	['the token, to another host', `http://evil.invalid${path}?page=5&t=${apiToken}`, held],
	['the header', `${path}?page=5&t=${basic}`, held],
	['the header, encoded', `${path}?page=5&t=${encodeURIComponent(basic)}`, held],
	['the token in base64', `${path}?page=5&t=${Buffer.from(apiToken).toString('base64url')}`, held],
]);

describeLinks('a next link that only looks odd is followed, to our own host and scheme', [
	['whole', `http://OURS${path}?page=5`, done()],
	['with the other scheme', `https://OURS${path}?page=5`, done()],
	['with a scheme in other letters', `hTTp://OURS${path}?page=5`, done()],
	['with a host in other letters', `http://LocalHost:PORT${path}?page=5`, done(), localhost],
	['with a host in wide letters', `http://\uff4c\uff4fcalhost:PORT${path}?page=5`, done(), localhost],
	['with an encoded host', `http://%6cocalhost:PORT${path}?page=5`, done(), localhost],
	['with the host as one number', `http://2130706433:PORT${path}?page=5`, done()],
	['with a dot behind a host of numbers', `http://127.0.0.1.:PORT${path}?page=5`, done()],
	['with an empty name and password', `http://:@OURS${path}?page=5`, done()],
	['without a scheme', `//OURS${path}?page=5`, done()],
	['a query alone', '?page=5', done()],
	['a file name', 'rooms?page=5', done()],
	['with dots that lead back', '/api/video/x/../rooms?page=5', done()],
	['with encoded dots that lead back', '/api/video/x/%2e%2e/rooms?page=5', done()],
	['with a fragment', `${path}?page=5#fragment`, done()],
	['with a fragment like a place in a page', `${path}?page=5#skip=1`, done()],
	['with 8,192 characters', `${path}?page=5&x=`.padEnd(8192, 'A'), done()],
	['with half a surrogate pair', `${path}?page=5&x=\ud800`, done()],
]);

describeLinks('a next link that is not a text, but', [
	['a number', 5, notOne('5')],
	['0', 0, notOne('0')],
	['false', false, notOne('false')],
	['an object', {href: `${path}?page=5`}, notOne('an object')],
	['an array', [`${path}?page=5`], notOne('an array of 1')],
]);
