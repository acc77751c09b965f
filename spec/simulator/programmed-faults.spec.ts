import {describe, expect, it} from '@jest/globals';
import {startSimulator} from '../../lib/simulator/index.ts';
import {receive, receivePage} from './support/client.ts';

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
		for (let request = 2; request <= 4; request++) statuses.push((await receive(simulator, next)).status);
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

	it('that returns what is no fault is answered with 500 too', async () => {
		await using simulator = await startSimulator({faults: [() => ({kind: 'status', status: 200})]});
		expect((await receive(simulator)).status).toBe(500);
		expect(simulator.requests[0]?.failure).toBe(
			'Error: status of a fault must be a whole number from 400 to 599, not 200.',
		);
	});
});
