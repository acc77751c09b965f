import {builtInModule} from '../../../environment.ts';
import type {OpenDatabase, SqlValue} from './sqlite-library.ts';

/** What is used of `node:sqlite`, of which older types know nothing. */
interface NodeSqlite {
	readonly DatabaseSync: new (
		path: string,
		options: object,
	) => {
		readonly exec: (sql: string) => void;
		readonly prepare: (sql: string) => {
			readonly run: (...values: readonly SqlValue[]) => unknown;
			readonly all: (...values: readonly SqlValue[]) => ReadonlyArray<Readonly<Record<string, unknown>>>;
		};
		readonly function: (name: string, options: object, work: (...values: readonly unknown[]) => unknown) => void;
		readonly isOpen: boolean;
		readonly close: () => void;
	};
}

/** As SQLite itself has it, and so the package: what a database of somebody else does must not depend on the library. */
const asUsual = {enableForeignKeyConstraints: false, enableDoubleQuotedStringLiterals: true, defensive: false};

/** Node's own SQLite; undefined before Node 22.13, and in runtimes that only take after Node. */
export const builtInSqlite = (): OpenDatabase | undefined => {
	const sqlite = builtInModule('node:sqlite') as NodeSqlite | undefined;
	if (sqlite === undefined) return undefined;
	return path => {
		const database = new sqlite.DatabaseSync(path, asUsual);
		return {
			exec: sql => database.exec(sql),
			all: (sql, ...values) => database.prepare(sql).all(...values),
			prepare: sql => {
				const statement = database.prepare(sql('?'));
				return values => statement.run(...values);
			},
			// Numbers that JavaScript cannot hold would be refused otherwise.
			lend: (name, work) =>
				database.function(name, {useBigIntArguments: true}, (one, two, three) => work(one, two, three)),
			close: () => {
				if (database.isOpen) database.close();
			},
		};
	};
};
