import {basename, extname} from 'node:path';
import {formOf, grouped} from '../core/noun.ts';
import {printable} from '../core/printable.ts';
import {enqueue} from '../fleet/fleet.ts';
import type {Plan} from '../sync/plan.ts';
import {isSchedule} from './fleet-flags.ts';
import {refuse, writeClean} from './fleet-queue.ts';
import type {Surroundings} from './surroundings.ts';
import type {SyncFlags} from './sync-flags.ts';
import {withoutTokens} from './without-tokens.ts';

/** A schedule is known by the name of the plan's file. */
const scheduleOf = (path: string, pattern: string) => {
	const name = path === '-' ? 'plan' : basename(path, extname(path));
	if (isSchedule({name, pattern})) return {name, pattern};
	return refuse(
		`--every names its schedule after the plan's file, ${printable(name)}: call it by 1 to 60 letters, digits, - and _.`,
	);
};

const walksAre = {one: 'walk is', many: 'walks are'};

/** Puts what is due of a plan into a queue, or on a schedule. */
export const enqueuePlan = async (
	plan: Plan,
	path: string,
	flags: SyncFlags & {readonly queue: string},
	surroundings: Surroundings,
): Promise<void> => {
	const {queue, queueName, only, every, json, quiet} = flags;
	const schedule = every === undefined ? undefined : scheduleOf(path, every);
	const {due, skipped} = await enqueue(plan, {queue, queueName, only, schedule});
	if (json) await writeClean(schedule ? {schedule} : {due, skipped}, surroundings);
	if (quiet) return;
	const told =
		schedule === undefined
			? `${grouped(due)} ${formOf(due, walksAre)} due and in the queue; ${grouped(skipped)} can have nothing new.`
			: schedule.pattern === 'never'
				? `There is no schedule ${schedule.name} any more.`
				: `What is due of ${schedule.name} is enqueued at "${schedule.pattern}" (UTC), as long as a worker runs.`;
	surroundings.stderr.write(`${withoutTokens(printable(told), surroundings.environment)}\n`);
};
