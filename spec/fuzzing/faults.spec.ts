import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {checkFault} from '../../lib/simulator/faults/check-fault.ts';
import {type Fault, faultNames, parseFault, startSimulator} from '../../lib/simulator/index.ts';
import {anyCodeUnit} from '../support/arbitraries.ts';
import {fuzzing, fuzzingSlowly, soundMessage} from '../support/fuzz.ts';

const name = fc.constantFrom(...faultNames, '400', '429', '503', '599', '600', '399', 'status', 'respond');
const trigger = fc.constantFrom('', '@1', '@2', ':1', ':0.5', ':', '@', '@0', ':2', '@1e3', ':.5', ':1.', ':1@2');
const setting = fc.oneof(
	fc.constantFrom(
		'delay=0',
		'delay=1',
		'delay=3600001',
		'chunks=1',
		'chunks=0',
		'chunks=3',
		'status=200',
		'status=99',
		'back=1',
		'retry-after=2',
	),
	fc.constantFrom(
		'retry-after=Wed, 21 Oct 2015 07:28:00 GMT',
		'retry-after=',
		'retry-after',
		'=',
		'delay',
		'__proto__=1',
		'constructor=1',
	),
	fc.string({unit: anyCodeUnit, maxLength: 10}).map(text => `retry-after=${text}`),
);
const wellFormed = fc
	.tuple(name, trigger, fc.array(setting, {maxLength: 3}))
	.map(([kind, when, settings]) => [`${kind}${when}`, ...settings].join(';'));
const spoiled = fc
	.tuple(wellFormed, fc.nat(20), anyCodeUnit, fc.nat(2))
	.map(([text, at, put, removed]) => text.slice(0, at) + put + text.slice(at + removed));
const text = fc.oneof(wellFormed, spoiled, fc.string({unit: anyCodeUnit}));

/** A fault, written as `parseFault` reads it. */
const write = ({kind, probability, request, ...settings}: Fault): string => {
	const {status, retryAfter, delay, chunks, back} = settings as Record<string, string | number | undefined>;
	const when = request === undefined ? (probability === undefined ? '' : `:${probability}`) : `@${request}`;
	const pairs = Object.entries({
		'retry-after': retryAfter,
		delay,
		chunks,
		back,
		status: kind === 'html' ? status : undefined,
	});
	return [
		(kind === 'status' ? status : kind) + when,
		...pairs.filter(([, value]) => value !== undefined).map(pair => pair.join('=')),
	].join(';');
};

describe('the text of a fault', () => {
	it('is a fault that can be carried out and written again, or a sentence', () => {
		fc.assert(
			fc.property(text, given => {
				const parsed = parseFault(given);
				if (!parsed.ok) return expect(parsed.error).toMatch(soundMessage);
				expect(checkFault(parsed.value)).toBe(parsed.value);
				// Probabilities are written as JavaScript writes them, which beyond 1e-7 is not as they are read.
				if (parsed.value.probability === undefined || parsed.value.probability > 1e-6) {
					expect(parseFault(write(parsed.value))).toEqual(parsed);
				}
			}),
			{
				...fuzzing(),
				examples: [['503;retry-after=\u0001'], ['503;retry-after=ж'], ['503;retry-after= 2'], ['429;retry-after=007']],
			},
		);
	});

	it('never ends the server, which answers the next request', async () => {
		const harmless = text.filter(given => !/stall|silence|slow/.test(given));
		await fc.assert(
			fc.asyncProperty(harmless, async given => {
				if (!parseFault(given).ok) return;
				await using simulator = await startSimulator({rooms: 2, authenticate: false, faults: [given, 'missing-data']});
				const ask = () =>
					fetch(`${simulator.url}/api/video/rooms`, {redirect: 'manual'})
						.then(response => response.arrayBuffer())
						.catch(() => undefined);
				await ask();
				await ask();
				expect(simulator.statistics.requests).toBe(2);
			}),
			fuzzingSlowly(),
		);
	});
});
