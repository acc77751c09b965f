import {abortable, abortableDelay} from '../abort/abortable-delay.ts';
import {openLastingConnection} from '../sync/lasting-connection.ts';
import type {WaitForTurn} from '../transport/throttle.ts';

/** What is heard of a server that starts again, or refuses what it is asked. */
export type OnTrouble = (error: Error) => void;

/** For so many milliseconds: the next turn of a project has not come, and its server wants quiet. */
interface Wait {
	readonly turn: number;
	readonly quiet: number;
}

/** Takes a project's next turn, after which the next but one is so many milliseconds later, and asks for so much quiet. */
type Take = (project: string, spacing: number, quiet: number) => Promise<Wait>;

/** When the requests of projects may leave, over all machines: two times a project, beside the queue, by its clock. */
export interface Turns {
	/** Milliseconds for which a project's server wants quiet. */
	readonly quietOf: (project: string, signal: AbortSignal) => Promise<number>;
	/** No machine sends a request of the project for so many milliseconds. */
	readonly keepQuiet: (project: string, milliseconds: number, signal: AbortSignal) => Promise<void>;
	/** What a client waits for before each request; `requestsPerSecond` are those of all machines, none for no limit. */
	readonly turnOf: (project: string, requestsPerSecond: number | undefined) => WaitForTurn;
}

/**
 * Requests that leave evenly arrive less so: a server that counts by the second would see one too many now and then. Four
 * fifths of a limit leave room for one that is late by a quarter of a second.
 */
const margin = 1.25;
/** Milliseconds by which a turn may be missed; sending takes its time, too. */
const tolerance = 50;
/** Milliseconds until the place of the turns is asked again where it did not answer. */
const patience = 500;

const turnsOn = (take: Take, onTrouble: OnTrouble): Turns => {
	/** The queue's server may be starting again: nothing is to leave meanwhile. */
	const persistent = async (signal: AbortSignal, ...asked: Parameters<Take>): Promise<Wait> => {
		for (;;) {
			try {
				return await abortable(take(...asked), signal);
			} catch (error) {
				signal.throwIfAborted();
				onTrouble(error as Error);
				await abortableDelay(patience, signal);
			}
		}
	};
	return {
		quietOf: async (project, signal) => (await persistent(signal, project, 0, 0)).quiet,
		keepQuiet: async (project, milliseconds, signal) => {
			await persistent(signal, project, 0, milliseconds);
		},
		turnOf: (project, requestsPerSecond) => async signal => {
			const spacing = requestsPerSecond === undefined ? 0 : (1000 * margin) / requestsPerSecond;
			for (;;) {
				const asked = performance.now();
				const {turn, quiet} = await persistent(signal, project, spacing, 0);
				const told = performance.now();
				for (let wait = Math.max(turn, quiet); wait > 0; wait = (await persistent(signal, project, 0, 0)).quiet) {
					await abortableDelay(Math.ceil(wait), signal);
				}
				// Asking takes its time; who was kept longer from a turn would go with those whose turn it is by now.
				const late = performance.now() - told - Math.max(turn, 0);
				if (spacing === 0 || late < tolerance + (told - asked)) return;
			}
		},
	};
};

/** A key is kept for an hour after its times are over. */
const script = `
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local kept = redis.call('HMGET', KEYS[1], 'turn', 'quiet')
local turn = math.max(now, tonumber(kept[1] or 0))
local quiet = math.max(now, tonumber(kept[2] or 0), now + ARGV[2])
if tonumber(ARGV[1]) + tonumber(ARGV[2]) > 0 then
	redis.call('HSET', KEYS[1], 'turn', string.format('%.3f', turn + ARGV[1]), 'quiet', string.format('%.3f', quiet))
	redis.call('PEXPIRE', KEYS[1], math.ceil(math.max(turn, quiet) - now) + 3600000)
end
return {math.ceil(turn - now), math.ceil(quiet - now)}`;

/** What is used of a connection of ioredis, whose types not everybody has who has a queue in PostgreSQL. */
interface Connection {
	readonly eval: (script: string, keys: number, ...given: ReadonlyArray<string | number>) => Promise<unknown>;
}

export const turnsInRedis = (redis: Connection, name: string, onTrouble: OnTrouble): Turns =>
	turnsOn(async (project, spacing, quiet) => {
		const [turn, wait] = (await redis.eval(script, 1, `${name}:turns:${project}`, spacing, quiet)) as number[];
		return {turn: turn ?? 0, quiet: wait ?? 0};
	}, onTrouble);

const table = 'signalwire_paginate_turns';

/** Who has no limit only looks: to write takes its time, for what is written survives a crash of the server. */
export const turnsInPostgres = async (
	address: string | undefined,
	name: string,
	onTrouble: OnTrouble,
): Promise<Turns & {readonly close: () => Promise<void>}> => {
	const {query, close} = await openLastingConnection(
		address,
		table,
		'project text PRIMARY KEY, turn float8, quiet float8',
	);
	const look = `SELECT kept.turn - clock.now AS turn, kept.quiet - clock.now AS quiet FROM ${table} AS kept,
		(SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS now) AS clock WHERE project = $1`;
	const take = `WITH clock AS (SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS now)
		INSERT INTO ${table} AS kept (SELECT $1, now + $2::float8, now + $3::float8 FROM clock)
		ON CONFLICT (project) DO UPDATE SET
			turn = greatest(kept.turn, excluded.turn - $2::float8) + $2::float8, quiet = greatest(kept.quiet, excluded.quiet)
		RETURNING turn - $2::float8 - (SELECT now FROM clock) AS turn, quiet - (SELECT now FROM clock) AS quiet`;
	const turns = turnsOn(async (project, spacing, quiet) => {
		const key = `${name}:${project}`;
		const [row] = spacing + quiet === 0 ? await query(look, [key]) : await query(take, [key, spacing, quiet]);
		return {turn: Number(row?.turn ?? 0), quiet: Number(row?.quiet ?? 0)};
	}, onTrouble);
	return {...turns, close};
};
