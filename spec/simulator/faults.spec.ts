import {describe, expect, it} from '@jest/globals';
import {decideFault} from '../../lib/simulator/decide-fault.ts';
import {type Fault, type FaultRequest, faultNames, faultSummaries, startSimulator} from '../../lib/simulator/index.ts';
import {failureOf, receive, receivePage, roomsOf, roomsPath, send, walk} from './support/client.ts';

const requestAt = (ordinal: number, attempt = 1): FaultRequest => ({
	ordinal,
	attempt,
	method: 'GET',
	path: roomsPath,
	query: '',
});

describe('a status fault', () => {
	it.each([
		[400, '{"error":"Bad Request"}'],
		[401, '{"error":"Unauthorized"}'],
		[403, '{"error":"Forbidden"}'],
		[404, '{"error":"Not Found"}'],
		[429, '{"error":"Too Many Requests"}'],
		[500, '{"error":"Internal Server Error"}'],
		[503, '{"error":"Service Unavailable"}'],
		[599, '{"error":"Unknown Error"}'],
	])('answers %i with %s, once', async (status, text) => {
		await using simulator = await startSimulator({faults: [{kind: 'status', status, request: 1}]});
		expect(await receive(simulator)).toMatchObject({status, text});
		expect(await receive(simulator)).toMatchObject({status: 200});
		expect(simulator.requests.map(({fault}) => fault)).toEqual([String(status), undefined]);
	});

	it('answers 422 with a list of errors', async () => {
		await using simulator = await startSimulator({faults: ['422']});
		const {status, text} = await receive(simulator);
		expect(status).toBe(422);
		expect(JSON.parse(text).errors[0]).toMatchObject({type: 'validation_error', attribute: 'page_size'});
	});

	it.each([
		['429@1;retry-after=2', '2'],
		['503@1;retry-after=Wed, 21 Oct 2015 07:28:00 GMT', 'Wed, 21 Oct 2015 07:28:00 GMT'],
		['503@1', null],
	])('%s sends Retry-After: %s', async (fault, header) => {
		await using simulator = await startSimulator({faults: [fault]});
		expect((await receive(simulator)).headers.get('retry-after')).toBe(header);
	});
});

