import {describe, expect, it} from '@jest/globals';
import {startSimulator} from '../../lib/simulator/index.ts';
import {parseDateTime} from '../../lib/simulator/paging/date-time.ts';
import {receive, receivePage, roomsPath} from './support/client.ts';

describe('the server', () => {
	it('knows one path and one method', async () => {
		await using simulator = await startSimulator();
		expect(await receive(simulator, '/api/video/room')).toMatchObject({status: 404, text: '{"error":"Not Found"}'});
		for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
			const answer = await receive(simulator, roomsPath, {method});
			expect(answer).toMatchObject({status: 405, text: '{"error":"Method Not Allowed"}'});
			expect(answer.headers.get('allow')).toBe('GET');
		}
	});

	it('asks for credentials, and accepts only the right ones', async () => {
		await using simulator = await startSimulator({projectId: 'project', apiToken: 'tökén:with colon'});
		const encode = (text: string) => Buffer.from(text).toString('base64');
		const status = async (authorization: string) =>
			(await receive(simulator, roomsPath, {headers: {authorization}})).status;
		const right = encode('project:tökén:with colon');
		expect(await status(`Basic ${right}`)).toBe(200);
		expect(await status(`bAsIc  ${right} `)).toBe(200);
		for (const wrong of ['', 'Basic', `Bearer ${right}`, `Basic ${encode('project:')}`, `Basic ${encode('project')}`]) {
			expect(await status(wrong)).toBe(401);
		}
		const bare = await fetch(simulator.url + roomsPath);
		expect([bare.status, await bare.text()]).toEqual([401, '{"error":"Unauthorized"}']);
		expect(simulator.requests.map(({authorized, credentials}) => [authorized, credentials])).toEqual([
			[true, 'right'],
			[true, 'right'],
			...Array(5).fill([false, 'wrong']),
			[false, 'absent'],
		]);
		expect(JSON.stringify([simulator.requests, simulator.statistics])).not.toContain(right);
	});

	it('can do without credentials', async () => {
		await using simulator = await startSimulator({authenticate: false});
		expect((await fetch(simulator.url + roomsPath)).status).toBe(200);
		expect(simulator.requests[0]).toMatchObject({authorized: true, credentials: 'absent'});
	});

	it('answers 403 when the token lacks the Video scope, but 401 to wrong credentials', async () => {
		await using simulator = await startSimulator({videoScope: false});
		expect(await receive(simulator)).toMatchObject({status: 403, text: '{"error":"Forbidden"}'});
		expect((await fetch(simulator.url + roomsPath)).status).toBe(401);
	});

	it.each(['a=%zz', '%', 'page_size=%ff'])('answers 400 to the malformed query %s', async query => {
		await using simulator = await startSimulator();
		expect(await receive(simulator, `?${query}`)).toMatchObject({status: 400, text: '{"error":"Bad Request"}'});
	});

	it.each([
		['page_size=0', 'page_size', 'page_size must be an integer from 1 to 1000'],
		['page_size=1001', 'page_size', 'page_size must be an integer from 1 to 1000'],
		['page_size=', 'page_size', 'page_size must be an integer from 1 to 1000'],
		['page_size=1e2', 'page_size', 'page_size must be an integer from 1 to 1000'],
		['page_size=5.5', 'page_size', 'page_size must be an integer from 1 to 1000'],
		['page_number=-1', 'page_number', 'page_number must be an integer of at least 0'],
		['page_number=two', 'page_number', 'page_number must be an integer of at least 0'],
		['page_number=1', 'page_token', 'page_token must be given when page_number is greater than 0'],
		['page_token=PA1', 'page_token', 'page_token is unknown, or belongs to another query'],
		['page_token=', 'page_token', 'page_token is unknown, or belongs to another query'],
		['include_active_session=yes', 'include_active_session', 'include_active_session must be true or false'],
		['starts_after=tomorrow', 'starts_after', 'starts_after must be an RFC 3339 date or date-time'],
		['starts_after=2022-01-01T00:00:00+02:00', 'starts_after', 'starts_after must be an RFC 3339 date or date-time'],
		['ends_before=2022-02-29', 'ends_before', 'ends_before must be an RFC 3339 date or date-time'],
		['page_size=5&page_size=5', 'page_size', 'page_size is given more than once'],
	])('answers 422 to %s, naming %s', async (query, attribute, message) => {
		await using simulator = await startSimulator();
		const {status, text} = await receive(simulator, `?${query}`);
		expect(status).toBe(422);
		expect(JSON.parse(text)).toEqual({
			errors: [
				{
					type: 'validation_error',
					code: expect.stringMatching(/^(invalid|missing)_parameter$/),
					message,
					attribute,
					url: 'https://signalwire.com/docs/apis/error-codes',
				},
			],
		});
	});

	it('lists every problem of a query, not only the first', async () => {
		await using simulator = await startSimulator();
		const {text} = await receive(simulator, '?page_size=0&page_number=2&starts_after=x&ends_before=y');
		expect(
			JSON.parse(text)
				.errors.map(({attribute}: {attribute: string}) => attribute)
				.sort(),
		).toEqual(['ends_before', 'page_size', 'page_token', 'starts_after']);
	});

	it.each(['anchor', 'rolling'] as const)('ties a token to its query, in the %s style', async linkStyle => {
		await using simulator = await startSimulator({rooms: 500, linkStyle, linkForm: 'query'});
		const {links} = await receivePage(simulator, '?page_size=10&starts_after=2020-01-01');
		const next = links.next ?? '';
		const statusOf = async (query: string) => (await receive(simulator, query)).status;
		expect(await statusOf(next)).toBe(200);
		expect(await statusOf(next.replace('2020-01-01', '2020-01-01T00:00:00Z'))).toBe(200);
		expect(await statusOf(next.replace('page_size=10', 'page_size=20'))).toBe(422);
		expect(await statusOf(next.replace('page_size=10&', ''))).toBe(422);
		expect(await statusOf(next.replace('2020-01-01', '2021-01-01'))).toBe(422);
		expect(await statusOf(next.replace(/.$/, last => (last === '0' ? '1' : '0')))).toBe(422);
		await using other = await startSimulator({rooms: 500, linkStyle, seed: 2});
		expect((await receive(other, next)).status).toBe(422);
	});

	it('lets an anchor serve any page, and a rolling token its own page only', async () => {
		const statusOfFarPage = async (linkStyle: 'anchor' | 'rolling') => {
			await using simulator = await startSimulator({rooms: 500, linkStyle, linkForm: 'query'});
			const {links} = await receivePage(simulator);
			return (await receive(simulator, links.next?.replace('page_number=1', 'page_number=7'))).status;
		};
		expect(await statusOfFarPage('anchor')).toBe(200);
		expect(await statusOfFarPage('rolling')).toBe(422);
	});

	it('knows page_number=0 but no tokens in the page style', async () => {
		await using simulator = await startSimulator({rooms: 90, linkStyle: 'page'});
		expect((await receivePage(simulator, '?page_number=0')).data).toEqual((await receivePage(simulator)).data);
		expect((await receive(simulator, '?page=0')).status).toBe(422);
		expect((await receive(simulator, '?page_number=1&page_token=PA1')).status).toBe(422);
	});
});

