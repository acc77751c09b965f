import {describe, expect, it} from '@jest/globals';
import * as t from 'io-ts';
import {keyOf} from '../../../lib/core/list.ts';
import {placeholdersIn} from '../../../lib/core/list-path.ts';
import {rfc2822, timestamp} from '../../../lib/core/scalars.ts';
import {createPartitioner, isWithoutValue} from '../../../lib/export/dataset/partitioner.ts';
import {columnsOf} from '../../../lib/export/formats/columns.ts';
import {catalogue} from '../../../lib/lists/catalogue.ts';

const codec = t.partial({id: t.string, created_at: timestamp, date_created: rfc2822});
const columns = columnsOf(codec, ['id'], false, [['hall_id', 'a/b']]);

const folderOf = (by: string, item: unknown): string => createPartitioner(by, columns, 'P').folderOf(item);

describe('the partition of an item', () => {
	it.each([
		['2026-01-31T23:59:59.999Z', '2026-01-31'],
		['2026-01-31T23:30:00-05:00', '2026-02-01'],
		['2026-02-01T00:30:00+01:00', '2026-01-31'],
		['2026-01-31T10:00:00.123456Z', '2026-01-31'],
		['2026-01-31t10:00:00z', '2026-01-31'],
		['2026-01-31', '2026-01-31'],
		['2016-12-31T23:59:60Z', '2016-12-31'],
		['9999-12-31T23:59:59Z', '9999-12-31'],
		['9999-12-31T23:59:59-01:00', '__HIVE_DEFAULT_PARTITION__'],
		['2026-02-30T00:00:00Z', '__HIVE_DEFAULT_PARTITION__'],
		['soon', '__HIVE_DEFAULT_PARTITION__'],
		['', '__HIVE_DEFAULT_PARTITION__'],
		[null, '__HIVE_DEFAULT_PARTITION__'],
		[5, '__HIVE_DEFAULT_PARTITION__'],
	])('is the day of a time, in UTC, whatever its offset: %s', (created_at, day) => {
		expect(folderOf('created_at:day', {created_at})).toBe(`created_at_day=${day}`);
	});

	it.each([
		['Wed, 19 Sep 2018 20:00:00 +0000', '2018-09'],
		['Sun, 30 Sep 2018 20:00:00 -0700', '2018-10'],
		['1 Oct 2018 01:00 +0200', '2018-09'],
		['Mon, 01 Oct 2018 00:00:00 GMT', '2018-10'],
		['October 2018', '__HIVE_DEFAULT_PARTITION__'],
	])('is the month of a time as LaML writes it: %s', (date_created, month) => {
		expect(folderOf('date_created:month', {date_created})).toBe(`date_created_month=${month}`);
	});

	it('is that of nothing for an item that has no such field, or is none', () => {
		for (const item of [{}, 5, null]) {
			expect(folderOf('created_at:day', item)).toBe('created_at_day=__HIVE_DEFAULT_PARTITION__');
			expect(isWithoutValue(folderOf('_project,created_at:day', item))).toBe(true);
		}
		expect(isWithoutValue('a=b/c=d')).toBe(false);
	});

	it('has other signs than letters as Hive and Spark write them', () => {
		expect(folderOf('id', {id: 'a/b:c=d%e#f?"\'*\\{[]}^\u007f\u0001 é🦆.'})).toBe(
			'id_value=a%2Fb%3Ac%3Dd%25e%23f%3F%22%27%2A%5C%7B%5B%5D}%5E%7F%01 é🦆.',
		);
		expect(folderOf('id', {id: '\ud800'})).toBe('id_value=%22\\ud800%22'.replace('\\', '%5C'));
		expect(folderOf('id', {id: ''})).toBe('id_value=__HIVE_DEFAULT_PARTITION__');
	});

	it('has the parent that was asked for, and the project, in the order given', () => {
		expect(folderOf('hall_id,_project', {hall_id: 'another'})).toBe('hall_id_value=a%2Fb/project=P');
	});

	it('is this export’s own where the project and the parents are', () => {
		const {isOurs, scope} = createPartitioner('_project,created_at:day', columns, 'P');
		expect(scope).toBe('project=P/*');
		expect(isOurs('project=P/created_at_day=2026-01-31')).toBe(true);
		expect(isOurs('project=Q/created_at_day=2026-01-31')).toBe(false);
	});

	it('has a name that no column of any list has', () => {
		for (const {item, path, ...list} of Object.values(catalogue).flat()) {
			const parents = placeholdersIn(path).map(name => [name, 'x'] as const);
			const names = columnsOf(item, keyOf(list), true, parents).map(({name}) => name.toLowerCase());
			const taken = names.filter(
				name => name === 'project' || names.some(other => /^(.*)_(day|month|value)$/.exec(name)?.[1] === other),
			);
			expect(taken).toEqual([]);
		}
	});
});
