import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {placeholdersIn} from '../../../lib/core/list-path.ts';
import {columnsOf} from '../../../lib/export/formats/columns.ts';
import {exportItems} from '../../../lib/index.ts';
import {sampledLists} from '../../support/catalogue-sample.ts';
import {query} from '../../support/rooms-read.ts';
import {useSimulators} from '../../support/simulated.ts';

const simulate = useSimulators();

let base: string;
beforeAll(() => {
	base = mkdtempSync(join(tmpdir(), 'dataset-lists-'));
});
afterAll(() => {
	rmSync(base, {recursive: true});
});

const count = 12;

const timed = sampledLists.flatMap(list => {
	const columns = columnsOf(list.item, list.key ?? ['id']);
	const time = columns.find(({name}) => name === 'created_at' || name === 'date_created');
	return time?.type === 'timestamp' || time?.type === 'rfc2822' ? [[list.name, time.name, list] as const] : [];
});

describe('a dataset of any list that has a time of creation', () => {
	it('is asked of some', () => {
		expect(timed.length).toBeGreaterThan(2);
		expect(new Set(timed.map(([, name]) => name)).size).toBe(2);
	});

	it.each(timed)('is parted by it: %s, %s', async (name, time, list) => {
		const {simulator, client} = await simulate({rooms: count, ...(name !== 'rooms' && {lists: {[name]: count}})});
		const below = Object.fromEntries(placeholdersIn(list.path).map(parameter => [parameter, `the ${parameter}`]));
		const sent = [...simulator.items(list, below)].map(item => String(Reflect.get(item as object, time)));
		const destination = join(base, name);
		const partitionBy = `_project,${time}:day`;
		const summary = await exportItems(client, list, below, {destination, partitionBy});
		expect(summary).toMatchObject({rows: sent.length, duplicates: 0});
		const rows = await query(
			`SELECT ${time}_day::VARCHAR AS day, count(*) AS n FROM read_parquet('${destination}/*/*/*.parquet', hive_partitioning = true)
			GROUP BY ALL ORDER BY ALL`,
		);
		const days = new Map<string | null, number>();
		for (const text of sent) {
			const parsed = Date.parse(text);
			const day = Number.isNaN(parsed) ? null : new Date(parsed).toISOString().slice(0, 10);
			days.set(day, (days.get(day) ?? 0) + 1);
		}
		const found = new Map(rows.map(({day, n}) => [day, Number(n)]));
		expect(found).toEqual(days);
	});
});
