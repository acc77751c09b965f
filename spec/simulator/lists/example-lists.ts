import * as t from 'io-ts';
import {nullable, openStringEnum} from '../../../lib/core/open-enum.ts';
import {Parameter} from '../../../lib/core/parameter.ts';
import {integer, timestamp, url, uuid} from '../../../lib/core/scalars.ts';
import {
	accountParameter,
	choiceParameter,
	dateParameter,
	integerParameter,
	list,
	paging,
	pathParameter,
	textParameter,
	tokenParameter,
	uriPaged,
	whole,
} from '../../../lib/index.ts';

const uriPaging = {
	Page: integerParameter(0, 2_147_483_647),
	PageSize: integerParameter(1, 1000),
	PageToken: tokenParameter(),
};

/** Takes RFC 2822 too. */
const lamlTime = new Parameter({...textParameter().described, type: 'date'});

/** As the lists below `/api/laml`. */
export const calls = list({
	name: 'calls',
	path: '/api/laml/2010-04-01/Accounts/{AccountSid}/Calls',
	scope: 'Voice',
	page: uriPaged('calls'),
	key: ['sid'],
	query: {
		AccountSid: accountParameter(),
		Status: choiceParameter(['queued', 'completed']),
		'StartTime>': lamlTime,
		'StartTime<': lamlTime,
		StartTime: lamlTime,
		...uriPaging,
	},
	item: t.type({
		account_sid: t.string,
		sid: uuid,
		status: openStringEnum('queued', 'completed'),
		start_time: nullable(timestamp),
		end_time: nullable(timestamp),
		from: t.string,
		price: nullable(t.number),
		subresource_uris: t.type({recordings: url}),
	}),
});

/** As `/api/messaging/whatsapp/numbers`. */
export const numbers = list({
	name: 'numbers',
	path: '/api/messaging/whatsapp/numbers',
	page: whole(),
	query: {status: textParameter()},
	item: t.type({id: integer, phone_number: t.string, status: openStringEnum('on', 'off')}),
});

const log = {id: t.string, created_at: timestamp, name: nullable(t.string)};

const logCodec = t.union([
	t.intersection([
		t.type({...log, type: t.literal('call'), legs: t.readonlyArray(t.type({leg: integer}))}),
		t.partial({transcript: t.string}),
	]),
	t.type({...log, type: t.literal('fax'), pages: integer}),
]);

const logQuery = {
	created_after: dateParameter(),
	created_before: dateParameter(),
	created_on: dateParameter(),
	filter_name: textParameter(),
	include_transcript: textParameter(),
	include_deleted: textParameter(),
	type: textParameter(),
};

/** As `/api/voice/logs`, where entries have several forms. */
export const logs = list({
	name: 'logs',
	path: '/api/logs',
	broughtBy: {transcript: 'include_transcript'},
	query: {...logQuery, ...paging},
	item: logCodec,
});

/** A list whose path could be taken for an entry of another, and one that has it. */
export const [search, notes] = [
	list({name: 'search', path: '/api/things/search', item: t.type({id: t.string})}),
	list({
		name: 'notes',
		path: '/api/things/{ThingId}',
		query: {ThingId: pathParameter(textParameter())},
		item: t.intersection([t.type({thing_id: t.string}), t.partial({id: t.string})]),
	}),
];
