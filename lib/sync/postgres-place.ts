import {listingOf, quote} from '../export/database/marked-table.ts';
import {askedOf} from '../export/export.ts';
import {exportItemsBy} from '../export/export-items.ts';
import {connectToDatabase} from '../export/postgres/connect.ts';
import {postgres} from '../export/postgres/index.ts';
import {makingTables} from '../export/postgres/inspect-table.ts';
import type {RunSql} from '../export/postgres/session.ts';
import {orThrow} from '../pagination/pagination-error.ts';
import {planWalk} from '../pagination/plan-walk.ts';
import {type Place, rowsOf} from './place.ts';

/**
 * A database: walks go into tables, and what is known of them is with their rows, in the checkpoints that exports keep in
 * `signalwire_paginate_exports`; notes are in `signalwire_paginate_notes`.
 */
export const openPostgresPlace = async (address: string, schema = 'public'): Promise<Place> => {
	// Of an address that says nothing, DATABASE_URL and the PG* variables say all.
	const connectionString = /^[^/]*\/\/$/.test(address) ? undefined : address;
	let session = connectToDatabase(connectionString);
	/** A run may last for hours: a database that was started again meanwhile is connected to anew. */
	const ask: RunSql = async (text, values) => {
		const current = session;
		try {
			return await (await current).query(text, values);
		} catch (error) {
			if (session === current) {
				// At once: others that fail now are not to connect as well.
				session = connectToDatabase(connectionString);
				await (await current).close();
			}
			return (await session).query(text, values).catch(() => {
				throw error;
			});
		}
	};
	const named = (name: string) => `${quote(schema)}.${quote(name)}`;
	const [notes, exports] = [named('signalwire_paginate_notes'), named('signalwire_paginate_exports')];
	const isThere = async (...tables: readonly string[]): Promise<boolean> => {
		const [found] = await ask(
			'SELECT bool_and(to_regclass(name) IS NOT NULL) AS there FROM unnest($1::text[]) AS name',
			[tables],
		);
		return found?.there === true;
	};
	// Who may not make tables can use those that are there.
	if (!(await isThere(notes))) {
		await (await session).transaction(async query => {
			await query(makingTables);
			await query(`CREATE TABLE IF NOT EXISTS ${notes} (name text PRIMARY KEY, note text NOT NULL)`);
		});
	}

	return {
		note: async name => {
			const [row] = await ask(`SELECT note FROM ${notes} WHERE name = $1`, [name]);
			return row === undefined ? undefined : String(row.note);
		},
		keepNote: async (name, text) => {
			await ask(`INSERT INTO ${notes} VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET note = excluded.note`, [
				name,
				text,
			]);
		},
		stateOf: async ({planned, query, belongs}, client) => {
			const wish = {client, list: planned.list, query, belongs, options: {}, callSite: {}};
			const asked = askedOf(orThrow(planWalk(wish)));
			// What somebody has dropped is read again.
			if (!(await isThere(exports, named(planned.table)))) return {lastRead: undefined, interrupted: undefined};
			const [row] = await ask(
				`SELECT checkpoint->>'began' AS began, checkpoint->>'isComplete' AS complete, checkpoint->>'pages' AS pages
				FROM ${exports} WHERE table_name = $1 AND project = $2 AND listing = $3`,
				[planned.table, asked.project, listingOf(asked)],
			);
			const began = Date.parse(String(row?.began)) || 0;
			return {
				lastRead: row?.complete === 'true' ? began : undefined,
				interrupted: row?.complete === 'false' && row.pages !== '0' ? began : undefined,
			};
		},
		read: async ({planned, query, ...walk}, {client, signal, how, onProgress}) => {
			const destination = postgres({connectionString, table: planned.table, schema});
			const {rows} = await exportItemsBy(
				{client, list: planned.list, query, belongs: rowsOf(walk), callSite: {}},
				{destination, resume: how === 'resume', overwrite: how === 'anew', prune: true, signal, onProgress},
			);
			return rows;
		},
		// Rows are known by their keys, however they were parted.
		tidy: async () => {},
		close: async () => (await session).close(),
	};
};
