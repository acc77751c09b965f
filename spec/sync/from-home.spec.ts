import {homedir} from 'node:os';
import {join} from 'node:path';
import {expect, it} from '@jest/globals';
import {fromHome} from '../../lib/sync/from-home.ts';

it.each([
	['~/warehouse/', join(homedir(), 'warehouse/')],
	['warehouse/~/', 'warehouse/~/'],
	['~other/', '~other/'],
])('a path of a plan means what it does to a shell: %s', (path, meant) => {
	expect(fromHome(path)).toBe(meant);
});
