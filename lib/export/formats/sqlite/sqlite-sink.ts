import {besidePartial, type Sink} from '../format.ts';
import {RowLog} from './row-log.ts';
import {beginBuild, type SqliteBuild} from './sqlite-build.ts';
import type {SqliteContext} from './sqlite-context.ts';
import {contentFailure} from './sqlite-error.ts';
import {loadSqlite} from './sqlite-library.ts';
import {createMakeRow} from './sqlite-rows.ts';

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
 * A database with a typed table, whose key is the list's: a row that is there already is brought up to date, so an export
 * repeated refreshes. It is made while rows come, beside the partial file, which alone is durable until the end: a run that
 * goes on makes it of that one when the last page is there. Whether it can be made shows before an export has cost anything.
 */
export const openSqliteSink = async (context: SqliteContext, load = loadSqlite): Promise<Sink> => {
	const open = await load();
	const {partial, bytes, signal} = context;
	const path = besidePartial(partial, 'sqlite');
	const makeRow = createMakeRow(context);
	const begin = () => working(undefined, context, () => beginBuild(open, path, context));
	let build = bytes === 0 ? await begin() : undefined;
	const discard = async () => {
		const ended = build;
		build = undefined;
		await ended?.discard();
	};
	const log = await RowLog.open(context).catch(async (error: unknown) => {
		await discard();
		throw error;
	});
	/** Of what was written before this run. */
	const rebuild = async () => {
		const made = await begin();
		await working(made, context, async () => {
			for await (const rows of log.rows()) {
				signal?.throwIfAborted();
				made.write(rows);
			}
		});
		return made;
	};
	return {
		write: async items => {
			const rows = items.map(makeRow);
			await working(build, context, async () => build?.write(rows));
			await log.add(rows);
		},
		flush: () => log.flush(),
		finish: async () => {
			const made = build ?? (await rebuild());
			build = undefined;
			await working(made, context, async () => {
				signal?.throwIfAborted();
				await made.finish();
			});
			return path;
		},
		close: async () => {
			await discard().catch(() => {});
			await log.close();
		},
	};
};
