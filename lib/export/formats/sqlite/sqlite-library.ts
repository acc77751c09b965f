import {builtInSqlite} from './built-in-sqlite.ts';
import {packagedSqlite} from './packaged-sqlite.ts';

/** What a parameter takes. */
export type SqlValue = string | number | null;

/** A statement by how it takes a text: as a parameter, or as one that is made a text there. */
export type SqlText = (text: string) => string;

/** A database, by whichever library: one behaviour, whatever the runtime. All of it throws what the library throws. */
export interface SqliteDatabase {
	readonly exec: (sql: string) => void;
	readonly all: (sql: string, ...values: readonly SqlValue[]) => ReadonlyArray<Readonly<Record<string, unknown>>>;
	/** A statement to run many times; texts may have NUL in them. */
	readonly prepare: (sql: SqlText) => (values: readonly SqlValue[]) => void;
	/** Lends a function of three arguments to statements. */
	readonly lend: (name: string, work: (one: unknown, two: unknown, three: unknown) => string | null) => void;
	/** Also after a failure, and more than once. */
	readonly close: () => void;
}

/** Opens a database, or makes it. */
export type OpenDatabase = (path: string) => SqliteDatabase;

/** The runtime's own SQLite, which is several times as fast; the package where the runtime has none. */
export const loadSqlite = async (): Promise<OpenDatabase> => builtInSqlite() ?? packagedSqlite();
