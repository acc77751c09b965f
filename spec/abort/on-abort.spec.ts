import {getEventListeners} from 'node:events';
import {describe, expect, it} from '@jest/globals';
import {linkedAbort} from '../../lib/abort/linked-abort.ts';
import {onAbort} from '../../lib/abort/on-abort.ts';

const listenersOf = (signal: AbortSignal) => getEventListeners(signal, 'abort').length;

describe('a callback for an abort', () => {
	it('is called once, when the signal aborts', () => {
		const controller = new AbortController();
		let calls = 0;
		onAbort(controller.signal, () => calls++);
		expect(calls).toBe(0);
		controller.abort();
		controller.abort();
		expect(calls).toBe(1);
	});

	it('is not called once it was taken back, and others still are', () => {
		const controller = new AbortController();
		const called: string[] = [];
		const forget = onAbort(controller.signal, () => called.push('first'));
		onAbort(controller.signal, () => called.push('second'));
		forget();
		forget();
		controller.abort();
		expect(called).toEqual(['second']);
	});

	it('shares one listener with all others, which goes with the last of them', () => {
		const {signal} = new AbortController();
		const forgets = Array.from({length: 100}, () => onAbort(signal, () => {}));
		expect(listenersOf(signal)).toBe(1);
		for (const forget of forgets.slice(1)) forget();
		expect(listenersOf(signal)).toBe(1);
		forgets[0]?.();
		expect(listenersOf(signal)).toBe(0);
	});

	it('can be added again after the last one was taken back', () => {
		const controller = new AbortController();
		let calls = 0;
		const forget = onAbort(controller.signal, () => calls++);
		forget();
		onAbort(controller.signal, () => calls++);
		forget();
		controller.abort();
		expect(calls).toBe(1);
	});

	it('may take others back while it is called', () => {
		const controller = new AbortController();
		const called: string[] = [];
		const forgets: Array<() => void> = [];
		const callback = (name: string) => () => {
			called.push(name);
			for (const forget of forgets) forget();
		};
		forgets.push(onAbort(controller.signal, callback('first')), onAbort(controller.signal, callback('second')));
		controller.abort();
		expect(called[0]).toBe('first');
		expect(listenersOf(controller.signal)).toBe(0);
	});
});

describe('a linked signal', () => {
	it('follows its parent, with the reason', () => {
		const parent = new AbortController();
		const linked = linkedAbort(parent.signal);
		expect(linked.signal.aborted).toBe(false);
		parent.abort('enough');
		expect(linked.signal.reason).toBe('enough');
		expect(listenersOf(parent.signal)).toBe(0);
	});

	it('aborts alone, which its parent does not notice', () => {
		const parent = new AbortController();
		const linked = linkedAbort(parent.signal);
		linked.abort('alone');
		parent.abort('later');
		expect(linked.signal.reason).toBe('alone');
	});

	it('does not follow any more, nor listen, when it is unlinked', () => {
		const parent = new AbortController();
		const linked = linkedAbort(parent.signal);
		linked.unlink();
		expect(listenersOf(parent.signal)).toBe(0);
		parent.abort();
		expect(linked.signal.aborted).toBe(false);
	});

	it('is aborted from the beginning when its parent is', () => {
		const linked = linkedAbort(AbortSignal.abort('early'));
		expect(linked.signal.reason).toBe('early');
		linked.unlink();
	});

	it('needs no parent', () => {
		const linked = linkedAbort();
		linked.unlink();
		expect(linked.signal.aborted).toBe(false);
		linked.abort('enough');
		expect(linked.signal.reason).toBe('enough');
	});
});
