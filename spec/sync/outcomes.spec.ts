import {expect, it} from '@jest/globals';
import {forPlans} from '../../lib/sync/outcomes.ts';

it.each([
	['Choose another table (--table), or rename that one.', 'Choose another table (table), or rename that one.'],
	[
		'there is no such schema: create it, or choose another one (--schema), then go on with resume (--resume).',
		'there is no such schema: create it, or choose another one (schema), then run the plan again.',
	],
])('a message names no flags that a plan does not have: %s', (message, told) => {
	expect(forPlans(message)).toBe(told);
});
