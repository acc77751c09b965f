import {describe, expect, it} from '@jest/globals';
import * as t from 'io-ts';
import {z} from 'zod';
import {list} from '../../lib/index.ts';
import {type SimulatorOptions, startSimulator} from '../../lib/simulator/index.ts';

const own = list({name: 'owls', path: '/owls', item: t.type({id: t.string})});

/** What a program without types might pass. */
const untyped = (options: Record<string, unknown>): SimulatorOptions => options;

describe('startSimulator', () => {
	it.each<[Record<string, unknown>, string]>([
		[{rooms: -1}, 'rooms must be a whole number from 0 to 100000000, not -1.'],
		[{rooms: 1.5}, 'rooms must be a whole number from 0 to 100000000, not 1.5.'],
		[{items: -1}, 'items must be a whole number from 0 to 100000000, not -1.'],
		[{rooms: '7'}, 'rooms must be a whole number from 0 to 100000000, not "7".'],
		[{seed: Number.NaN}, 'not NaN.'],
		[{port: 65_536}, 'port must be a whole number from 0 to 65535, not 65536.'],
		[{host: ''}, 'host must be a host name or address, not "".'],
		[{linkStyle: 'cursor'}, 'linkStyle must be one of page, anchor, rolling, not "cursor".'],
		[{linkForm: 'relative'}, 'linkForm must be one of absolute, path, query, not "relative".'],
		[
			{omitNext: undefined, linkOrigin: 'example.com'},
			'linkOrigin must be an origin such as https://example.com, not "example.com".',
		],
		[{linkOrigin: 'https://example.com/path'}, 'not "https://example.com/path".'],
		[{foreignOrigin: 'ftp://example.com'}, 'foreignOrigin must be an origin'],
		[{omitNext: 'never'}, 'omitNext must be one of absent, null, empty, not "never".'],
		[{basePath: 'proxy'}, 'basePath must be empty or a path such as /proxy, not "proxy".'],
		[{basePath: '/proxy/'}, 'not "/proxy/".'],
		[{projectId: 'a:b'}, 'projectId must be a text without colons.'],
		[{apiToken: ''}, 'apiToken must be a text.'],
		[{apiToken: 12_345}, 'apiToken must be a text.'],
		[{authenticate: 'no'}, 'authenticate must be true or false, not "no".'],
		[{latency: -1}, 'latency must be a number from 0 to 3600000, not -1.'],
		[{latency: {min: 5, max: 4}}, 'latency.max must be a number from 5 to 3600000, not 4.'],
		[{faults: 'reset'}, 'faults must be a list, not "reset".'],
		[{faults: ['flood']}, '"flood" is no fault; there are reset, '],
		[{faults: [{kind: 'flood'}]}, 'not "flood".'],
		[{faults: [null]}, 'not null.'],
		[{faults: [{kind: 'status', status: 200}]}, 'status of a fault must be a whole number from 400 to 599, not 200.'],
		[{faults: [{kind: 'html', status: 99}]}, 'status of a fault must be a whole number from 200 to 599, not 99.'],
		[{faults: [{kind: 'slow', chunks: 0}]}, 'chunks of a fault must be a whole number from 1 to 1000000, not 0.'],
		[{faults: [{kind: 'loop', back: -1}]}, 'back of a fault must be'],
		[{faults: [{kind: 'rewrite'}]}, 'rewrite of a fault must be a function, not undefined.'],
		[{faults: [{kind: 'reset', probability: 2}]}, 'probability of a fault must be a number from 0 to 1, not 2.'],
		[{faults: [{kind: 'reset', request: 0}]}, 'request of a fault must be a whole number from 1 to'],
		[{rateLimit: {limit: 0, interval: 5}}, 'rateLimit.limit must be a whole number from 1 to'],
		[{rateLimit: {limit: 5}}, 'rateLimit.interval must be a number from 1 to 86400000, not undefined.'],
		[{changes: [{afterRequest: -1}]}, 'afterRequest of a change must be'],
		[
			{changes: [{afterRequest: 1, create: 0.5}]},
			'create of a change must be a whole number from 0 to 100000000, not 0.5.',
		],
		[{rooms: 5, changes: [{afterRequest: 1, delete: [5]}]}, 'There is no room 5 to delete.'],
		[{changes: [{afterRequest: 1, delete: ['x']}]}, 'There is no room "x" to delete.'],
		[{changes: [{afterRequest: 1, delete: 3}]}, 'delete of a change must be a list, not 3.'],
		[{cacheBytes: -1}, 'cacheBytes must be a whole number'],
		[{lists: {room_sessions: -1}}, 'lists.room_sessions must be a whole number from 0 to 100000000, not -1.'],
		[{lists: {nothings: 1}}, '"nothings" is no field of lists; it has the names of lists, such as room_sessions.'],
		[{lists: {rooms: 1}}, '"rooms" is no field of lists; it has the names of lists, such as room_sessions.'],
		[{ownLists: {}}, 'ownLists must be a list, not an object.'],
		[{ownLists: [{...own, name: ''}]}, "ownLists must be lists: The list's name must be a plural noun"],
		[{ownLists: [null]}, 'ownLists must be lists: The list must be an object'],
		[
			{ownLists: [list({name: 'owls', path: '/owls', item: z.object({id: z.string()})})]},
			'The list "owls" cannot be simulated: the codec of its items says nothing of what it accepts.',
		],
		[
			{ownLists: [{...own, page: () => t.success({links: {}, data: []})}]},
			'The list "owls" cannot be simulated: its page style says nothing of how answers are written.',
		],
		[
			{ownLists: [list({name: 'owls', path: '/owls', item: t.string})]},
			'The list "owls" cannot be simulated: its items need not be objects.',
		],
		[{future: 1}, 'future must be true or false, not 1.'],
		[{room: 5}, '"room" is no option of the simulator; there are rooms, seed, port,'],
	])('refuses %p', async (options, message) => {
		await expect(startSimulator(untyped(options))).rejects.toThrow(message);
	});

	it('takes undefined for the default', async () => {
		await using simulator = await startSimulator({rooms: 2, latency: undefined, rateLimit: undefined, seed: undefined});
		await using plain = await startSimulator({rooms: 2});
		expect([...simulator.rooms()]).toEqual([...plain.rooms()]);
	});

	it('reads its options once', async () => {
		const options = {rooms: 2, faults: ['503@1']};
		await using simulator = await startSimulator(options);
		options.rooms = 3;
		options.faults.push('503');
		expect([...simulator.rooms()]).toHaveLength(2);
	});
});
