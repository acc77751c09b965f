import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {mostRowsOfFile} from '../../../lib/export/dataset/data-files.ts';
import {mostRows} from '../../../lib/export/formats/row-group.ts';
import {exportRooms} from '../../../lib/index.ts';
import {readPage} from '../../support/pages.ts';
import {query} from '../../support/rooms-read.ts';
import {useSimulators} from '../../support/simulated.ts';
import {markdownSnippets} from '../../support/snippets.ts';

const simulate = useSimulators();

let base: string;
beforeAll(() => {
	base = mkdtempSync(join(tmpdir(), 'dataset-documentation-'));
});
afterAll(() => {
	rmSync(base, {recursive: true});
});

const recipes = markdownSnippets(readPage('docs/datasets.md')).filter(
	({language, code}) => language === 'sql' && code.includes('read_parquet'),
);

describe('what is documented of datasets', () => {
	it('is how DuckDB reads them', async () => {
		const {client} = await simulate({rooms: 300});
		await exportRooms(client, {}, {destination: join(base, 'rooms'), partitionBy: 'created_at:day'});
		expect(recipes.length).toBeGreaterThan(0);
		for (const {code} of recipes) {
			const rows = await query(code.replaceAll("'rooms/", `'${base}/rooms/`));
			expect(rows.reduce((sum, {rooms}) => sum + Number(rooms), 0)).toBe(300);
			expect(rows.every(row => /^\d{4}-\d{2}-\d{2}$/.test(String(row.created_at_day)))).toBe(true);
		}
	});

	it('names the sizes of files and of groups in them', () => {
		expect(readPage('docs/datasets.md')).toContain(
			`beyond ${mostRowsOfFile.toLocaleString('en-US')} rows it has several`,
		);
		expect(readPage('docs/exports.md')).toContain(`in groups of ${mostRows.toLocaleString('en-US')}`);
	});
});
