import {grouped} from '../core/noun.ts';
import {printable} from '../core/printable.ts';
import {status} from '../fleet/fleet.ts';
import type {FleetStatus} from '../fleet/status.ts';
import {aligned} from './aligned.ts';
import type {StatusFlags} from './fleet-flags.ts';
import {checkQueue, unlessInterrupted, writeClean} from './fleet-queue.ts';
import type {Surroundings} from './surroundings.ts';

const units = Object.entries({days: 86_400_000, h: 3_600_000, min: 60_000});

/** How long ago a time is, in the largest unit of which there are two or more. */
const ago = (time: Date, now: number): string => {
	const age = Math.max(0, now - time.getTime());
	const [name, size] = units.find(([, size]) => age >= 2 * size) ?? ['s', 1000];
	return `${grouped(Math.floor(age / size))} ${name} ago`;
};

/** A table with its heading, and how many more there are than it has lines; nothing where it is empty. */
const table = (
	heading: readonly string[],
	lines: ReadonlyArray<readonly string[]>,
	total = lines.length,
): readonly string[] => {
	if (lines.length === 0) return [];
	const more = total > lines.length ? `and ${grouped(total - lines.length)} more\n` : '';
	return [`${aligned([heading, ...lines.map(line => line.map(printable))])}${more}`];
};

/** How a fleet does, for those who look at it. */
export const statusReport = (now: number, fleet: FleetStatus): string => {
	const {workers, waiting, active, failed, rowsPerSecond, oldest, running, failures, schedules} = fleet;
	const counts = {workers, waiting, 'being read': active, failed, 'rows/s': rowsPerSecond};
	const facts = [
		...Object.entries(counts).map(([name, count]) => [name, grouped(count)]),
		...(oldest ? [['oldest', printable(`${oldest.walk}, enqueued ${ago(oldest.since, now)}`)]] : []),
	];
	const width = Math.max('ROWS'.length, ...running.map(({rows}) => grouped(rows).length));
	return [
		aligned(facts),
		...table(
			['BEING READ', 'ROWS', 'ENQUEUED'],
			running.map(({walk, rows, since}) => [walk, grouped(rows).padStart(width), ago(since, now)]),
			active,
		),
		...table(
			['FAILED', 'WHEN', 'WHY'],
			failures.map(({walk, at, reason, cursor}) => {
				const where = cursor === undefined ? '' : ` It stands at ${cursor}`;
				return [walk, ago(at, now), `${reason}${where}`];
			}),
			failed,
		),
		...table(
			['SCHEDULE', 'NEXT', 'AT (UTC)'],
			schedules.map(({name, next, pattern}) => [name, `${next.toISOString().slice(0, -'.000Z'.length)}Z`, pattern]),
		),
	].join('\n');
};

/** Looks into a queue; resolves to the exit code. */
export const statusCommand = async (flags: StatusFlags, surroundings: Surroundings): Promise<number> => {
	const {queue, queueName, json} = flags;
	checkQueue(queue);
	const look = async () => {
		const now = await status({queue, queueName});
		await writeClean(json ? now : statusReport(Date.now(), now), surroundings);
	};
	return unlessInterrupted(look(), surroundings);
};
