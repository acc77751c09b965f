import {checkList} from '../core/check-list.ts';
import {listingOf, quote} from '../export/database/marked-table.ts';
import {listedOf} from '../export/export.ts';
import {postgres} from '../export/postgres/index.ts';
import {orThrow} from '../pagination/pagination-error.ts';
import {encodeQuery} from '../pagination/plan-walk.ts';
import {areThere, openLastingConnection} from './lasting-connection.ts';
import type {Place} from './place.ts';

/**
 * A database: walks go into tables, and what is known of them is with their rows, in the checkpoints that exports keep in
 * `signalwire_paginate_exports`; notes are in `signalwire_paginate_notes`.
 */
export const openPostgresPlace = async (address: string, schema = 'public'): Promise<Place> => {
	// Of an address that says nothing, DATABASE_URL and the PG* variables say all.
	const connectionString = /^[^/]*\/\/$/.test(address) ? undefined : address;
	const named = (name: string) => `${quote(schema)}.${quote(name)}`;
	const [notes, exports] = [named('signalwire_paginate_notes'), named('signalwire_paginate_exports')];
	const columns = 'name text PRIMARY KEY, note text NOT NULL';
	const {query: ask, close} = await openLastingConnection(connectionString, notes, columns);

	return {
		note: async (name, time) => {
			await ask(`INSERT INTO ${notes} VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET note = excluded.note`, [
				name,
				new Date(time).toISOString(),
			]);
		},
		noted: async name => {
			const [row] = await ask(`SELECT note FROM ${notes} WHERE name = $1`, [name]);
			return row === undefined ? undefined : Date.parse(String(row.note));
		},
		stateOf: async ({planned, query, whose: {projectId, baseUrl}}) => {
			const parameters = orThrow(encodeQuery(planned.list, query, projectId));
			const listed = listedOf(orThrow(checkList(planned.list)), parameters, baseUrl);
			// What somebody has dropped is read again.
			const isThere = await areThere(ask, exports, named(planned.table));
			if (!isThere) return {lastRead: undefined, interrupted: undefined};
			const [row] = await ask(
				`SELECT checkpoint->>'began' AS began, checkpoint->>'isComplete' AS complete, checkpoint->>'pages' AS pages
				FROM ${exports} WHERE table_name = $1 AND project = $2 AND listing = $3`,
				[planned.table, projectId, listingOf({listed})],
			);
			const began = Date.parse(String(row?.began)) || 0;
			return {
				lastRead: row?.complete === 'true' ? began : undefined,
				interrupted: row?.complete === 'false' && row.pages !== '0' ? began : undefined,
			};
		},
		read: ({planned: {table}}, _interrupted, exportTo) =>
			exportTo({destination: postgres({connectionString, table, schema}), prune: true}),
		// Rows are known by their keys, however they were parted.
		tidy: async () => {},
		close,
	};
};
