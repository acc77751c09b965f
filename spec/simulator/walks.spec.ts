import {describe, expect, it} from '@jest/globals';
import {type LinkForm, type LinkStyle, startSimulator} from '../../lib/simulator/index.ts';
import {receive, receivePage, roomsOf, roomsPath, walk} from './support/client.ts';

const linkStyles: readonly LinkStyle[] = ['page', 'anchor', 'rolling'];
const linkForms: readonly LinkForm[] = ['absolute', 'path', 'query'];
const combinations = linkStyles.flatMap(linkStyle => linkForms.map(linkForm => ({linkStyle, linkForm})));

describe.each(combinations)('a walk by links, $linkStyle links in $linkForm form,', ({linkStyle, linkForm}) => {
	it.each([0, 1, 49, 50, 51, 1000])('meets exactly the %i rooms, in order', async rooms => {
		await using simulator = await startSimulator({rooms, linkStyle, linkForm});
		const pages = await walk(simulator);
		expect(roomsOf(pages)).toEqual([...simulator.rooms()]);
		expect(pages.map(({data}) => data.length)).toEqual(
			Array.from({length: Math.max(1, Math.ceil(rooms / 50))}, (_, index) => Math.min(50, rooms - 50 * index)),
		);
	});

	it('meets the same rooms backwards', async () => {
		await using simulator = await startSimulator({rooms: 60, linkStyle, linkForm});
		const pages = await walk(simulator, `${roomsPath}?page_size=7`);
		let page = pages.at(-1);
		const backwards = [page];
		while (page?.links.prev) {
			page = await receivePage(simulator, page.links.prev);
			backwards.unshift(page);
		}
		expect(backwards.map(one => one?.data)).toEqual(pages.map(({data}) => data));
	});

	it('finds the first page again behind "first", and the page itself behind "self"', async () => {
		await using simulator = await startSimulator({rooms: 60, linkStyle, linkForm});
		const pages = await walk(simulator, `${roomsPath}?page_size=20`);
		for (const page of pages) {
			expect((await receivePage(simulator, page.links.first)).data).toEqual(pages[0]?.data);
			expect(await receivePage(simulator, page.links.self)).toEqual(page);
		}
	});

	it('carries page_size, filters and include_active_session exactly as they were written', async () => {
		await using simulator = await startSimulator({rooms: 300, linkStyle, linkForm});
		const written =
			'starts_after=2022-01-01T00%3A00:00%2B00:00&include_active_session=true&page_size=9&ends_before=2027-01-01&x=%20+y';
		const pages = await walk(simulator, `${roomsPath}?${written}`);
		expect(pages.length).toBeGreaterThan(3);
		for (const link of pages.flatMap(({links}) => Object.values(links) as string[])) expect(link).toContain(written);
		const query = {include_active_session: true, starts_after: '2022-01-01', ends_before: '2027-01-01'};
		expect(roomsOf(pages)).toEqual([...simulator.rooms(query)]);
	});
});

