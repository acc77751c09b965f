import type {Statement} from 'node-sqlite3-wasm';
import {loadOptional} from '../optional-package.ts';
import type {OpenDatabase, SqlValue} from './sqlite-library.ts';

const holdsNul = (value: SqlValue): boolean => typeof value === 'string' && value.includes('\0');

/** A statement tells the error of its last run once more, and would so keep the database open. */
const finalize = (statement: Statement): void => {
	try {
		statement.finalize();
	} catch {
		// Told already.
	}
};

/** SQLite in WebAssembly, for any runtime. */
export const packagedSqlite = async (): Promise<OpenDatabase> => {
	const {default: sqlite} = await loadOptional(
		() => import('node-sqlite3-wasm'),
		'node-sqlite3-wasm',
		'The sqlite format',
	);
	return path => {
		const database = new sqlite.Database(path);
		const statements: Statement[] = [];
		const prepare = (sql: string): Statement => {
			const statement = database.prepare(sql);
			statements.push(statement);
			return statement;
		};
		return {
			exec: sql => database.exec(sql),
			all: (sql, ...values) => database.all(sql, [...values]),
			prepare: sql => {
				const statement = prepare(sql('?'));
				let ofBytes: Statement | undefined;
				return values => {
					if (!values.some(holdsNul)) {
						statement.run(values as SqlValue[]);
						return;
					}
					// The library ends a text at its first NUL, so one that has any is bound as its bytes.
					ofBytes ??= prepare(sql('CAST(? AS TEXT)'));
					ofBytes.run(values.map(value => (holdsNul(value) ? Buffer.from(String(value), 'utf8') : value)));
				};
			},
			lend: (name, work) => database.function(name, (one, two, three) => work(one, two, three)),
			close: () => {
				for (const statement of statements.splice(0)) finalize(statement);
				if (database.isOpen) database.close();
			},
		};
	};
};
