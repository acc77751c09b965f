import {Redis} from 'ioredis';
import pg from 'pg';

const dumpOfRedis = async (address: string): Promise<string> => {
	const redis = new Redis(address);
	try {
		const texts: string[] = [];
		for (const key of await redis.keys('*')) {
			const type = await redis.type(key);
			const value =
				type === 'string'
					? await redis.get(key)
					: type === 'hash'
						? await redis.hgetall(key)
						: type === 'list'
							? await redis.lrange(key, 0, -1)
							: type === 'set'
								? await redis.smembers(key)
								: type === 'zset'
									? await redis.zrange(key, '0', '-1')
									: await redis.xrange(key, '-', '+');
			texts.push(JSON.stringify([key, value]));
		}
		return texts.join('\n');
	} finally {
		redis.disconnect();
	}
};

const dumpOfPostgres = async (connectionString: string): Promise<string> => {
	const client = new pg.Client({connectionString});
	await client.connect();
	try {
		const {rows} = await client.query("SELECT tablename FROM pg_tables WHERE schemaname = 'bullmq'");
		const texts: string[] = [];
		for (const {tablename} of rows) {
			const {rows: all} = await client.query(`SELECT row_to_json(t)::text AS text FROM bullmq."${tablename}" AS t`);
			texts.push(...all.map(({text}) => String(text)));
		}
		return texts.join('\n');
	} finally {
		await client.end();
	}
};

/** All that a queue has in its server, as text. */
export const dumpOf = (engine: string, address: string): Promise<string> =>
	engine === 'redis' ? dumpOfRedis(address) : dumpOfPostgres(address);
