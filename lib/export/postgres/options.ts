import * as E from 'fp-ts/lib/Either.js';
import type {InvalidInput} from '../../core/api-error.ts';
import {readCallOptions} from '../../core/call-options.ts';
import * as option from '../../core/option.ts';
import {longestName, nameOption, tableOption} from '../database/table-option.ts';

/** An address of a database, whatever else is in it. */
const address = /^postgres(?:ql)?:\/\//i;

export const isPostgresAddress = (text: string): boolean => address.test(text);

/** What `postgres()` takes. */
export const postgresOptions = {
	/**
	 * `postgres://user@host:5432/database`, with all that the package `pg` reads in it, such as `?sslmode=verify-full`.
	 * Default: `DATABASE_URL`, else the variables that `psql` reads (`PGHOST`, `PGUSER`, …); `~/.pgpass` is read as well.
	 */
	connectionString: option.custom<string>({
		defaultText: '`DATABASE_URL`',
		// Of what is no address nothing is shown: there may be a password in it.
		read: (value, name) =>
			typeof value === 'string' && isPostgresAddress(value)
				? E.right(value)
				: E.left(`${name} must be an address that begins with postgres:// or postgresql://`),
	}),
	/** The table; it is made if it is not there. Default: the name of the list. */
	table: tableOption,
	/** The schema of the table, which must be there. Default: `public`. */
	schema: nameOption(longestName, {
		defaultText: '`public`',
		flag: ['--schema <name>', 'Postgres: the schema of the table'],
	}),
};

/**
 * Where the database is, and the table in it.
 *
 * @interface
 */
export type PostgresOptions = option.OptionsOf<typeof postgresOptions>;

export type PostgresSettings = option.SettingsOf<typeof postgresOptions>;

export const readPostgresOptions = (options: unknown): E.Either<InvalidInput, PostgresSettings> =>
	readCallOptions(postgresOptions, options, 'postgres');

/** A name of what comes behind the question mark, as `pg` reads it. */
const isOfPassword = (name: string): boolean => /pass/i.test(name);

/** Whether there is a password in an address, wherever `pg` would look for one, and also where it was not encoded. */
export const holdsPassword = (text: string): boolean =>
	// The user ends at the last @ of those that are there, and may have one in it.
	/^[^/]*\/\/(?:[^/?#@]*:.*|[^/?#]*:[^/?#]*)@/s.test(text) ||
	[...new URLSearchParams(text.replace(/^[^?]*/, '')).keys()].some(isOfPassword);
