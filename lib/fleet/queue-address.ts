import {isPostgresAddress} from '../export/postgres/options.ts';

export const isRedisAddress = (text: string): boolean => /^rediss?:\/\//i.test(text);

export const isQueueAddress = (text: unknown): text is string =>
	typeof text === 'string' && (isRedisAddress(text) || isPostgresAddress(text));
