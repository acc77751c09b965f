/** The connection of an export, to a server that says what the tests want. */
import {once} from 'node:events';
import {type AddressInfo, createServer, type Socket} from 'node:net';
import {afterEach, describe, expect, it} from '@jest/globals';
import {addressFor, connectTo, sendTo, sessionOn} from '../../../lib/export/postgres/session.ts';
import {rejection} from '../../support/simulated.ts';

const sockets: Socket[] = [];
const closing: Array<() => void> = [];

afterEach(() => {
	for (const socket of sockets.splice(0)) socket.destroy();
	for (const close of closing.splice(0)) close();
});

/** Takes who comes, and says nothing more. */
const silentServer = async (): Promise<string> => {
	const server = createServer(socket => {
		sockets.push(socket);
		// Authenticated, and ready.
		socket.once('data', () => socket.write(Buffer.from('5200000008000000005a0000000549', 'hex')));
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	closing.push(() => server.close());
	return `postgres://me@127.0.0.1:${(server.address() as AddressInfo).port}/db?sslmode=disable`;
};

describe('a connection whose database is silent', () => {
	it('ends a statement, those that wait behind it, and itself', async () => {
		const session = await connectTo(await silentServer(), 200);
		const work = session.transaction(query => query('SELECT 1'));
		const next = session.query('SELECT 2');
		expect(await rejection(work)).toMatchObject({
			message: expect.stringMatching(/ETIMEDOUT: no answer .*network.*go on with resume \(--resume\)/),
		});
		expect(await rejection(next)).toMatchObject({message: expect.stringMatching(/--resume/)});
		await session.close();
	});
});

describe('statements that are not waited for', () => {
	it('fail the transaction, and not the process, where its beginning has failed', async () => {
		// What nobody hears of in time is a failure of this file.
		const query = async (text: string) => {
			await new Promise(resolve => setImmediate(resolve));
			throw new Error(`refused: ${text.slice(0, 'BEGIN'.length)}`);
		};
		const session = sessionOn(query, 'postgres://db', async () => {});
		const work = session.transaction((_query, ahead) => ahead('UPDATE t'));
		expect(await rejection(work)).toMatchObject({message: 'refused: BEGIN'});
	});

	it.each([
		[true, 'are sent at once', ['1', '2', '3', 'answer 1', 'answer 2', 'answer 3']],
		[undefined, 'wait for each other where pg is older', ['1', 'answer 1', '2', 'answer 2', '3', 'answer 3']],
	])('with a pipeline that is %j, they %s', async (pipeline, _what, expected) => {
		const told: string[] = [];
		const query = async (text: string) => {
			told.push(text);
			await null;
			told.push(`answer ${text}`);
			if (text === '2') throw new Error('refused');
			return {rows: []};
		};
		const send = sendTo({query, ...(pipeline && {pipeline})});
		const [, refused] = await Promise.allSettled(['1', '2', '3'].map(text => send(text)));
		expect(refused).toMatchObject({status: 'rejected', reason: {message: 'refused'}});
		expect(told).toEqual(expected);
	});
});

describe('the address that pg is given', () => {
	it.each<[given: string | undefined, expected: string | undefined]>([
		['postgres://host/db?sslmode=require', 'postgres://host/db?sslmode=verify-full'],
		['postgres://host/db?a=b&sslmode=prefer&c=d', 'postgres://host/db?a=b&sslmode=verify-full&c=d'],
		['postgres://host/db?sslmode=verify-ca', 'postgres://host/db?sslmode=verify-full'],
		...['verify-full', 'disable', 'no-verify', 'require&uselibpqcompat=true'].map((mode): [string, string] => {
			const same = `postgres://host/db?sslmode=${mode}`;
			return [same, same];
		}),
		[undefined, undefined],
	])('means the same as %s, without a warning: %s', (given, expected) => {
		expect(addressFor(given)).toBe(expected);
	});
});
