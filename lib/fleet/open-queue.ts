import {readEnvironment} from '../environment.ts';
import {DestinationFailure} from '../export/destination-failure.ts';
import {loadOptional} from '../export/formats/optional-package.ts';
import {isPostgresAddress} from '../export/postgres/options.ts';
import {type OpenQueue, openOn, unreachable} from './queue.ts';
import {isRedisAddress} from './queue-address.ts';
import {type OnTrouble, turnsInPostgres, turnsInRedis} from './turns.ts';

const openInRedis = async (address = 'redis://localhost', name: string, onTrouble: OnTrouble): Promise<OpenQueue> => {
	const needed = ['A queue in Redis', 'bullmq ioredis'] as const;
	const engine = await loadOptional(() => import('bullmq'), 'bullmq', ...needed);
	const {Redis} = await loadOptional(() => import('ioredis'), 'ioredis', ...needed);
	const connections: Array<InstanceType<typeof Redis>> = [];
	let isOpen = false;
	let reason: unknown;
	const retryStrategy = (times: number) => (isOpen ? Math.min(100 * times, 1000) : null);
	const connect = (own: object) => {
		try {
			const redis = new Redis(address, {retryStrategy, ...own}).on('error', error => {
				reason = error;
				if (isOpen) onTrouble(error);
			});
			connections.push(redis);
			return redis;
		} catch {
			// Its errors hold what they complain of.
			throw new DestinationFailure(
				'The address of the queue cannot be read: check it. Characters such as @, / and % in a password are written as %40, %2F and %25.',
			);
		}
	};
	const asking = connect({lazyConnect: true});
	// What it rejects with says no more than that the connection is closed.
	await asking.connect().catch(error => unreachable(reason ?? error));
	if (reason !== undefined) {
		// A database that is not there is told of alone, and the first one would be taken.
		asking.disconnect();
		unreachable(reason);
	}
	isOpen = true;
	const server = {
		engine,
		backend: engine.createRedisBackend,
		asking,
		// Who waits for jobs waits on while the server starts again; who asks something is told after a while.
		waiting: () => connect({maxRetriesPerRequest: null}),
		turns: turnsInRedis(asking, name, onTrouble),
		leave: () => {
			isOpen = false;
		},
		end: async () => {
			for (const redis of connections) redis.disconnect();
		},
	};
	return openOn(server, name, onTrouble);
};

/** What is told of a database that an export writes to, as it is to be told of a queue. */
const unreachableDatabase = ({message, cause}: Error): never => {
	const told = message.replace('Cannot write', 'The queue cannot be reached at');
	throw new DestinationFailure(told.replace(', then go on with resume (--resume)', ''), {cause});
};

const openInPostgres = async (address: string | undefined, name: string, onTrouble: OnTrouble): Promise<OpenQueue> => {
	const engine = await loadOptional(() => import('bullmq'), 'bullmq', 'A queue in PostgreSQL', 'bullmq pg');
	const connection = {...(address !== undefined && {connectionString: address}), migrate: true};
	const {close, ...turns} = await turnsInPostgres(address, name, onTrouble).catch(unreachableDatabase);
	const server = {
		engine,
		backend: engine.createPostgresBackend,
		asking: connection,
		waiting: () => connection,
		turns,
		leave: () => {},
		end: close,
	};
	return openOn(server, name, onTrouble);
};

/** Of an address that says nothing, the environment says all. */
const addressFor = (address: string): string | undefined => {
	if (!/^[^/]*\/\/$/.test(address)) return address;
	const {DATABASE_URL, REDIS_URL} = readEnvironment();
	return (isPostgresAddress(address) ? DATABASE_URL : REDIS_URL) || undefined;
};

/** Opens a queue; the packages that it takes are loaded now. Rejects where it cannot be reached. */
export const openQueue = (address: string, name: string, onTrouble: OnTrouble = () => {}): Promise<OpenQueue> =>
	(isRedisAddress(address) ? openInRedis : openInPostgres)(addressFor(address), name, onTrouble);
