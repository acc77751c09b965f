import {credentials, sendJson} from '../support/server.ts';
import {type Case, describeCases, done, failsAtIt} from './support/describe-cases.ts';
import {hostilePage, type Misdeed, properPage} from './support/hostile-server.ts';

type Location = string | readonly string[] | undefined;

/** A redirect. OURS stands for this server's host and port, THEIRS for somebody else's, HOP for the number of the request. */
const redirect =
	(location: Location, status = 302): Misdeed =>
	({response, origin, elsewhere, attempt}) => {
		const {host, port} = new URL(origin);
		const inPlace = (text: string) =>
			text
				.replaceAll('OURS', host)
				.replaceAll('PORT', port)
				.replaceAll('THEIRS', new URL(elsewhere).host)
				.replaceAll('HOP', String(attempt));
		const places = typeof location === 'object' ? location.map(inPlace) : location && inPlace(location);
		response.writeHead(status, places === undefined ? {} : {location: places as string}).end();
	};

/** A redirect at the endpoint's own path, and the page where it leads. */
const redirectOnce =
	(location: string, status?: number): Misdeed =>
	turn => {
		if (turn.attempt % 2 === 1) return redirect(location, status)(turn);
		const authorized = turn.request.headers.authorization?.startsWith('Basic ');
		sendJson(turn.response, authorized ? 200 : 401, properPage(hostilePage));
	};

const path = '/api/video/rooms?page=4';
const refused = (reason: RegExp, requests = 1, status = 302) =>
	failsAtIt('unsafe-redirect', reason, requests, {status});
const away = refused(
	/to another origin than http:\/\/[\w.]+:\d+, \S+\. It was not followed, and no credentials were sent there/,
);
const circle = refused(/after 5 redirects already\. They seem to go round in a circle/, 6);
const held = refused(
	/to an address that holds this client's credentials\. It was not followed\. Replace the API token/,
);
const basic = btoa(`${credentials.projectId}:${credentials.apiToken}`);
const unusable = refused(/without a usable Location/);
const localhost = {host: 'localhost'};
const statuses = [301, 302, 303, 307, 308];

const table = (rows: ReadonlyArray<readonly [what: string, location: Location, outcome: Case[2], options?: Case[3]]>) =>
	rows.map(([what, location, outcome, options]): Case => [what, redirect(location), outcome, options]);

describeCases('a redirect', [
	...statuses.map(
		(status): Case => [`by ${status} to the same origin`, redirectOnce(`/other?page=4`, status), done(2)],
	),
	...statuses.map((status): Case => {
		const outcome = refused(new RegExp(`answered with a ${status} redirect to another origin`), 1, status);
		return [`by ${status} to another origin`, redirect(`http://THEIRS${path}`, status), outcome];
	}),
	['by 300, with a Location', redirect(`http://THEIRS${path}`, 300), failsAtIt('rejected', /answered with 300\./)],
	['by 305, to a proxy', redirect('http://THEIRS', 305), failsAtIt('rejected', /answered with 305\./)],
	['to its own address for ever', redirect(path), circle],
	['to an address and back for ever', redirect('/other?page=4&hop=HOP'), circle],
	['to the whole address', redirectOnce(`http://OURS/other?page=4`), done(2)],
	['to the address without a scheme', redirectOnce('//OURS/other?page=4'), done(2)],
	['to a query alone', redirectOnce('?page=4&again=1'), done(2)],
	['to a fragment', redirectOnce('/other?page=4#fragment'), done(2)],
	[
		'with a body that is the page itself',
		({response}) => {
			response.writeHead(302, {location: 'http://evil.invalid/'}).end(JSON.stringify(properPage(hostilePage)));
		},
		away,
	],
]);

describeCases(
	'a redirect to',
	table([
		['another host', `https://evil.invalid${path}`, away],
		['another port', `http://THEIRS${path}`, away],
		['another host, without a scheme', `//THEIRS${path}`, away],
		['another host, behind backslashes', `\\\\THEIRS${path}`, away],
		['another host, behind a slash and a backslash', `/\\THEIRS${path}`, away],
		['another host, behind a tab', `/\t/THEIRS${path}`, away],
		['another host, behind ours as a name', `http://OURS@THEIRS${path}`, away],
		['another scheme', `https://OURS${path}`, away],
		['another name of this machine', `http://localhost:PORT${path}`, away],
		['our host with a dot behind it', `http://localhost.:PORT${path}`, away, localhost],
		[
			'our host with a name and a password',
			`http://name:password@OURS${path}`,
			refused(/to an address that holds credentials/),
		],
		['a script', 'javascript:alert(1)', away],
		['data', 'data:application/json,{"links":{},"data":[]}', away],
		['a file', 'file:///etc/passwd', away],
		['a blob of our origin', `blob:http://OURS${path}`, away],
		['our host, with the token', `/other?page=4&t=${credentials.apiToken}`, held],
		['our host, with the token spelt otherwise', `/pt%30${credentials.apiToken.slice(3)}`, held],
		['another host, with the header', `http://THEIRS/${basic}`, held],
		['nowhere', undefined, unusable],
		['an unclosed bracket', 'http://[', unusable],
		['a scheme alone', 'https://', unusable],
		['a port that there cannot be', `http://127.0.0.1:99999${path}`, unusable],
		['two places', ['http://THEIRS/', path], refused(/redirect (to another origin|without a usable Location)/)],
		['nothing, which is its own address', '', circle],
	]),
);
