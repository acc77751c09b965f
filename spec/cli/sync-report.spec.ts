import {describe, expect, it} from '@jest/globals';
import {failureLines, outcomeTable, syncSummaryLine} from '../../lib/cli/sync-report.ts';
import {countFailure, countResult, newTally, type Tally} from '../../lib/sync/outcomes.ts';
import {skipped} from '../../lib/sync/read-walk.ts';
import type {SyncSummary} from '../../lib/sync/run-sync.ts';

type Happens = (tally: Tally) => void;

const summaryOf = (tallies: ReadonlyArray<readonly [label: string, happens: Happens]>): SyncSummary => {
	const outcomes = tallies.map(([label, happens]) => {
		const tally = newTally(label, label.split(' / ')[0] ?? '');
		happens(tally);
		return tally;
	});
	const rows = outcomes.reduce((sum, {rows: own}) => sum + own, 0);
	return {complete: outcomes.every(({failed}) => failed === 0), rows, elapsed: 4000, outcomes};
};

const read =
	(rows: number): Happens =>
	tally =>
		countResult(tally, {outcome: 'read', rows});
const skip =
	(why: string): Happens =>
	tally =>
		countResult(tally, skipped(why));
const fail =
	(message: string): Happens =>
	tally =>
		countFailure(tally, tally.label, new Error(message));
const refused = (path: string) => fail(`GET /api/${path} was answered with 401 (Unauthorized).`);

const rowsOf = (tallies: ReadonlyArray<readonly [string, Happens]>): readonly string[] =>
	outcomeTable(summaryOf(tallies)).trimEnd().split('\n').slice(1);

describe('the table of a run', () => {
	it('has columns, and what was read to its end in a line of its own', () => {
		const table = outcomeTable(
			summaryOf([
				['emea / video rooms', read(12_345)],
				['emea / voice logs / 2026-01', read(7)],
			]),
		);
		expect(table).toBe(
			[
				'WALK                         OUTCOME     ROWS  WHY',
				'emea / video rooms           complete  12,345',
				'emea / voice logs / 2026-01  complete       7',
				'',
			].join('\n'),
		);
	});

	it('has skipped slices of a list in one line, with their number and why', () => {
		expect(
			rowsOf([
				['emea / voice logs / 2026-01', skip('old')],
				['emea / voice logs / 2026-02', skip('old')],
				['emea / voice logs / 2026-03', skip('just read')],
				['apac / voice logs / 2026-01', skip('old')],
				['emea / voice logs / 2026-01 / voice log-events', skip('old')],
				['emea / voice logs / 2026-02 / voice log-events', skip('old')],
			]).map(line => line.replace(/ {2,}/g, ' | ')),
		).toEqual([
			'emea / voice logs (2 slices) | skipped | old',
			'emea / voice logs / 2026-03 | skipped | just read',
			'apac / voice logs / 2026-01 | skipped | old',
			'emea / voice logs / voice log-events (2 slices) | skipped | old',
		]);
	});

	it('has the walks of a project that failed of one cause in one line', () => {
		expect(
			rowsOf([
				['emea / video rooms', refused('video/rooms')],
				['emea / voice logs / 2026-01', refused('voice/logs?created_after=2025-12-30')],
				['emea / voice logs / 2026-02', fail('No space is left.')],
				['apac / video rooms', refused('video/rooms')],
			]).map(line => line.replace(/ {2,}/g, ' | ')),
		).toEqual([
			'emea / video rooms and 1 more | failed | 0 | GET /api/video/rooms was answered with 401 (Unauthorized).',
			'emea / voice logs / 2026-02 | failed | 0 | No space is left.',
			'apac / video rooms | failed | 0 | GET /api/video/rooms was answered with 401 (Unauthorized).',
		]);
	});

	it('tells of what is below the items of another list how much of it was read, and each cause once', () => {
		const label = 'emea / video room-sessions / video room-session-members';
		const [line = ''] = rowsOf([
			[
				label,
				tally => {
					for (let number = 0; number < 1000; number++) read(3)(tally);
					skip('just read')(tally);
					for (let number = 0; number < 12; number++) refused(`video/room_sessions/${number}/members`)(tally);
				},
			],
		]);
		expect(line.replace(/ {2,}/g, ' | ')).toBe(
			`${label} | failed | 3,000 | 12 of 1,013 walks failed; 1 skipped; GET /api/video/room_sessions/0/members was answered with 401 (Unauthorized).; just read`,
		);
	});
});

describe('what a table shows of keys and messages', () => {
	it('is on one line, with nothing in it that a terminal would obey', () => {
		const [line = '', ...others] = rowsOf([['emea / rooms / a\nb\u001b[2J', fail('c\nd\u202e')]]);
		expect(line).toBe('emea / rooms / a\\u000ab\\u001b[2J  failed      0  c\\u000ad\\u202e');
		expect(others).toEqual([]);
	});
});

describe('the lines of failures', () => {
	it('are one for each cause of a project, with the number of its walks', () => {
		expect(
			failureLines(
				summaryOf([
					['emea / video rooms', refused('video/rooms')],
					['emea / voice logs', refused('voice/logs')],
					['apac / video rooms', refused('video/rooms')],
				]),
			),
		).toEqual([
			'emea / video rooms and 1 more: GET /api/video/rooms was answered with 401 (Unauthorized).',
			'apac / video rooms: GET /api/video/rooms was answered with 401 (Unauthorized).',
		]);
	});

	it('say how many of a list are not told', () => {
		const lines = failureLines(
			summaryOf([
				[
					'emea / members',
					tally => {
						for (let number = 0; number < 15; number++) fail('No space is left.')(tally);
					},
				],
			]),
		);
		expect(lines).toEqual([
			'emea / members and 9 more: No space is left.',
			'5 walks more failed, of lists with many that did',
		]);
	});
});

describe('the last line', () => {
	it.each<[SyncSummary, string]>([
		[summaryOf([['emea / video rooms', read(1)]]), '1 walk: 1 complete; 1 row, 4.0 s'],
		[summaryOf([]), '0 walks; 0 rows, 4.0 s'],
		[
			summaryOf([
				['a', read(1000)],
				['b', skip('old')],
				['c', fail('x')],
			]),
			'3 walks: 1 complete, 1 skipped, 1 failed; 1,000 rows, 4.0 s; the same command again reads what is left',
		],
	])('counts walks and rows', (summary, line) => {
		expect(syncSummaryLine(summary, {continueFor: 1})).toBe(line);
	});

	it('does not promise that the next run reads only what is left where it begins anew', () => {
		const line = syncSummaryLine(summaryOf([['a', fail('x')]]), {continueFor: 0});
		expect(line).toMatch(/; the same command again begins anew, since continueFor is 0$/);
	});
});