describe('links', () => {
	it('look like those of the documentation in the page style', async () => {
		await using simulator = await startSimulator({rooms: 150, linkStyle: 'page'});
		const {links} = await receivePage(simulator, '?page=2');
		const address = simulator.url + roomsPath;
		expect(links).toEqual({
			self: `${address}?page=2`,
			first: `${address}?page=1`,
			next: `${address}?page=3`,
			prev: `${address}?page=1`,
		});
	});

	it('carry one token through a whole walk in the anchor style, and a new one each page in the rolling style', async () => {
		const tokens = async (linkStyle: LinkStyle) => {
			await using simulator = await startSimulator({rooms: 50, linkStyle});
			const pages = await walk(simulator, '?page_size=10');
			return pages.slice(1).map(({links}) => new URL(links.self).searchParams.get('page_token'));
		};
		const anchors = await tokens('anchor');
		expect(new Set(anchors).size).toBe(1);
		expect(anchors[0]).toMatch(/^PA[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
		expect(new Set(await tokens('rolling')).size).toBe(4);
	});

	it.each([
		['absent', undefined],
		['null', null],
		['empty', ''],
	] as const)('say %s when there is no next and no previous page', async (omitNext, said) => {
		await using simulator = await startSimulator({rooms: 1, omitNext});
		const {links} = await receivePage(simulator);
		expect([links.next, links.prev]).toEqual([said, said]);
		expect(Object.keys(links)).toHaveLength(omitNext === 'absent' ? 2 : 4);
	});

	it('are absolute by the Host header of the request', async () => {
		await using simulator = await startSimulator({rooms: 60});
		const address = simulator.url.replace('127.0.0.1', 'localhost') + roomsPath;
		const {text} = await receive(simulator, address);
		expect(JSON.parse(text).links.next).toContain(`http://localhost:${simulator.port}${roomsPath}?page_number=1`);
	});

	it('take another origin when told to, to imitate a proxy', async () => {
		await using simulator = await startSimulator({rooms: 60, linkOrigin: 'https://example.signalwire.com'});
		const {links} = await receivePage(simulator);
		expect(links.next).toMatch(
			/^https:\/\/example\.signalwire\.com\/api\/video\/rooms\?page_number=1&page_size=50&page_token=PA/,
		);
	});

	it('contain the base path once', async () => {
		await using simulator = await startSimulator({rooms: 120, basePath: '/proxy/v1', linkForm: 'path'});
		expect(simulator.url).toBe(`http://127.0.0.1:${simulator.port}/proxy/v1`);
		const pages = await walk(simulator, `/proxy/v1${roomsPath}`);
		expect(pages[0]?.links.next).toMatch(/^\/proxy\/v1\/api\/video\/rooms\?/);
		expect(roomsOf(pages)).toHaveLength(120);
		expect((await receive(simulator, roomsPath)).status).toBe(404);
	});

	it('lead to no further page from a page beyond the last', async () => {
		await using simulator = await startSimulator({rooms: 60, linkStyle: 'page'});
		const page = await receivePage(simulator, '?page=9&page_size=10');
		expect(page.data).toEqual([]);
		expect(page.links).not.toHaveProperty('next');
		expect(page.links.prev).toContain('page=8');
	});
});

describe('an answer', () => {
	it('has the length it promises, in bytes, and keeps the connection', async () => {
		await using simulator = await startSimulator({rooms: 1000});
		for (const query of ['?page_size=1', '?page_size=64', '?page_size=65', '?page_size=1000']) {
			const {headers, text} = await receive(simulator, query);
			expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
			expect(headers.get('content-length')).toBe(String(Buffer.byteLength(text)));
			expect(() => JSON.parse(text)).not.toThrow();
		}
		// Raw UTF-8, not escapes: what a client decodes badly shows.
		const {text} = await receive(simulator);
		expect(Buffer.byteLength(text)).toBeGreaterThan(text.length);
		expect(simulator.statistics.openConnections).toBeLessThanOrEqual(2);
	});

	it('comes from the cache the second time, and is the same', async () => {
		await using simulator = await startSimulator({rooms: 200});
		const first = await receive(simulator);
		expect(simulator.statistics).toMatchObject({cacheHits: 0});
		expect((await receive(simulator)).text).toBe(first.text);
		expect(simulator.statistics).toMatchObject({cacheHits: 1});
		expect(simulator.statistics.cachedBytes).toBeGreaterThan(first.text.length / 2);
	});

	it('is made anew each time without a cache', async () => {
		await using simulator = await startSimulator({rooms: 200, cacheBytes: 0});
		const first = await receive(simulator);
		expect((await receive(simulator)).text).toBe(first.text);
		expect(simulator.statistics).toMatchObject({cacheHits: 0, cachedBytes: 0});
	});

	it('is quick in the middle of a hundred million rooms, filtered or not', async () => {
		await using simulator = await startSimulator({rooms: 100_000_000, linkStyle: 'page'});
		const {data} = await receivePage(simulator, '?page=99999&page_size=1000');
		expect(data[7]).toEqual(simulator.room(99_998_007));
		expect((await receivePage(simulator, '?starts_after=2022-01-01')).data).toHaveLength(50);
	});
});
