import {allOf} from '../all-of.ts';
import {listingOf} from '../database/marked-table.ts';
import {DestinationFailure} from '../destination-failure.ts';
import type {DestinationPlan} from '../export-plan.ts';
import type {Asked, Held, Target, Writer} from '../target.ts';
import type {PostgresCheckpoint} from './checkpoint.ts';
import {checkTable} from './inspect-table.ts';
import type {PostgresSettings} from './options.ts';
import {type OwnerRow, takeOwnerRow} from './owner-row.ts';
import {Rows} from './rows.ts';
import type {Session} from './session.ts';
import {chooseStart} from './start.ts';
import {type Tables, tablesOf} from './table.ts';
import {completeTables, countLeft, type Marks, prepareTables} from './whole-tables.ts';

/** What an export to a database is made of. */
interface Run {
	readonly asked: Asked;
	readonly plan: DestinationPlan;
	readonly session: Session;
	readonly tables: Tables;
	readonly owner: OwnerRow;
}

const writerTo = (
	{asked, plan, session, tables, owner}: Run,
	marks: Marks,
	{maxItems}: PostgresCheckpoint,
): Writer<PostgresCheckpoint> => {
	const rows = new Rows(tables, marks);
	let chosen = rows.choose();
	return {
		// With a limit, what is wanted next depends on what was there.
		writesAside: maxItems === null,
		// Without a limit it is early enough to find out when they are written.
		lookUp: pages => rows.newIn(pages, maxItems === null ? undefined : session.query),
		write: async (_page, reached) => {
			chosen = rows.choose();
			return {...reached, withoutKey: reached.withoutKey + rows.withoutKeyIn(chosen)};
		},
		keep: checkpoint =>
			session.transaction(async (query, ahead) => {
				// First of all: it locks the row, and so nobody takes over until the transaction ends. Its answer says whether what
				// is sent behind it is to be undone.
				const [, again] = await allOf(owner.keep(ahead, checkpoint), rows.write(ahead, chosen));
				if (again === 0) return checkpoint;
				const corrected = {...checkpoint, rows: checkpoint.rows - again, duplicates: checkpoint.duplicates + again};
				await owner.keep(query, corrected);
				return corrected;
			}),
		publish: reached =>
			session.transaction(async query => {
				const checkpoint = {...reached, isComplete: true};
				await owner.keep(query, checkpoint);
				await completeTables(query, tables, marks, {
					prunes: plan.prune && reached.cursor === null,
					isPart: asked.isPart,
				});
				return checkpoint;
			}),
		abandon: async error => error,
	};
};

/** The checkpoint outlives what somebody else does to the tables. */
const checkRows = async (
	{session, tables}: Run,
	marks: Marks,
	checkpoint: PostgresCheckpoint,
	name: string,
): Promise<void> => {
	const left = await countLeft(session.query, tables, marks, checkpoint);
	if (left === checkpoint.rows) return;
	throw new DestinationFailure(
		`The ${name} holds ${left} of the ${checkpoint.rows} rows that the interrupted export has written: it was dropped, renamed or emptied since, or rows of it were removed. Start again with overwrite (--overwrite).`,
	);
};

const held = (run: Run, name: string): Held<PostgresCheckpoint> => {
	const {asked, plan, session, tables, owner} = run;
	return {
		resume: async () => {
			for (const table of new Set([tables.main, tables.withoutKey, tables.incoming])) {
				await checkTable(session.query, table);
			}
			const checkpoint = chooseStart(owner.left, asked, plan, name);
			const marks: Marks = [asked.project, listingOf(asked), checkpoint.run];
			await checkRows(run, marks, checkpoint, name);
			const open = () =>
				session.transaction(async query => {
					await owner.keep(query, checkpoint);
					await prepareTables(query, tables, marks);
					return writerTo(run, marks, checkpoint);
				});
			return {checkpoint, open};
		},
		release: async () => {
			try {
				await owner.release();
			} finally {
				await session.close();
			}
		},
	};
};

/** What messages call the table. */
export const nameOf = (
	{place}: Pick<Session, 'place'>,
	{schema = 'public', table}: PostgresSettings,
	list: {readonly name: string},
): string => `table ${schema}.${table ?? list.name} of ${place}`;

/** A table in a database, with the checkpoint in the transaction of its rows. The session ends with the export. */
export const createPostgresTarget = (
	session: Session,
	settings: PostgresSettings,
	plan: DestinationPlan,
): Target<PostgresCheckpoint> => ({
	acquire: async asked => {
		const tables = tablesOf(asked, settings);
		const name = nameOf(session, settings, asked.list);
		try {
			const owner = await takeOwnerRow({session, tables, asked, name}, plan.walk.signal);
			return held({asked, plan, session, tables, owner}, name);
		} catch (error) {
			await session.close();
			throw error;
		}
	},
});
