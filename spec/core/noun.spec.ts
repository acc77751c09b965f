import {describe, expect, it} from '@jest/globals';
import {countOf, grouped, nounOf} from '../../lib/core/noun.ts';
import {catalogue} from '../../lib/lists/catalogue.ts';

describe('the noun of a list', () => {
	it.each([
		['rooms', 'room', 'rooms'],
		['room_session_members', 'room session member', 'room session members'],
		['addresses', 'address', 'addresses'],
		['entries', 'entry', 'entries'],
		['faxes', 'fax', 'faxes'],
		['queues', 'queue', 'queues'],
		['messages', 'message', 'messages'],
		['branches', 'branch', 'branches'],
		['statuses', 'status', 'statuses'],
		['whatsapp_businesses', 'WhatsApp business', 'WhatsApp businesses'],
		['verified_caller_ids', 'verified caller ID', 'verified caller IDs'],
		['fax_media', 'fax media', 'fax media'],
		['access', 'access', 'access'],
	])('is read off its name: %s', (name, one, many) => {
		expect(nounOf(name)).toEqual({one, many});
	});

	it('counts', () => {
		const counts = [0, 1, 2, 12_345].map(number => countOf(number, nounOf('entries')));
		expect(counts).toEqual(['0 entries', '1 entry', '2 entries', '12,345 entries']);
	});

	it.each([0, 12, 999, 1000, 99_999, 123_456, 1_000_000, 10_000_000_000])(
		'groups the digits of %s in threes',
		number => {
			expect(grouped(number)).toBe(number.toLocaleString('en-US'));
		},
	);

	it.each(Object.values(catalogue).flatMap(lists => lists.map(({name}) => name)))(
		'is of words, for a list of the catalogue: %s',
		name => {
			const {one, many} = nounOf(name);
			expect([one, many]).toEqual([expect.stringMatching(/^[A-Za-z ]+$/), expect.stringMatching(/^[A-Za-z ]+$/)]);
		},
	);
});
