import {expect, it} from '@jest/globals';
import {holdsPassword} from '../../../lib/export/postgres/options.ts';

it.each([
	['postgres://me@host:5432/db', false],
	['postgres://me@host:5432/db?application_name=me@host', false],
	['postgres://me@host:5432/me@host', false],
	['postgres://me%40example.com@host:5432/db', false],
	['postgres://', false],
	['postgres://me:secret@host/db', true],
	['postgres://me@example.com:secret@host/db', true],
	['postgres://me@example.com:sec@ret@host:5432/db', true],
	['postgres://me@example.com:@host/db', true],
	['postgres://me@host/db?password=secret', true],
	['postgres://me@host/db?pass%77ord=secret', true],
])('tells whether there is a password in %s', (address, expected) => {
	expect(holdsPassword(address)).toBe(expected);
});
