import {connectToDatabase} from '../export/postgres/connect.ts';
import type {RunSql, Session} from '../export/postgres/session.ts';

/** A connection for hours: where the database was started again meanwhile, a statement has it connect anew, once. */
export const openLastingConnection = async (connectionString: string | undefined): Promise<Omit<Session, 'place'>> => {
	let session = Promise.resolve(await connectToDatabase(connectionString));
	let isClosed = false;
	const leave = (connected: Promise<Session>): Promise<void> =>
		connected.then(
			({close}) => close(),
			() => {},
		);
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
	const close = (): Promise<void> => {
		isClosed = true;
		return leave(session);
	};
	return {query, transaction: async work => (await session).transaction(work), close};
};
