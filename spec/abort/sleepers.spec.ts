import {getEventListeners} from 'node:events';
import {describe, expect, it} from '@jest/globals';
import {createSleepers} from '../../lib/abort/sleepers.ts';
import {rejection} from '../support/simulated.ts';

const minutes = 600_000;

describe('those who sleep', () => {
	it('wake all at once when they are woken, each at its time otherwise, and leave nothing behind', async () => {
		const {signal} = new AbortController();
		const {sleep, wakeAll} = createSleepers();
		await sleep(1, signal);
		const sleeping = Promise.all([sleep(minutes, signal), sleep(minutes, signal)]);
		wakeAll();
		await sleeping;
		expect(getEventListeners(signal, 'abort')).toHaveLength(0);
	});

	it('end with the reason of an abort', async () => {
		const controller = new AbortController();
		const sleeping = rejection(createSleepers().sleep(minutes, controller.signal));
		controller.abort('enough');
		expect(await sleeping).toBe('enough');
	});
});
