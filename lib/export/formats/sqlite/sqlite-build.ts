import {syncFile} from '../../files/durable.ts';
import type {SqliteContext} from './sqlite-context.ts';
import {makeDatabase, removeDatabase} from './sqlite-files.ts';
import type {OpenDatabase, SqliteDatabase} from './sqlite-library.ts';
import {type SqliteRow, SqliteRows} from './sqlite-rows.ts';

/** A database that is being made. Whatever goes wrong, it is thrown away and made again. */
export interface SqliteBuild {
	readonly write: (rows: readonly SqliteRow[]) => void;
	/** Completes it, on the disk. */
	readonly finish: () => Promise<void>;
	readonly discard: () => Promise<void>;
}

/** Nothing that is thrown away needs a journal. Returns whether there was a log, which is a trait of the file. */
const withoutJournal = (database: SqliteDatabase): boolean => {
	// With no other reader, a log needs no file of shared memory, which the package has not got.
	database.exec('PRAGMA locking_mode = EXCLUSIVE');
	const isLogged = database.all('PRAGMA journal_mode')[0]?.journal_mode === 'wal';
	database.exec('PRAGMA journal_mode = OFF');
	database.exec('PRAGMA synchronous = OFF');
	return isLogged;
};

/**
 * Begins a database with the table of an export: a new one, or a copy of the one to refresh.
 * @param path where it is made
 */
export const beginBuild = async (open: OpenDatabase, path: string, context: SqliteContext): Promise<SqliteBuild> => {
	await makeDatabase(path, context.refresh);
	const database = open(path);
	const discard = async () => {
		database.close();
		await removeDatabase(path);
	};
	try {
		const isLogged = withoutJournal(database);
		database.exec('BEGIN IMMEDIATE');
		const rows = new SqliteRows(database, context);
		rows.prepare();
		return {
			write: made => rows.write(made),
			finish: async () => {
				rows.complete();
				database.exec('COMMIT');
				if (isLogged) database.exec('PRAGMA journal_mode = WAL');
				database.close();
				await syncFile(path);
			},
			discard,
		};
	} catch (error) {
		await discard();
		throw error;
	}
};
