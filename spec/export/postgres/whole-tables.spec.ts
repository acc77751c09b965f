import {describe, expect, it} from '@jest/globals';
import {askedOf} from '../../../lib/export/export.ts';
import type {RunSql} from '../../../lib/export/postgres/session.ts';
import {tablesOf} from '../../../lib/export/postgres/table.ts';
import {completeTables} from '../../../lib/export/postgres/whole-tables.ts';
import {createClient, rooms} from '../../../lib/index.ts';
import {planWalk} from '../../../lib/pagination/plan-walk.ts';
import {rightOf} from '../../support/either.ts';
import {credentials} from '../../support/server.ts';

describe('the end of an export to Postgres', () => {
	it('moves no rows out of a table that another export makes meanwhile', async () => {
		const client = createClient({...credentials, baseUrl: 'http://127.0.0.1:9'});
		const asked = askedOf(rightOf(planWalk({client, list: rooms, query: {}, options: {}, callSite: {}})));
		const tables = tablesOf(asked, {connectionString: undefined, table: undefined, schema: undefined});
		let looks = 0;
		const statements: string[] = [];
		const query: RunSql = async (text, [, name] = []) => {
			statements.push(text);
			// Of the tables in question it is there from the second time on that somebody looks.
			return name === tables.incoming.name && ++looks > 1 ? [{oid: 1, kind: 'r', moved: 0, rows: 0}] : [];
		};
		await completeTables(query, tables, ['project', 'listing', 'run'], {prunes: true, isPart: false});
		expect(looks).toBeGreaterThan(0);
		expect(statements.filter(text => text.includes('INSERT INTO'))).toEqual([]);
	});
});
