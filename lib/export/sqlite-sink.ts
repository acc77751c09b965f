import {DestinationFailure} from './destination-failure.ts';
import type {OpenSink, SinkContext} from './format.ts';
import {loadOptional} from './optional-package.ts';
import {itemsIn, openSpool} from './spool.ts';
import {beginBuild, type OpenDatabase, type SqliteBuild} from './sqlite-build.ts';
import {refreshFailure} from './sqlite-error.ts';
import {keyColumnsOf} from './sqlite-table.ts';

const checkHasKey = ({refresh, name, columns}: SinkContext): void => {
	if (refresh === undefined || keyColumnsOf(columns).length > 0) return;
	throw new DestinationFailure(
		`${refresh} is there already, and ${name} have no key by which it could be brought up to date: replace it with overwrite (--overwrite), or choose another name.`,
	);
};

/** All of it, or nothing that is left. */
const build = async (open: OpenDatabase, path: string, context: SinkContext): Promise<void> => {
	const {partial, signal} = context;
	const database = await beginBuild(open, path, context);
	try {
		for await (const items of itemsIn(partial)) {
			signal?.throwIfAborted();
			database.write(items);
		}
		await database.finish();
	} catch (error) {
		await database.discard();
		throw error;
	}
};

/**
 * A database with a typed table, named after the endpoint, whose key is the list's: a row that is there already is brought
 * up to date, so an export repeated refreshes. It is made when the last page is there, of a copy of the one to refresh;
 * whether that one takes such rows is tried with the first page, before an export has cost anything.
 */
export const openSqliteSink: OpenSink = async context => {
	checkHasKey(context);
	const {default: sqlite} = await loadOptional(() => import('node-sqlite3-wasm'), 'node-sqlite3-wasm', 'sqlite');
	const {partial, bytes, refresh} = context;
	const path = `${partial}.sqlite`;
	const open: OpenDatabase = name => new sqlite.Database(name);
	const telling = async <Result>(work: () => Promise<Result>): Promise<Result> => {
		try {
			return await work();
		} catch (error) {
			throw refreshFailure(error, context);
		}
	};
	const spool = await openSpool(context);
	let trial: SqliteBuild | undefined;
	const endTrial = async () => {
		const ended = trial;
		trial = undefined;
		await ended?.discard();
	};
	const close = async () => {
		await endTrial().catch(() => {});
		await spool.close();
	};
	try {
		if (refresh !== undefined && bytes === 0) trial = await telling(() => beginBuild(open, path, context));
	} catch (error) {
		await close();
		throw error;
	}
	return {
		...spool,
		close,
		write: async items => {
			await telling(async () => trial?.write(items));
			await endTrial();
			await spool.write(items);
		},
		finish: async () => {
			await endTrial();
			await spool.finish();
			await telling(() => build(open, path, context));
			return path;
		},
	};
};
