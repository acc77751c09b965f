import {idsFrom, roomAt, roomsPage, sendJson} from '../support/server.ts';
import {type Case, describeCases, done, failsAtIt} from './support/describe-cases.ts';
import {hostilePage, linkTo, type Misdeed, roomsOnPage} from './support/hostile-server.ts';

const links = {next: linkTo(hostilePage + 1)};
const {data} = roomsPage(hostilePage, roomsOnPage, undefined) as {readonly data: readonly object[]};

const page =
	(body: unknown): Misdeed =>
	({response}) =>
		sendJson(response, 200, body);

const invalidPage = (message: RegExp) => failsAtIt('invalid-page', message);
const invalidItem = (message: RegExp) => failsAtIt('invalid-item', message);
const before = idsFrom(0, hostilePage * roomsOnPage);
const after = idsFrom((hostilePage + 1) * roomsOnPage, (hostilePage + 2) * roomsOnPage);
const through = (...ids: readonly string[]) => done(1, [...before, ...ids, ...after]);
/** A page without a next link is the last one: nobody can know better. */
const endsThere = done(1, [...before, 'room-8', 'room-9']);

const table = (rows: ReadonlyArray<readonly [what: string, body: unknown, outcome: Case[2], options?: Case[3]]>) =>
	rows.map(([what, body, outcome, options]): Case => [what, page(body), outcome, options]);

describeCases(
	'a page whose links are',
	table([
		['missing', {data}, invalidPage(/links: expected object of links, got nothing/)],
		['null', {links: null, data}, invalidPage(/links: expected object of links, got null/)],
		['an array', {links: [], data}, invalidPage(/links: expected object of links, got an array of 0/)],
		['a text', {links: linkTo(5), data}, invalidPage(/links: expected object of links, got "\/api/)],
		['a number', {links: 5, data}, invalidPage(/links: expected object of links, got 5/)],
		['false', {links: false, data}, invalidPage(/links: expected object of links, got false/)],
		['empty', {links: {}, data}, endsThere],
		['there, with null for next', {links: {next: null}, data}, endsThere],
		['there, with an empty text for next', {links: {next: ''}, data}, endsThere],
		[
			'there, with others that lead elsewhere',
			{links: {...links, self: 'https://evil.invalid/', prev: '//evil.invalid'}, data},
			through('room-8', 'room-9'),
		],
		[
			'there, with others that are no texts',
			{links: {...links, prev: 7}, data},
			invalidPage(/links\.prev: expected string \| null, got 7/),
		],
		['there, with others that nobody knows', {links: {...links, last: 7}, data}, through('room-8', 'room-9')],
	]),
);

describeCases(
	'a page whose data is',
	table([
		['missing', {links}, invalidPage(/data: expected array, got nothing/)],
		['null', {links, data: null}, invalidPage(/data: expected array, got null/)],
		['an object', {links, data: {}}, invalidPage(/data: expected array, got an object/)],
		[
			'an object like an array',
			{links, data: {0: data[0], length: 1}},
			invalidPage(/data: expected array, got an object/),
		],
		['a text', {links, data: 'rooms'}, invalidPage(/data: expected array, got "rooms"/)],
		['a number', {links, data: 2}, invalidPage(/data: expected array, got 2/)],
		['false', {links, data: false}, invalidPage(/data: expected array, got false/)],
		['empty', {links, data: []}, through()],
		[
			'of 5,000 rooms',
			{links, data: Array.from({length: 5000}, (_, index) => roomAt(20_000 + index))},
			through(...idsFrom(20_000, 25_000)),
		],
		['of one room twice', {links, data: [data[0], data[0]]}, through('room-8', 'room-8')],
		[
			'a list with null',
			{links, data: [data[0], null]},
			invalidItem(/^Entry 1 of page 5 of rooms, GET .*page=4, is not as documented: .*got null/),
		],
		['a list with a text', {links, data: ['room-8', data[1]]}, invalidItem(/^Entry 0 of page 5 .*got "room-8"/)],
		['a list with a list', {links, data: [[data[0]], data[1]]}, invalidItem(/^Entry 0 of page 5 .*got an array of 1/)],
		[
			'a list with an empty object',
			{links, data: [data[0], {}]},
			invalidItem(/^Entry 1 of page 5 .*id: expected string, got nothing/),
			{onInvalidItem: 'throw'},
		],
		['a list of nulls only', {links, data: Array(5000).fill(null)}, invalidItem(/^Entry 0 of page 5 .*got null/)],
		[
			'a list with a room without a name',
			{links, data: [data[0], {...data[1], name: undefined}]},
			invalidItem(/^Entry 1 \(id "room-9"\) of page 5 .*: name: expected string, got nothing/),
			{onInvalidItem: 'throw'},
		],
		[
			'a list with a room whose numbers are texts',
			{links, data: [{...data[0], fps: '20'}, data[1]]},
			invalidItem(/^Entry 0 \(id "room-8"\) .*: fps: expected number, got "20"/),
			{onInvalidItem: 'throw'},
		],
		[
			'a list with rooms that are not as documented, which are kept',
			{
				links,
				data: [
					{...data[0], fps: '20'},
					{...data[1], name: undefined, meta: []},
				],
			},
			through('room-8', 'room-9'),
		],
	]),
);

describeCases(
	'a page that is',
	table([
		['null', null, invalidPage(/expected page, got null/)],
		// As three lists are documented.
		['an array of one page', [{links, data}], through('room-8', 'room-9')],
		[
			'an array',
			[
				{links, data},
				{links, data},
			],
			invalidPage(/expected page, got an array of 2/),
		],
		['a text', 'page', invalidPage(/expected page, got "page"/)],
		['a number', 0, invalidPage(/expected page, got 0/)],
		['true', true, invalidPage(/expected page, got true/)],
		['an empty object', {}, invalidPage(/links: .*; data: .*|data: .*; links: /)],
		[
			'an error with a good status',
			{error: 'Unauthorized'},
			invalidPage(/Check that the base address is a SignalWire space/),
		],
		['wrapped', {result: {links, data}}, invalidPage(/data: expected array, got nothing/)],
		['in order, and more', {links, data, total: 12, errors: []}, through('room-8', 'room-9')],
	]),
);
