import {describe, expect, it} from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import {linked} from '../../lib/core/page-linked.ts';
import {createFetchBody} from '../../lib/pagination/fetch-body.ts';
import type {Transport} from '../../lib/transport/transport.ts';
import type {TransportEvent} from '../../lib/transport/transport-event.ts';
import {leftOf, rightOf} from '../support/either.ts';

const request = {method: 'GET', path: '/list', query: 'page=1'} as const;
const {signal} = new AbortController();
const body = {links: {next: '/list?page=2'}, data: [1, 2]};

/** A transport that tells of these events, answers with this, and takes note of what it is asked for. */
const answering = (
	answer: Awaited<ReturnType<ReturnType<Transport>>>,
	types: ReadonlyArray<TransportEvent['type']> = [],
) => {
	const asked: unknown[] = [];
	const transport: Transport = (descriptor, options) => async () => {
		asked.push({descriptor, once: options?.once, signal: options?.signal});
		for (const type of types) options?.onEvent?.({type, request, attempt: 1} as TransportEvent);
		return answer;
	};
	return {
		fetchBody: createFetchBody(transport, {
			path: '/api/video/rooms',
			page: linked(),
			scope: 'Video',
			authentication: 'project',
		}),
		asked,
	};
};

describe('fetching the body of a page', () => {
	it('gives it with the number of retries that it took', async () => {
		const {fetchBody, asked} = answering(E.right(body), [
			'request',
			'retry',
			'request',
			'pause',
			'retry',
			'request',
			'response',
		]);
		expect(rightOf(await fetchBody(request, signal)())).toEqual({body, retries: 2});
		expect(asked).toEqual([{descriptor: request, once: false, signal}]);
	});

	it('counts the retries of each page by itself', async () => {
		const {fetchBody} = answering(E.right(body), ['retry']);
		expect(rightOf(await fetchBody(request, signal)())).toMatchObject({retries: 1});
		expect(rightOf(await fetchBody(request, signal)())).toMatchObject({retries: 1});
	});

	it('tells each time that it is sent: a retry and a redirect send it again', async () => {
		const {fetchBody} = answering(E.right(body), ['request', 'retry', 'request', 'response', 'request', 'response']);
		let sent = 0;
		const onSent = () => {
			sent++;
		};
		await fetchBody(request, signal, {onSent})();
		expect(sent).toBe(3);
	});

	it('makes one attempt only when it is told to', async () => {
		const {fetchBody, asked} = answering(E.right(body));
		await fetchBody(request, signal, {once: true})();
		expect(asked).toMatchObject([{once: true}]);
	});

	it('refuses JSON that is no page, and passes on what the transport says', async () => {
		expect(leftOf(await answering(E.right({data: []})).fetchBody(request, signal)())).toMatchObject({
			kind: 'invalid-page',
		});
		const error = {kind: 'aborted', reason: 'enough'} as const;
		expect(leftOf(await answering(E.left(error)).fetchBody(request, signal)())).toBe(error);
	});
});
