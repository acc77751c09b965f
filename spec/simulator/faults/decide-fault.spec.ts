import {describe, expect, it} from '@jest/globals';
import {decideFault} from '../../../lib/simulator/faults/decide-fault.ts';
import {
	type Fault,
	type FaultRequest,
	faultNames,
	faultSummaries,
	startSimulator,
} from '../../../lib/simulator/index.ts';
import {receive, roomsPath} from '../support/client.ts';

const requestAt = (ordinal: number, attempt = 1): FaultRequest => ({
	ordinal,
	attempt,
	method: 'GET',
	path: roomsPath,
	query: '',
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
			for (let request = 0; request < 40; request++) await receive(simulator, `?page_size=${1 + (request % 7)}`);
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
