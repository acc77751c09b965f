import {describe, expect, it} from '@jest/globals';
import {startSimulator} from '../../lib/simulator/index.ts';
import {receive, receivePage, roomsOf, roomsPath, walk} from './support/client.ts';

describe('a fault of the page', () => {
	const faultyPage = async (fault: string, query = '') => {
		await using simulator = await startSimulator({rooms: 200, linkForm: 'path', faults: [fault]});
		const {status, headers, text} = await receive(simulator, `${roomsPath}${query}`);
		return {
			status,
			type: headers.get('content-type'),
			text,
			proper: await receivePage(simulator, `${roomsPath}${query}`),
		};
	};

	it('html is a page of HTML, with a status on demand', async () => {
		expect(await faultyPage('html@1')).toMatchObject({
			status: 200,
			type: 'text/html; charset=utf-8',
			text: expect.stringContaining('<html>'),
		});
		expect(await faultyPage('html@1;status=502')).toMatchObject({status: 502});
	});

	it('invalid-json is complete, but not JSON', async () => {
		const {status, type, text} = await faultyPage('invalid-json@1');
		expect([status, type]).toEqual([200, 'application/json; charset=utf-8']);
		expect(() => JSON.parse(text)).toThrow(SyntaxError);
	});

	it('wrong-types spoils one room', async () => {
		const {text, proper} = await faultyPage('wrong-types@1');
		const page = JSON.parse(text);
		const spoiled = proper.data.flatMap((room, index) => (page.data[index].id === room.id ? [] : [page.data[index]]));
		expect(spoiled).toEqual([expect.objectContaining({id: 7, max_members: 'twenty', meta: []})]);
		expect(page.links).toEqual(proper.links);
	});

	it('missing-data and missing-links leave their half out', async () => {
		const withoutData = await faultyPage('missing-data@1');
		expect(JSON.parse(withoutData.text)).toEqual({links: withoutData.proper.links});
		const withoutLinks = await faultyPage('missing-links@1');
		expect(JSON.parse(withoutLinks.text)).toEqual({data: withoutLinks.proper.data});
	});

	it('empty-page has no rooms, but a next link that leads to them', async () => {
		await using simulator = await startSimulator({rooms: 120, faults: ['empty-page@2']});
		const pages = await walk(simulator);
		expect(pages.map(({data}) => data.length)).toEqual([50, 0, 50, 20]);
		expect(roomsOf(pages)).toEqual([...simulator.rooms()]);
		expect(simulator.statistics.roomsServed).toBe(120);
	});

	it('loop leads from a page to itself, whatever its address was', async () => {
		expect(JSON.parse((await faultyPage('loop@1')).text).links.next).toBe(roomsPath);
		expect(JSON.parse((await faultyPage('loop@1', '?page_size=3')).text).links.next).toBe(`${roomsPath}?page_size=3`);
	});

	it('loop leads as many pages back as it is told to', async () => {
		await using simulator = await startSimulator({rooms: 400, linkForm: 'query', faults: ['loop@5;back=2']});
		const targets: string[] = [];
		let next: string | null | undefined = roomsPath;
		for (let request = 1; request <= 6; request++) {
			const {links} = await receivePage(simulator, next ?? '');
			targets.push(links.self);
			next = links.next;
		}
		expect(targets[5]).toBe(targets[2]);
	});

	it('foreign-link and foreign-redirect lead to another origin', async () => {
		const {text, proper} = await faultyPage('foreign-link@1');
		expect(JSON.parse(text).links.next).toBe(`http://elsewhere.invalid${proper.links.next}`);
		await using elsewhere = await startSimulator();
		await using simulator = await startSimulator({
			faults: ['foreign-redirect@1', 'foreign-link@2'],
			foreignOrigin: elsewhere.url,
		});
		const redirected = await receive(simulator, '?page_size=2', {
			redirect: 'follow',
			headers: {authorization: 'Basic x'},
		});
		expect(redirected.status).toBe(401);
		expect(elsewhere.requests).toMatchObject([{query: 'page_size=2', authorized: false, credentials: 'absent'}]);
		expect((await receivePage(simulator)).links.next).toContain(elsewhere.url);
	});

	it('redirect leads to the same address, where the page is', async () => {
		await using simulator = await startSimulator({faults: ['redirect@1']});
		const {status, headers} = await receive(simulator, '?page_size=2');
		expect([status, headers.get('location')]).toEqual([302, `${roomsPath}?page_size=2`]);
		expect(JSON.parse((await receive(simulator, '?page_size=2', {redirect: 'follow'})).text).data).toHaveLength(2);
	});

	it('leaves an answer that is no page as it is, and does not count', async () => {
		await using simulator = await startSimulator({faults: ['wrong-types']});
		expect((await receive(simulator, '?page_size=0')).status).toBe(422);
		expect(simulator.statistics.faultsInjected).toBe(0);
	});
});