describe('dates', () => {
	it.each([
		['2022-01-01', '2022-01-01T00:00:00.000Z'],
		['2024-02-29', '2024-02-29T00:00:00.000Z'],
		['2022-01-01T10:20:30Z', '2022-01-01T10:20:30.000Z'],
		['2022-01-01t10:20:30.250z', '2022-01-01T10:20:30.250Z'],
		['2022-01-01T00:30:00+05:30', '2021-12-31T19:00:00.000Z'],
		['2022-01-01T00:30:00-00:45', '2022-01-01T01:15:00.000Z'],
		['2016-12-31T23:59:60Z', '2017-01-01T00:00:00.000Z'],
		['0001-01-01', '0001-01-01T00:00:00.000Z'],
	])('are read: %s is %s', (text, time) => {
		expect(new Date(parseDateTime(text) ?? Number.NaN).toISOString()).toBe(time);
	});

	it.each([
		'',
		'2022',
		'2022-1-1',
		'2022-13-01',
		'2022-00-10',
		'2023-02-29',
		'2022-04-31',
		'2022-01-01T10:20:30',
		'2022-01-01T10:20Z',
		'2022-01-01T24:00:00Z',
		'2022-01-01T10:60:00Z',
		'2022-01-01T10:20:61Z',
		'2022-01-01T10:20:30+24:00',
		'2022-01-01 10:20:30Z',
		' 2022-01-01',
	])('are refused: %p', text => {
		expect(parseDateTime(text)).toBeUndefined();
	});
});
