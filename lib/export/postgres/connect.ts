import {readEnvironment} from '../../environment.ts';
import {DestinationFailure} from '../destination-failure.ts';
import {isPostgresAddress} from './options.ts';
import {connectTo, type Session} from './session.ts';

/** Undefined where `pg` is to look at its own variables. */
const addressInEnvironment = (): string | undefined => {
	const address = readEnvironment().DATABASE_URL;
	if (address === undefined || address === '') return undefined;
	if (isPostgresAddress(address)) return address;
	throw new DestinationFailure(
		'DATABASE_URL is no address of a Postgres database, which begins with postgres://: set it to one, or give the address as connectionString (--output).',
	);
};

/** @param connectionString undefined for what the environment says */
export const connectToDatabase = (connectionString: string | undefined): Promise<Session> =>
	connectTo(connectionString ?? addressInEnvironment());
