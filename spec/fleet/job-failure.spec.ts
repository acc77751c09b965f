import {describe, expect, it} from '@jest/globals';
import {failureIn} from '../../lib/fleet/job-failure.ts';
import {PaginationError} from '../../lib/index.ts';
import {countFailure, countResult, newTally, type Tally} from '../../lib/sync/outcomes.ts';

const rejected = (cursor?: string) => {
	const request = {method: 'GET', path: '/api', query: ''} as const;
	const error = new PaginationError({kind: 'rejected', status: 404, request, message: 'It is not there.', details: []});
	return Object.assign(error, cursor !== undefined && {cursor});
};
const lost = (code: string) => new PaginationError({kind: 'destination', code, message: 'It cannot be written.'});

/** Of walks of which these failed, and so many were read. */
const outcomeOf = (errors: readonly unknown[], read = 0): Tally => {
	const tally = newTally('main / rooms', 'main');
	for (const [index, error] of errors.entries()) countFailure(tally, `main / room-${index}`, error);
	for (let walk = 0; walk < read; walk++) countResult(tally, {outcome: 'read', rows: 1});
	return tally;
};

describe('walks of a job that have failed', () => {
	it('are told of by the first of them, and how many there are', () => {
		expect(failureIn([outcomeOf([rejected('/api?page=2')])])).toMatchObject({
			reason: 'It is not there.',
			cursor: '/api?page=2',
		});
		expect(failureIn([outcomeOf([], 4), outcomeOf([lost('EBUSY'), rejected('/api?page=2')], 1)])).toMatchObject({
			reason: '2 of 7 walks failed; main / room-0: It cannot be written.',
			cursor: undefined,
		});
	});

	it.each([
		['none can be read another time', [rejected(), rejected()], true, false],
		['others read them all', [lost('EBUSY'), lost('EBUSY')], false, true],
		['others read some of them', [lost('EBUSY'), lost('ENOSPC')], false, false],
		['one may be read another time', [rejected(), lost('EBUSY')], false, false],
		['there are more of them than are told of', Array.from({length: 11}, () => rejected()), true, false],
		[
			'one of those that are not told of may be read',
			[...Array.from({length: 11}, () => rejected()), lost('EBUSY')],
			false,
			false,
		],
		['what failed is no error of this library', [new Error('It broke.')], false, false],
	])('are given up, or put off, only where that is so of all: %s', (_what, errors, isHopeless, isInUse) => {
		expect(failureIn([outcomeOf(errors)])).toMatchObject({isHopeless, isInUse});
	});

	it('are none where all were read', () => {
		expect(failureIn([outcomeOf([], 2)])).toBeUndefined();
	});
});
