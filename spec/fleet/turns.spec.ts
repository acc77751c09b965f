import {afterEach, expect, it} from '@jest/globals';
import {openQueue} from '../../lib/fleet/open-queue.ts';
import type {OpenQueue} from '../../lib/fleet/queue.ts';
import {describeFleet, engines, ownQueue} from './engines.ts';
import {mostInASecond} from './most-in-a-second.ts';

describeFleet.each(Object.entries(engines))('the turns of requests beside a queue in %s', (_engine, address) => {
	const opened: OpenQueue[] = [];
	const machines = async (count: number) => {
		const name = ownQueue();
		const all = await Promise.all(Array.from({length: count}, () => openQueue(address, name)));
		opened.push(...all);
		return all.map(({turns}) => turns);
	};
	afterEach(async () => {
		await Promise.all(opened.splice(0).map(({close}) => close()));
	});
	const never = new AbortController().signal;

	it('come at once where there is no limit and no quiet', async () => {
		const [turns] = await machines(1);
		const begun = performance.now();
		for (let request = 0; request < 20; request++) await turns?.turnOf('one', undefined)(never);
		expect(performance.now() - begun).toBeLessThan(1000);
	});

	it('keep all machines together to the limit of a project, and no other project to it', async () => {
		const all = await machines(3);
		const times: number[] = [];
		await Promise.all(
			all.map(async turns => {
				for (let request = 0; request < 10; request++) {
					await turns.turnOf('one', 50)(never);
					times.push(performance.now());
					await turns.turnOf('other', undefined)(never);
				}
			}),
		);
		const [first = 0, last = 0] = [times[0], times.at(-1)];
		expect(times).toHaveLength(30);
		// 29 distances of 25 milliseconds.
		expect(last - first).toBeGreaterThan(700);
		expect(last - first).toBeLessThan(2000);
	});

	it('are not used any more where they have been missed, so that no second has too many', async () => {
		const all = await machines(4);
		const times: number[] = [];
		let isOver = false;
		const busy = setTimeout(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1200), 700);
		const stop = setTimeout(() => {
			isOver = true;
		}, 3000);
		await Promise.all(
			all.map(async turns => {
				while (!isOver) {
					await turns.turnOf('missed', 5)(never);
					times.push(performance.now());
				}
			}),
		);
		for (const timer of [busy, stop]) clearTimeout(timer);
		expect(times.length).toBeGreaterThan(6);
		expect(mostInASecond(times)).toBeLessThanOrEqual(5);
	});

	it('do not come while one machine was told to be quiet, and no longer wait is made shorter', async () => {
		const [one, other] = await machines(2);
		await one?.keepQuiet('quiet', 400, never);
		await other?.keepQuiet('quiet', 10, never);
		expect(await other?.quietOf('quiet', never)).toBeGreaterThan(300);
		expect(await other?.quietOf('another', never)).toBeLessThanOrEqual(0);
		const begun = performance.now();
		await Promise.all([one?.turnOf('quiet', 1000)(never), other?.turnOf('quiet', undefined)(never)]);
		expect(performance.now() - begun).toBeGreaterThan(300);
	});

	it('are waited for longer where quiet was asked for meanwhile', async () => {
		const [one, other] = await machines(2);
		await one?.keepQuiet('quiet', 100, never);
		const begun = performance.now();
		const turn = other?.turnOf('quiet', undefined)(never);
		await one?.keepQuiet('quiet', 500, never);
		await turn;
		expect(performance.now() - begun).toBeGreaterThan(400);
	});

	it('are given up at once with the signal', async () => {
		const [turns] = await machines(1);
		await turns?.keepQuiet('quiet', 60_000, never);
		const controller = new AbortController();
		const turn = turns?.turnOf('quiet', undefined)(controller.signal);
		controller.abort(new Error('enough'));
		await expect(turn).rejects.toThrow('enough');
	});
});
