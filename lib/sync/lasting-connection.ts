import {connectToDatabase} from '../export/postgres/connect.ts';
import {makingTables} from '../export/postgres/inspect-table.ts';
import type {RunSql, Session} from '../export/postgres/session.ts';

/** Whether all of these tables are there, each as SQL. */
export const areThere = async (query: RunSql, ...tables: readonly string[]): Promise<boolean> => {
	const [found] = await query(
		'SELECT bool_and(to_regclass(name) IS NOT NULL) AS there FROM unnest($1::text[]) AS name',
		[tables],
	);
	return found?.there === true;
};

/** Who may not make tables can use those that are there. */
const makeTable = async ({query, transaction}: Session, table: string, columns: string): Promise<void> => {
	if (await areThere(query, table)) return;
	await transaction(async run => {
		await run(makingTables);
		await run(`CREATE TABLE IF NOT EXISTS ${table} (${columns})`);
	});
};

const leave = (connected: Promise<Session>): Promise<void> =>
	connected.then(
		({close}) => close(),
		() => {},
	);

/**
 * A connection for hours, and the table that it is for: where the database was started again meanwhile, a statement has it
 * connect anew, once.
 */
export const openLastingConnection = async (
	connectionString: string | undefined,
	table: string,
	columns: string,
): Promise<Pick<Session, 'query' | 'close'>> => {
	let session = connectToDatabase(connectionString);
	let isClosed = false;
	const close = (): Promise<void> => {
		isClosed = true;
		return leave(session);
	};
	await makeTable(await session, table, columns).catch(async (error: unknown) => {
		await close();
		throw error;
	});
	const query: RunSql = async (text, values) => {
		const current = session;
		try {
			return await (await current).query(text, values);
		} catch (error) {
			if (isClosed) throw error;
			if (session === current) {
				// At once: others that fail now are not to connect as well.
				session = connectToDatabase(connectionString);
				void leave(current);
			}
			return (await session).query(text, values).catch(() => {
				throw error;
			});
		}
	};
	return {query, close};
};
