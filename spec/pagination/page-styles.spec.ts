import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import * as t from 'io-ts';
import {integerParameter, tokenParameter} from '../../lib/core/parameter.ts';
import {queryCodec} from '../../lib/fp.ts';
import {exportItems, type List, paginate, uriPaged, whole} from '../../lib/index.ts';
import {clientOf, sendJson, useServers} from '../support/server.ts';
import {rejection, toArray} from '../support/simulated.ts';

const serve = useServers();
const path = '/api/laml/2010-04-01/Accounts/AC1/Calls';
const calls: List<{readonly PageSize?: number | undefined; readonly PageToken?: string | undefined}, {sid: string}> = {
	name: 'calls',
	path,
	query: queryCodec('calls', {PageSize: integerParameter(1, 1000), PageToken: tokenParameter()}),
	item: t.type({sid: t.string}),
	page: uriPaged('calls'),
	key: ['sid'],
};

/** Pages of ten calls, 45 in all, whose next link is written in a way. */
const serveCalls = (link: (target: string, host: string) => string) =>
	serve((response, _ordinal, request) => {
		const {searchParams, host} = new URL(`http://${request.headers.host}${request.url}`);
		const page = Number(searchParams.get('Page') ?? 0);
		const target = `${path}?Page=${page + 1}&PageSize=10&PageToken=PA1`;
		sendJson(response, 200, {
			uri: request.url,
			first_page_uri: `${path}?PageSize=10`,
			next_page_uri: page < 4 ? link(target, host) : null,
			previous_page_uri: null,
			page,
			page_size: 10,
			calls: Array.from({length: page < 4 ? 10 : 5}, (_, place) => ({sid: `CA${page * 10 + place}`})),
		});
	});
const sids = Array.from({length: 45}, (_, place) => `CA${place}`);

describe('a list that is paged by next_page_uri', () => {
	it.each<[form: string, link: (target: string, host: string) => string]>([
		['a path', target => target],
		['an address', (target, host) => `http://${host}${target}`],
		['only a query', target => target.slice(path.length)],
	])('is walked to its end, alone and several pages at once: the link is %s', async (_form, link) => {
		for (const concurrency of [1, 4]) {
			const server = await serveCalls(link);
			const walk = paginate(clientOf(server), calls, {PageSize: 10}, {concurrency});
			expect((await toArray(walk)).map(({sid}) => sid)).toEqual(sids);
			// Guesses may look beyond the last page.
			expect(server.requests.length).toBeLessThan(5 + concurrency);
		}
	});

	it('follows no link to another host', async () => {
		const server = await serveCalls(target => `https://elsewhere.test${target}`);
		expect(await rejection(toArray(paginate(clientOf(server), calls)))).toMatchObject({kind: 'unsafe-link'});
	});

	it('goes on from a cursor', async () => {
		const server = await serveCalls(target => target);
		const walk = paginate(clientOf(server), calls, {PageSize: 10}, {maxItems: 13});
		const first = await toArray(walk);
		const rest = await toArray(paginate(clientOf(server), calls, {}, {resumeFrom: walk.cursor}));
		expect([...first, ...rest].map(({sid}) => sid)).toEqual(sids);
	});

	it('names an entry that is not as documented by its own key', async () => {
		const strict = {...calls, item: t.type({sid: t.string, to: t.string})};
		const server = await serveCalls(target => target);
		const error = await rejection(toArray(paginate(clientOf(server), strict, {}, {onInvalidItem: 'throw'})));
		expect(error).toMatchObject({message: expect.stringContaining('Entry 0 (sid "CA0") of page 1 of calls')});
	});

	it('is exported once each by its own key', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'calls-'));
		try {
			const server = await serveCalls(target => target);
			const destination = join(folder, 'calls.ndjson');
			expect(await exportItems(clientOf(server), calls, {}, {destination})).toMatchObject({rows: 45, duplicates: 0});
			expect(readFileSync(destination, 'utf8').split('\n')).toHaveLength(46);
		} finally {
			rmSync(folder, {recursive: true});
		}
	});
});

describe('a list without pages', () => {
	it('is one answer, whatever links stand in it', async () => {
		const countries: List<object, {code: string}> = {
			name: 'countries',
			path: '/api/countries',
			query: queryCodec('countries', {}),
			item: t.type({code: t.string}),
			page: whole('countries'),
			key: ['code'],
		};
		const server = await serve(response =>
			sendJson(response, 200, {uri: '/api/countries', countries: [{code: 'US'}, {code: 'CA'}], links: {next: '/x'}}),
		);
		const walk = paginate(clientOf(server), countries);
		expect(await toArray(walk)).toEqual([{code: 'US'}, {code: 'CA'}]);
		expect(walk.summary).toMatchObject({items: 2, pages: 1, reason: 'complete'});
		expect(server.requests).toHaveLength(1);
	});
});
