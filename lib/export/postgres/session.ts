import type {Client} from 'pg';
import {DestinationFailure} from '../destination-failure.ts';
import {loadOptional} from '../formats/optional-package.ts';
import {hiding, postgresFailure} from './postgres-error.ts';

export type Row = Readonly<Record<string, unknown>>;

export type RunSql = (text: string, values?: readonly unknown[]) => Promise<readonly Row[]>;

/** A connection to a database. It keeps nothing that outlives a transaction, for poolers lend it for no longer. */
export interface Session {
	/** Where it leads, without secrets. */
	readonly place: string;
	/** One statement, in a transaction too: the socket of PGlite mixes up those of several connections that are in none. */
	readonly query: RunSql;
	/**
	 * Statements of which all take effect or none.
	 * @param work given two ways to run them; the second is for those with `hasBegun`, and does not wait for the beginning
	 */
	readonly transaction: <Result>(work: (query: RunSql, ahead: RunSql) => Promise<Result>) => Promise<Result>;
	readonly close: () => Promise<void>;
}

/** Milliseconds. */
const longestConnecting = 30_000;
/** The longest statements are those of the end, with `prune`; what is silent for longer is not there any more. */
const longestAnswer = 600_000;
/** A connection on which nothing comes is tried then: the other end may have gone without a word. */
const keepAliveDelay = 60_000;

/** Who is stopped in a transaction must not keep others from the rows that it has locked. */
const begin =
	"BEGIN; SET LOCAL idle_in_transaction_session_timeout = '30s'; SET LOCAL signalwire_paginate.has_begun = 'yes'";

/**
 * A condition, as SQL, of what may only be done within a transaction. Statements are sent right behind its beginning, and
 * would else take effect one by one where that has failed.
 */
export const hasBegun = "current_setting('signalwire_paginate.has_begun', true) = 'yes'";

/** One statement or transaction after the other, whoever asks for it: what comes in between would be a part of it. */
export const sessionOn = (query: RunSql, place: string, close: () => Promise<void>): Session => {
	let last: Promise<unknown> = Promise.resolve();
	const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
		const result = last.then(work);
		last = result.catch(() => {});
		return result;
	};
	const run = async <Result>(work: (query: RunSql, ahead: RunSql) => Promise<Result>): Promise<Result> => {
		const begun = query(begin);
		// It is asked for later, where statements do not wait for it.
		begun.catch(() => {});
		const within: RunSql = async (text, values) => {
			await begun;
			return query(text, values);
		};
		try {
			const result = await work(within, query);
			await within('COMMIT');
			return result;
		} catch (error) {
			// What it failed of says more than that the connection is gone.
			await query('ROLLBACK').catch(() => {});
			await begun;
			throw error;
		}
	};
	return {
		place,
		query: (text, values) => inTurn(() => run(one => one(text, values))),
		transaction: work => inTurn(() => run(work)),
		close,
	};
};

const placeOf = ({host, port, database}: Client): string => `postgres://${host}:${port}/${database}`;

/**
 * Modes that `pg` takes for `verify-full`, and warns that a later version will not, on the standard error of a command
 * that was told to be quiet. Named as what they are, they stay so.
 */
export const addressFor = (connectionString: string | undefined): string | undefined =>
	connectionString === undefined || /[?&]uselibpqcompat=true/.test(connectionString)
		? connectionString
		: connectionString.replaceAll(/([?&]sslmode=)(?:prefer|require|verify-ca)(?=[&#]|$)/g, '$1verify-full');

const unreadable = (): DestinationFailure =>
	new DestinationFailure(
		'The address of the database cannot be read: check the connectionString, or DATABASE_URL. Characters such as @, / and % in a user or password are written as %40, %2F and %25.',
	);

/** @param wait milliseconds for the answer to a statement */
const createClient = async (connectionString: string | undefined, wait: number): Promise<Client> => {
	const {default: pg} = await loadOptional(() => import('pg'), 'pg', 'An export to Postgres');
	// A password with a slash would be taken for a host and a database, which messages name.
	if (/^[^/]*\/\/[^/]*\/[^?]*@/.test(connectionString ?? '')) throw unreadable();
	try {
		return new pg.Client({
			connectionString: addressFor(connectionString),
			fallback_application_name: 'signalwire-paginate',
			connectionTimeoutMillis: longestConnecting,
			keepAlive: true,
			keepAliveInitialDelayMillis: keepAliveDelay,
			query_timeout: wait,
			pipeline: true,
		});
	} catch {
		// Its errors hold what they complain of.
		throw unreadable();
	}
};

/** Each statement is sent at once where `pg` can do so, and else when those before are answered. */
export const sendTo = (client: Pick<Client, 'query' | 'pipeline'>): RunSql => {
	const send: RunSql = async (text, values) => (await client.query(text, values)).rows;
	if (client.pipeline === true) return send;
	let last: Promise<unknown> = Promise.resolve();
	return (text, values) => {
		const answer = last.then(() => send(text, values));
		last = answer.catch(() => {});
		return answer;
	};
};

/** How `pg` says that there was no answer. */
const isSilence = (error: unknown): boolean => Object(error).message === 'Query read timeout';

/** @param connectionString undefined for what `pg` finds in the environment */
export const connectTo = async (connectionString: string | undefined, wait = longestAnswer): Promise<Session> => {
	const client = await createClient(connectionString, wait);
	const place = placeOf(client);
	const hide = hiding(client.password);
	const close = () => client.end().catch(() => {});
	const told = (error: unknown) => {
		if (!isSilence(error)) throw postgresFailure(error, place, hide);
		// What comes behind it would wait as long.
		close();
		const silence = {code: 'ETIMEDOUT', message: `no answer to a statement for ${wait / 1000} seconds`};
		throw postgresFailure(silence, place, hide);
	};
	// One that breaks between two statements shows at the next one.
	client.on('error', () => {});
	await client.connect().catch(told);
	const send = sendTo(client);
	return sessionOn((text, values) => send(text, values).catch(told), place, close);
};
