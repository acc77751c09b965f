import {abortableDelay} from '../../abort/abortable-delay.ts';
import {neverAborted} from '../../abort/on-abort.ts';
import {showName} from '../../core/decode-reasons.ts';
import {listingOf} from '../database/marked-table.ts';
import {DestinationFailure, inUse} from '../destination-failure.ts';
import {isKnownDead, newOwner, ownerOf} from '../lock/owner.ts';
import type {Asked} from '../target.ts';
import {makingTables} from './inspect-table.ts';
import {hasBegun, type Row, type RunSql, type Session} from './session.ts';
import type {Tables} from './table.ts';

/** Milliseconds between two signs of life. */
const renewal = 5000;

const createExports = (exports: string): string => `CREATE TABLE IF NOT EXISTS ${exports} (
	table_name text, project text, listing text, base_url text NOT NULL, endpoint text NOT NULL, query text NOT NULL,
	fencing bigint NOT NULL, owner text, seen timestamptz NOT NULL, checkpoint json,
	PRIMARY KEY (table_name, project, listing))`;

/** Of exports of this process that are over, although the row may not say so: their connection may have been lost. */
const over = new Set<string>();

/** The row of an export, of which this process is the owner. */
export interface OwnerRow {
	/** The checkpoint of the run before. */
	readonly left: unknown;
	/** Within a transaction: refuses to go on where another export has taken over; nobody can until the transaction ends. */
	readonly keep: (query: RunSql, checkpoint: object) => Promise<void>;
	readonly release: () => Promise<void>;
}

const takenOverIn = (place: string): DestinationFailure =>
	new DestinationFailure(
		`Another export to ${place} has taken over, as this one showed no sign of life for longer than a minute, or somebody removed its row of signalwire_paginate_exports: wait for the other one; if there is none, go on with resume (--resume).`,
	);

interface Place {
	readonly session: Session;
	readonly exports: string;
	/** Of the row: table, project and listing. */
	readonly key: readonly [string, string, string];
	readonly name: string;
}

const ofThisRow = 'table_name = $1 AND project = $2 AND listing = $3';

/** In one statement: whoever owned it finds another fencing number. Undefined where somebody else is at work. */
const take = async (
	{session, exports, key}: Place,
	{baseUrl, endpoint, query}: Asked['listed'],
	owner: string,
	dead: string | null,
): Promise<Row | undefined> => {
	const [row] = await session.query(
		`INSERT INTO ${exports} AS e (table_name, project, listing, base_url, endpoint, query, fencing, owner, seen)
		VALUES ($1, $2, $3, $4, $5, $6, 1, $7, clock_timestamp())
		ON CONFLICT (table_name, project, listing) DO UPDATE SET
			fencing = e.fencing + 1, owner = excluded.owner, seen = excluded.seen
		WHERE e.owner IS NULL OR e.owner = $8 OR e.seen < clock_timestamp() - interval '1 minute'
		RETURNING fencing, checkpoint`,
		[...key, baseUrl, endpoint, query, owner, dead],
	);
	return row;
};

/** Who is at work; refuses where he is not known to be dead. */
const deadOwner = async ({session, exports, key, name}: Place): Promise<string | null> => {
	const [row] = await session.query(
		`SELECT owner, floor(extract(epoch FROM clock_timestamp() - seen))::int AS silence FROM ${exports} WHERE ${ofThisRow}`,
		key,
	);
	const text = row?.owner;
	if (typeof text !== 'string') return null;
	const owner = ownerOf(text);
	if (over.has(text) || (owner !== undefined && isKnownDead(owner))) return text;
	const who = owner === undefined ? '' : `process ${owner.process} on ${showName(owner.host)}, `;
	throw new DestinationFailure(
		`Another export of this listing to ${name} is running (${who}last seen ${row?.silence} seconds ago): wait for it, or stop it. One that is silent for a minute is taken over.`,
		{cause: Object.assign(new Error('The row has an owner.'), {code: inUse})},
	);
};

const prepareExports = async ({session, exports}: Place, schema: string): Promise<void> => {
	const look = 'SELECT 1 FROM pg_catalog.pg_tables WHERE schemaname = $1 AND tablename = $2';
	const [there] = await session.query(look, [schema, 'signalwire_paginate_exports']);
	if (there !== undefined) return;
	await session.transaction(async query => {
		await query(makingTables);
		await query(createExports(exports));
	});
};

/** What an export wants to own. */
export interface Wanted {
	readonly session: Session;
	readonly tables: Tables;
	readonly asked: Asked;
	/** What messages call the table. */
	readonly name: string;
}

/** Makes this process the owner of an export to a table. */
export const takeOwnerRow = async (
	{session, tables: {main, exports}, asked, name}: Wanted,
	signal: AbortSignal = neverAborted,
): Promise<OwnerRow> => {
	const place: Place = {session, exports, key: [main.name, asked.project, listingOf(asked)], name};
	await prepareExports(place, main.schema);
	const owner = JSON.stringify(newOwner());
	let row = await take(place, asked.listed, owner, null);
	while (row === undefined) {
		row = await take(place, asked.listed, owner, await deadOwner(place));
		if (row === undefined) await abortableDelay(100, signal);
	}
	const mine = [...place.key, row.fencing];
	const change = (what: string) =>
		`UPDATE ${exports} SET ${what} WHERE ${ofThisRow} AND fencing = $4 AND ${hasBegun} RETURNING 1`;
	const timer = setInterval(() => {
		session.query(change('seen = clock_timestamp()'), mine).catch(() => {});
	}, renewal).unref();
	return {
		left: row.checkpoint,
		keep: async (query, checkpoint) => {
			const values = [...mine, JSON.stringify(checkpoint)];
			const [kept] = await query(change('seen = clock_timestamp(), checkpoint = $5'), values);
			if (kept === undefined) throw takenOverIn(name);
		},
		release: async () => {
			clearInterval(timer);
			over.add(owner);
			await session.query(change('owner = NULL'), mine);
			over.delete(owner);
		},
	};
};
