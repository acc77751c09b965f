import {DestinationFailure} from '../../destination-failure.ts';
import {besidePartial, type Sink} from '../format.ts';
import {loadOptional} from '../optional-package.ts';
import {itemsIn, openSpool} from '../spool.ts';
import {beginBuild, type SqliteBuild} from './sqlite-build.ts';
import type {SqliteContext} from './sqlite-context.ts';
import {contentFailure} from './sqlite-error.ts';
import {keyColumnsOf} from './sqlite-table.ts';

const checkHasKey = ({refresh, table: {name, columns}}: SqliteContext): void => {
	if (refresh === undefined || keyColumnsOf(columns).length > 0) return;
	throw new DestinationFailure(
		`${refresh} is there already, and ${name} have no key by which it could be brought up to date: replace it with overwrite (--overwrite), or choose another name.`,
	);
};

/** Works on a database that is thrown away when the work fails, and says what of it was in the way. */
const working = async <Result>(
	database: SqliteBuild | undefined,
	context: SqliteContext,
	work: () => Promise<Result>,
): Promise<Result> => {
	try {
		return await work();
	} catch (error) {
		await database?.discard();
		throw contentFailure(error, context);
	}
};

/**
 * A database with a typed table, named after the list, whose key is the list's: a row that is there already is brought
 * up to date, so an export repeated refreshes. It is made when the last page is there, of a copy of the one to refresh;
 * whether it can be made is tried with the first page, before an export has cost anything.
 */
export const openSqliteSink = async (context: SqliteContext): Promise<Sink> => {
	checkHasKey(context);
	const {default: sqlite} = await loadOptional(
		() => import('node-sqlite3-wasm'),
		'node-sqlite3-wasm',
		'The sqlite format',
	);
	const {partial, bytes, signal} = context;
	const path = besidePartial(partial, 'sqlite');
	const begin = () => working(undefined, context, () => beginBuild(name => new sqlite.Database(name), path, context));
	let trial = bytes === 0 ? await begin() : undefined;
	const endTrial = async () => {
		const ended = trial;
		trial = undefined;
		await ended?.discard();
	};
	const spool = await openSpool(context).catch(async (error: unknown) => {
		await endTrial();
		throw error;
	});
	return {
		...spool,
		write: async items => {
			await working(trial, context, async () => trial?.write(items));
			await endTrial();
			await spool.write(items);
		},
		finish: async () => {
			await endTrial();
			await spool.finish();
			const database = await begin();
			await working(database, context, async () => {
				for await (const some of itemsIn(partial)) {
					signal?.throwIfAborted();
					database.write(some);
				}
				await database.finish();
			});
			return path;
		},
		close: async () => {
			await endTrial().catch(() => {});
			await spool.close();
		},
	};
};