describe('a fault of the connection', () => {
	it('reset ends it before any answer', async () => {
		await using simulator = await startSimulator({faults: ['reset@1']});
		expect(await failureOf(send(simulator, roomsPath))).toMatch(/ECONNRESET|UND_ERR_SOCKET/);
		expect((await receive(simulator)).status).toBe(200);
		expect(simulator.requests[0]).toMatchObject({fault: 'reset', status: undefined, rooms: 0});
	});

	it('truncate promises the whole length, sends half, and ends it', async () => {
		await using simulator = await startSimulator({faults: ['truncate@2']});
		const whole = await receive(simulator);
		const response = await send(simulator, roomsPath);
		expect(response.status).toBe(200);
		expect(response.headers.get('content-length')).toBe(whole.headers.get('content-length'));
		let length = 0;
		const reading = async () => {
			for await (const chunk of response.body ?? []) length += chunk.length;
		};
		expect(await failureOf(reading())).toMatch(/UND_ERR_SOCKET|terminated/);
		expect(length).toBe(Math.floor(Buffer.byteLength(whole.text) / 2));
	});

	it('stall sends half of the body, then nothing until the client goes', async () => {
		await using simulator = await startSimulator({faults: ['stall@1']});
		const controller = new AbortController();
		const response = await send(simulator, roomsPath, {signal: controller.signal});
		const promised = Number(response.headers.get('content-length'));
		const reader = response.body?.getReader();
		let length = 0;
		while (length < Math.floor(promised / 2)) length += (await reader?.read())?.value?.length ?? 0;
		expect(length).toBe(Math.floor(promised / 2));
		controller.abort();
		await expect(reader?.read()).rejects.toThrow();
		while (simulator.statistics.openConnections > 0) await new Promise(resolve => setImmediate(resolve));
	});

	it('silence answers nothing on an open connection', async () => {
		await using simulator = await startSimulator({faults: ['silence@1']});
		const controller = new AbortController();
		const pending = send(simulator, roomsPath, {signal: controller.signal});
		while (simulator.requests.length === 0) await new Promise(resolve => setImmediate(resolve));
		expect(simulator.statistics.openConnections).toBe(1);
		expect(simulator.requests[0]).toMatchObject({fault: 'silence', status: undefined});
		controller.abort();
		await expect(pending).rejects.toThrow();
	});

	it('slow sends everything, in pieces', async () => {
		await using simulator = await startSimulator({faults: [{kind: 'slow', delay: 2, chunks: 5, request: 1}]});
		const response = await send(simulator, roomsPath);
		let pieces = 0;
		let text = '';
		const decoder = new TextDecoder();
		for await (const chunk of response.body ?? []) {
			pieces += 1;
			text += decoder.decode(chunk, {stream: true});
		}
		expect(pieces).toBeGreaterThan(1);
		expect(JSON.parse(text)).toEqual(await receivePage(simulator));
	});

	it('slow and stall spoil error answers too', async () => {
		await using simulator = await startSimulator({faults: ['slow@1;delay=0;chunks=3']});
		expect(await receive(simulator, '/elsewhere')).toMatchObject({status: 404, text: '{"error":"Not Found"}'});
	});
});

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
		for (let request = 1; request <= 6; request += 1) {
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

describe('a programmed fault', () => {
	it('decides by the request, and may answer anything', async () => {
		await using simulator = await startSimulator({
			faults: [
				({attempt, query}) =>
					query.includes('page_number=1') && attempt <= 2 ? {kind: 'status', status: 502} : undefined,
				{kind: 'respond', status: 202, headers: {'x-odd': 'yes'}, body: {odd: true}, request: 5},
				{kind: 'respond', body: 'no JSON', request: 6},
				{kind: 'rewrite', rewrite: ({links, data}) => ({links, data: data.slice(0, 1), extra: 1}), request: 7},
			],
		});
		const next = (await receivePage(simulator)).links.next ?? '';
		const statuses = [];
		for (let request = 2; request <= 4; request += 1) statuses.push((await receive(simulator, next)).status);
		expect(statuses).toEqual([502, 502, 200]);
		const odd = await receive(simulator);
		expect([odd.status, odd.headers.get('x-odd'), odd.text]).toEqual([202, 'yes', '{"odd":true}']);
		expect((await receive(simulator)).text).toBe('no JSON');
		expect(JSON.parse((await receive(simulator)).text)).toMatchObject({data: [simulator.room(0)], extra: 1});
		expect(simulator.requests.map(({fault}) => fault)).toEqual([
			undefined,
			'502',
			'502',
			undefined,
			'respond',
			'respond',
			'rewrite',
		]);
	});

	it('that throws is answered with 500, and told in the log', async () => {
		await using simulator = await startSimulator({
			faults: [
				() => {
					throw new Error('Oops.');
				},
			],
		});
		expect(await receive(simulator)).toMatchObject({status: 500, text: '{"error":"Internal Server Error"}'});
		expect(simulator.requests[0]).toMatchObject({failure: 'Error: Oops.', status: 500});
	});
});

describe('which fault strikes', () => {
	const struckOf = (faults: readonly Fault[], seed: number) =>
		Array.from({length: 2000}, (_, index) => decideFault(faults, seed, requestAt(index + 1))?.kind);

	it('is the same for the same seed, and differs by seed', () => {
		const faults: readonly Fault[] = [{kind: 'reset', probability: 0.1}];
		expect(struckOf(faults, 1)).toEqual(struckOf(faults, 1));
		expect(struckOf(faults, 1)).not.toEqual(struckOf(faults, 2));
	});

	it('is as frequent as its probability, and is drawn for each fault apart', () => {
		const struck = struckOf(
			[
				{kind: 'reset', probability: 0.1},
				{kind: 'html', probability: 0.1},
			],
			1,
		);
		for (const kind of ['reset', 'html']) {
			expect(struck.filter(one => one === kind).length).toBeGreaterThan(140);
			expect(struck.filter(one => one === kind).length).toBeLessThan(260);
		}
	});

	it('is drawn anew for each attempt', () => {
		const faults: readonly Fault[] = [{kind: 'reset', probability: 0.5}];
		const attempts = Array.from(
			{length: 40},
			(_, index) => decideFault(faults, 1, requestAt(1, index + 1)) !== undefined,
		);
		expect(new Set(attempts).size).toBe(2);
	});

	it('never strikes with probability 0, always with 1 or without any trigger', () => {
		expect(new Set(struckOf([{kind: 'reset', probability: 0}], 1))).toEqual(new Set([undefined]));
		expect(new Set(struckOf([{kind: 'reset', probability: 1}], 1))).toEqual(new Set(['reset']));
		expect(new Set(struckOf([{kind: 'reset'}], 1))).toEqual(new Set(['reset']));
	});

	it('is the first of the list', () => {
		expect(decideFault([{kind: 'html', request: 2}, {kind: 'reset'}], 1, requestAt(1))?.kind).toBe('reset');
		expect(decideFault([{kind: 'html', request: 2}, {kind: 'reset'}], 1, requestAt(2))?.kind).toBe('html');
	});

	it('is reproducible over HTTP', async () => {
		const run = async () => {
			await using simulator = await startSimulator({rooms: 10, faults: ['503:0.3', 'html:0.2'], seed: 7});
			for (let request = 0; request < 40; request += 1) await receive(simulator, `?page_size=${1 + (request % 7)}`);
			return simulator.requests.map(({fault}) => fault);
		};
		const first = await run();
		expect(new Set(first)).toEqual(new Set([undefined, '503', 'html']));
		expect(await run()).toEqual(first);
	});
});

describe('the list of faults', () => {
	it('has a summary for each name', () => {
		expect(Object.keys(faultSummaries)).toEqual(faultNames);
		expect(faultNames).toContain('truncate');
		expect(faultNames).not.toContain('status');
	});
});
