import {describe, expect, it} from '@jest/globals';
import {type PaginationError, paginateRooms, type WalkOptions} from '../../lib/index.ts';
import {clientOf, idsFrom, pageOf, roomAt, sendJson, sendText, useServers} from '../support/server.ts';
import {rejection, toArray} from '../support/simulated.ts';
import {describeCases, done, failsAtIt} from './support/describe-cases.ts';
import {hostilePage, linkTo, type Misdeed, properPage, properText} from './support/hostile-server.ts';
import {expectNoSecrets} from './support/secrets.ts';

/** One misdeed after the other; the last one from then on. */
const inTurn =
	(...misdeeds: readonly Misdeed[]): Misdeed =>
	turn =>
		(misdeeds[turn.attempt - 1] ?? misdeeds.at(-1))?.(turn);

const status =
	(code: number, headers: Record<string, string> = {}): Misdeed =>
	({response}) =>
		sendJson(response, code, {error: 'Said by the server'}, headers);
const text =
	(body: string): Misdeed =>
	({response}) =>
		sendText(response, 200, body);
const proper: Misdeed = ({behave}) => behave();
const reset: Misdeed = ({socket}) => socket.resetAndDestroy();
/** Says how long it is, and breaks off in the middle. */
const truncated: Misdeed = ({response, socket}) => {
	response.writeHead(200, {'content-length': properText.length});
	response.write(properText.slice(0, properText.length / 2), () => socket.destroy());
};
/** A page of the same address with other rooms. */
const otherRooms: Misdeed = ({response}) =>
	sendJson(response, 200, {links: {next: linkTo(5)}, data: [roomAt(70), roomAt(71), roomAt(72)]});
const others = [...idsFrom(0, 8), ...idsFrom(70, 73), ...idsFrom(10, 12)];

describeCases('a server that answers a page', [
	['with 503, then the page', inTurn(status(503), proper), done(2)],
	['with 503, then other rooms', inTurn(status(503), otherRooms), done(2, others)],
	['truncated, then whole', inTurn(truncated, proper), done(2)],
	[
		'truncated, then with other rooms: of the first answer nothing is given',
		inTurn(truncated, otherRooms),
		done(2, others),
	],
	['as half of the JSON, then with other rooms', inTurn(text(properText.slice(0, 999)), otherRooms), done(2, others)],
	['with a reset, then HTML, then the page', inTurn(reset, text('<html></html>'), proper), done(3)],
	[
		'with 204, then 408, then the page',
		inTurn(({response}) => response.writeHead(204).end(), status(408), proper),
		done(3),
	],
	['with 429, then the page', inTurn(status(429, {'retry-after': '0.1'}), proper), done(2)],
	[
		'with 503, then a page that is none',
		inTurn(status(503), status(503), text('{}')),
		failsAtIt('invalid-page', /links: .*got nothing/, 3),
	],
	[
		'with three failures of different kinds: the last one is told',
		inTurn(status(500), text(''), status(502), status(502)),
		failsAtIt('server', /answered with 502 .* It failed 3 times\.$/, 3),
		{retry: {retries: 2}},
	],
	[
		'with 503 twice, then 401',
		inTurn(status(503), status(503), status(401)),
		failsAtIt('authentication', /answered with 401/, 3),
	],
	[
		'truncated twice, then with 404',
		inTurn(truncated, truncated, status(404)),
		failsAtIt('rejected', /answered with 404/, 3),
	],
]);

const serve = useServers();

const modes: readonly WalkOptions[] = [{readAhead: 0}, {readAhead: 3}, {concurrency: 8, unanchored: true}];
const first = {links: {next: 'https://evil.invalid/'}, data: [roomAt(8), roomAt(9)]};
const elsewhere = {kind: 'unsafe-link', cursor: `${linkTo(hostilePage)}#skip=2`};

/** [what page 4 is at the second time, the rooms that are given then, how that walk ends] */
const changes: ReadonlyArray<
	readonly [what: string, second: unknown, rooms: readonly string[], end: object | undefined]
> = [
	['has a link that may be followed', properPage(hostilePage), idsFrom(10, 12), undefined],
	['has another link', {...first, links: {next: `${linkTo(5)}&again=1`}}, idsFrom(10, 12), undefined],
	['is the last one', {...first, links: {}}, [], undefined],
	['has the same link', first, [], elsewhere],
	['has a link to itself', {...first, links: {next: linkTo(hostilePage)}}, [], {...elsewhere, kind: 'link-loop'}],
	['has become shorter', {links: {next: linkTo(5)}, data: [roomAt(9)]}, idsFrom(10, 12), undefined],
	['has become empty', {links: {next: linkTo(5)}, data: []}, idsFrom(10, 12), undefined],
	[
		'has become longer',
		{links: {next: linkTo(5)}, data: [roomAt(8), roomAt(9), roomAt(90)]},
		['room-90', ...idsFrom(10, 12)],
		undefined,
	],
	['is spoiled where its rooms were given', {links: {next: linkTo(5)}, data: [null, 7]}, idsFrom(10, 12), undefined],
	['is spoiled behind', {links: {}, data: [roomAt(8), roomAt(9), null]}, [], {...elsewhere, kind: 'invalid-item'}],
	['is no page', {}, [], {...elsewhere, kind: 'invalid-page'}],
	['is gone', undefined, [], {...elsewhere, kind: 'rejected', status: 404}],
];

describe.each(modes)('a walk resumed where a link was refused (%j)', walk => {
	it.each(changes)(
		'whose page meanwhile %s goes on from there, and gives no room twice',
		async (_what, second, rooms, end) => {
			let now: unknown = first;
			const server = await serve((response, _ordinal, request) => {
				const page = pageOf(request);
				const body = page === hostilePage ? now : page < hostilePage + 2 ? properPage(page) : undefined;
				sendJson(response, body === undefined ? 404 : 200, body ?? {error: 'Not Found'});
			});
			const client = clientOf(server);
			const refused = (await rejection(toArray(paginateRooms(client, {}, walk)))) as PaginationError;
			expect(refused).toMatchObject(elsewhere);
			now = second;
			const given: string[] = [];
			const resumed = (async () => {
				for await (const {id} of paginateRooms(client, {}, {...walk, resumeFrom: refused.cursor})) given.push(id);
			})();
			if (end === undefined) await resumed;
			else {
				const error = await rejection(resumed);
				expect(error).toMatchObject(end);
				expectNoSecrets(error);
			}
			expect(given).toEqual(rooms);
		},
	);
});

describe.each(modes)('empty pages (%j)', walk => {
	it('are followed, two hundred of them too', async () => {
		const server = await serve((response, _ordinal, request) => {
			const page = pageOf(request);
			const next = page < 202 ? {next: linkTo(page + 1)} : {};
			sendJson(response, 200, {links: next, data: page === 0 || page === 202 ? [roomAt(page)] : []});
		});
		const rooms = await toArray(paginateRooms(clientOf(server), {page_size: 50}, walk));
		expect(rooms.map(({id}) => id)).toEqual(['room-0', 'room-202']);
	});
});
