import {describe, expect, it} from '@jest/globals';
import {paginateRooms} from '../../lib/index.ts';
import type {FaultFunction} from '../../lib/simulator/index.ts';
import {clientOf, idsFrom, roomAt, sendJson, useServers} from '../support/server.ts';
import {rejection, toArray, useSimulators} from '../support/simulated.ts';

const simulate = useSimulators();
const serve = useServers();

// What becomes of links that must not be followed is in spec/hostile.
describe('a next link', () => {
	it('keeps its unknown parameters, letter for letter', async () => {
		const next = '/api/video/rooms?z=%7e%2F+%20&page_size=10&&empty=&flag&z=2&page_number=0';
		const withNext: FaultFunction = ({ordinal}) =>
			ordinal === 2 ? {kind: 'rewrite', rewrite: page => ({...page, links: {next}})} : undefined;
		const {simulator, client} = await simulate({rooms: 30, faults: [withNext]});
		const walk = paginateRooms(client, {page_size: 10}, {readAhead: 0});
		for (let room = 0; room < 21; room++) await walk.next();
		expect(simulator.requests[2]?.query).toBe(next.split('?')[1]);
		await walk.return(undefined as never);
	});
});

describe('a next link that names the host behind a gateway', () => {
	it.each([{concurrency: 4}, {readAhead: 0}])(
		'is followed on the own origin when that is asked for: %j',
		async options => {
			const {client} = await simulate(
				{rooms: 100, linkOrigin: 'https://internal.invalid:8443', linkStyle: 'page'},
				{rebaseLinks: true},
			);
			expect(await toArray(paginateRooms(client, {page_size: 10}, options))).toHaveLength(100);
		},
	);

	it('is refused otherwise, and the option is named', async () => {
		const {client} = await simulate({rooms: 100, linkOrigin: 'https://internal.invalid:8443'});
		expect(await rejection(toArray(paginateRooms(client, {page_size: 10})))).toMatchObject({
			kind: 'unsafe-link',
			message: expect.stringContaining('rebaseLinks'),
		});
	});

	it('is a loop when another host stands for the same page', async () => {
		const server = await serve((response, ordinal) =>
			sendJson(response, 200, {
				links: {next: `https://host-${ordinal}.invalid/api/video/rooms?page=${(ordinal % 2) + 1}`},
				data: [roomAt(ordinal - 1)],
			}),
		);
		const ids: string[] = [];
		const walk = (async () => {
			for await (const {id} of paginateRooms(clientOf(server, {rebaseLinks: true}))) ids.push(id);
		})();
		expect(await rejection(walk)).toMatchObject({kind: 'link-loop'});
		expect(ids).toEqual(idsFrom(0, 3));
	});
});
