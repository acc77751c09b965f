import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {faultNames, parseFault} from '../../../lib/simulator/index.ts';

describe('parseFault', () => {
	it.each([
		['503', {kind: 'status', status: 503}],
		['503:0.05', {kind: 'status', status: 503, probability: 0.05}],
		['503@3', {kind: 'status', status: 503, request: 3}],
		['429@3;retry-after=2', {kind: 'status', status: 429, request: 3, retryAfter: 2}],
		['503:0.1;retry-after=1', {kind: 'status', status: 503, probability: 0.1, retryAfter: 1}],
		[
			'503;retry-after=Wed, 21 Oct 2015 07:28:00 GMT',
			{kind: 'status', status: 503, retryAfter: 'Wed, 21 Oct 2015 07:28:00 GMT'},
		],
		['reset:.01', {kind: 'reset', probability: 0.01}],
		['truncate@2', {kind: 'truncate', request: 2}],
		['slow:0.1', {kind: 'slow', probability: 0.1}],
		['slow;delay=50;chunks=8', {kind: 'slow', delay: 50, chunks: 8}],
		['stall@1', {kind: 'stall', request: 1}],
		['html@1', {kind: 'html', request: 1}],
		['html;status=502', {kind: 'html', status: 502}],
		['loop@5', {kind: 'loop', request: 5}],
		['loop@5;back=2', {kind: 'loop', request: 5, back: 2}],
		['foreign-redirect@2', {kind: 'foreign-redirect', request: 2}],
		[' reset:1 ', {kind: 'reset', probability: 1}],
	])('reads %s', (text, value) => {
		expect(parseFault(text)).toEqual({ok: true, value});
	});

	it.each(faultNames)('reads the name %s alone, with a probability, and for one request', name => {
		expect(parseFault(name)).toEqual({ok: true, value: {kind: name}});
		expect(parseFault(`${name}:0.5`)).toEqual({ok: true, value: {kind: name, probability: 0.5}});
		expect(parseFault(`${name}@12`)).toEqual({ok: true, value: {kind: name, request: 12}});
	});

	it.each(['flood', '', '200', '399', '600', '5030', 'status', 'respond', 'constructor', 'RESET'])(
		'answers to %p with a sentence that names the faults',
		text => {
			expect(parseFault(text)).toEqual({
				ok: false,
				error: expect.stringMatching(/ is no fault; there are reset, truncate, .*and any status from 400 to 599\.$/),
			});
		},
	);

	it.each([
		['503:', '":" must be a probability from 0 to 1, as in "503:0.05".'],
		['503:1.5', '":1.5" must be a probability from 0 to 1, as in "503:0.05".'],
		['503:-1', '":-1" must be a probability from 0 to 1, as in "503:0.05".'],
		['503:often', '":often" must be a probability from 0 to 1, as in "503:0.05".'],
		['503@0', '"@0" must name a request by its number, from 1, as in "503@3".'],
		['503@x', '"@x" must name a request by its number, from 1, as in "503@3".'],
		['503@1:0.5', '"@1:0.5" must name a request by its number, from 1, as in "503@3".'],
		['reset;delay=5', '"delay=5" is no setting of this fault: it takes none.'],
		['slow;wait=5', '"wait=5" is no setting of this fault: it takes delay and chunks.'],
		['slow;delay=fast', '"delay=fast" must give a whole number from 0 to 3600000.'],
		['slow;chunks=0', '"chunks=0" must give a whole number from 1 to 1000000.'],
		['429;retry-after', '"retry-after" must give seconds or an HTTP date, as in "429@3;retry-after=2".'],
		['429;', '"" is no setting of this fault: it takes retry-after.'],
	])('answers to %s with: %s', (text, error) => {
		expect(parseFault(text)).toEqual({ok: false, error});
	});

	it('never throws', () => {
		const piece = fc.constantFrom(
			...faultNames,
			'503',
			':',
			'@',
			';',
			'=',
			'0.5',
			'3',
			'delay',
			'retry-after',
			'\n',
			'x',
		);
		const text = fc.oneof(
			fc.string(),
			fc.array(piece).map(pieces => pieces.join('')),
		);
		fc.assert(
			fc.property(text, given => {
				const parsed = parseFault(given);
				expect(parsed.ok ? parsed.value.kind : parsed.error).toMatch(/./);
			}),
		);
	});
});
