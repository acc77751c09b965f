import {describe, expect, it} from '@jest/globals';
import {placeholdersIn} from '../../lib/core/list-path.ts';
import {isPaginationError} from '../../lib/index.ts';
import {allLists} from '../../lib/lists/find-list.ts';
import {readPlan} from '../../lib/sync/read-plan.ts';

const flawIn = (plan: unknown): string | undefined => {
	try {
		readPlan(plan);
		return undefined;
	} catch (error) {
		return isPaginationError(error) ? error.message : String(error);
	}
};

const flawOf = (lists: unknown) => flawIn({target: 'warehouse/', projects: [{name: 'main'}], lists});

const wordsOf = ({family, word}: (typeof allLists)[number]) => `${family} ${word}`;

describe('what is read for each item of a list', () => {
	it('is below exactly the items that its path names', () => {
		const children = allLists.filter(({list}) => placeholdersIn(list.path).some(name => name !== 'AccountSid'));
		const parents = allLists.filter(found => !children.includes(found));
		expect(children.length).toBeGreaterThan(30);
		for (const child of children) {
			const above = [...parents, ...children].filter(
				parent =>
					parent.list.path !== child.list.path &&
					!/is not below/.test(flawOf([{list: wordsOf(parent), each: [{list: wordsOf(child)}]}]) ?? ''),
			);
			// Endpoints of a subscriber are endpoints too.
			expect([wordsOf(child), above.length <= 2 && above.length > 0]).toEqual([wordsOf(child), true]);
		}
	});

	it('is refused where it is below another list', () => {
		expect(flawOf([{list: 'voice logs', each: [{list: 'video room-session-members'}]}])).toMatch(
			/lists\[0\]\.each\[0\].*room_sessions.*voice_logs/,
		);
		expect(flawOf([{list: 'video room-sessions', each: [{list: 'video room-session-members'}]}])).toBeUndefined();
	});
});

describe('a table of a folder', () => {
	it.each(['_state', 'a/b', 'a.b', ''])('is not called %j', table => {
		expect(flawOf([{list: 'video rooms', table}])).toContain('lists[0].table');
	});
});

describe('the first day of slices', () => {
	it.each(['0000-01-01', '2026-02-30', 'soon', '2026-01-01T00:00:00Z'])('is not %j', since => {
		expect(flawOf([{list: 'voice logs', slice: 'day', since}])).toContain('lists[0].since');
	});
});

describe('what is wrong with a plan', () => {
	it('is told all at once, each flaw with where it is', () => {
		const given = {
			target: 'warehouse',
			projects: [{name: 'main', space: 'a', baseUrl: 'https://b.example'}, {name: 'main'}],
			lists: [
				{list: 'voice logs', since: '2026-01-01', projects: ['other']},
				{list: 'voice logs', slice: 'day', since: '2026-01-01', query: {created_after: '2026-01-01'}, table: 'logs'},
				{list: 'laml calls', slice: 'day', since: '2026-01-01', table: 'Logs'},
				{list: 'video rooms', slice: 'day', since: '2026-01-01'},
				{list: 'voice lgos', each: [{list: 'video rooms'}]},
			],
		};
		for (const flaw of [
			/target must be/,
			/projects\[0\] has space and baseUrl/,
			/projects has "main" twice/,
			/lists\[0\]\.since is for slices/,
			/lists\[0\]\.projects names "other"/,
			/lists\[1\]\.query has created_after, which slice sets/,
			/lists\[2\]\.slice: start_time of calls may be null/,
			/lists\[2\] goes into the table Logs, as lists\[1\] does/,
			/lists\[3\]\.slice: rooms documents no parameters/,
			/lists\[4\]\.list: there is no list "voice lgos"/,
		]) {
			expect(flawIn(given)).toMatch(flaw);
		}
	});
});
