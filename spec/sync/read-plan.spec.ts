import {describe, expect, it} from '@jest/globals';
import {placeholdersIn} from '../../lib/core/list-path.ts';
import {isPaginationError} from '../../lib/index.ts';
import {allLists} from '../../lib/lists/find-list.ts';
import {readPlan} from '../../lib/sync/read-plan.ts';

const flawOf = (lists: unknown): string | undefined => {
	try {
		readPlan({target: 'warehouse/', projects: [{name: 'main'}], lists});
		return undefined;
	} catch (error) {
		return isPaginationError(error) ? error.message : String(error);
	}
};

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
