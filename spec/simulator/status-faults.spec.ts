import {describe, expect, it} from '@jest/globals';
import {startSimulator} from '../../lib/simulator/index.ts';
import {receive} from './support/client.ts';

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
