import {describe, expect, it} from '@jest/globals';
import {paginateRooms} from '../../lib/index.ts';
import type {FaultFunction} from '../../lib/simulator/index.ts';
import {useSimulators} from '../support/simulated.ts';

const simulate = useSimulators();

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
