import {once} from 'node:events';
import {get} from 'node:http';
import {describe, expect, it} from '@jest/globals';
import {startSimulator} from '../../lib/simulator/index.ts';
import {credentialsOf, failureOf, receive, receivePage, roomsPath, send} from './support/client.ts';

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
		// Not fetch, which opens a new connection when one is aborted.
		const request = get(simulator.url + roomsPath, {headers: credentialsOf(simulator)});
		const [response] = await once(request, 'response');
		const half = Math.floor(Number(response.headers['content-length']) / 2);
		let length = 0;
		for await (const chunk of response) {
			length += chunk.length;
			if (length >= half) break;
		}
		expect(length).toBe(half);
		request.destroy();
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
			pieces++;
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
