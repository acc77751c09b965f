import {randomUUID} from 'node:crypto';
import {checkCursor} from '../check-cursor.ts';
import {changesFrom, startOf} from '../checkpoint.ts';
import {DestinationFailure} from '../destination-failure.ts';
import type {DestinationPlan} from '../export-plan.ts';
import {checkLimits, limitsOf} from '../limits.ts';
import type {Asked} from '../target.ts';
import {checkpointVersion, type PostgresCheckpoint, readCheckpoint} from './checkpoint.ts';

const withLimits = (checkpoint: PostgresCheckpoint, {walk}: DestinationPlan): PostgresCheckpoint => ({
	...checkpoint,
	...limitsOf(walk, checkpoint),
});

const beginning = (asked: Asked, plan: DestinationPlan): PostgresCheckpoint =>
	withLimits(
		{
			version: checkpointVersion,
			...startOf(asked.listed, asked.first),
			run: randomUUID(),
			isComplete: false,
			began: new Date().toISOString(),
		},
		plan,
	);

/** What is not listed is pruned, so all of it has to be listed, also by the runs before. */
const checkPrune = (place: string, {maxItems, maxPages, invalid}: PostgresCheckpoint): void => {
	const because =
		invalid > 0
			? `has left out ${invalid} of what is listed`
			: maxItems !== null || maxPages !== null
				? 'has a limit (--max-items, --max-pages)'
				: undefined;
	if (because === undefined) return;
	throw new DestinationFailure(
		`prune removes what is not listed, and the interrupted export to ${place} ${because}: go on without prune (--prune), or start again with overwrite (--overwrite).`,
	);
};

const continuation = (
	checkpoint: PostgresCheckpoint,
	asked: Asked,
	plan: DestinationPlan,
	place: string,
): PostgresCheckpoint => {
	const changes = changesFrom(checkpoint, asked.listed);
	if (changes.length > 0) {
		throw new DestinationFailure(
			`The interrupted export to ${place} was another one: ${changes.join('; ')}. Ask for the same again, or throw it away with overwrite (--overwrite).`,
		);
	}
	const limited = checkpoint.cursor === null ? checkpoint : withLimits(checkpoint, plan);
	if (plan.prune) checkPrune(place, limited);
	if (limited.cursor === null) return limited;
	checkLimits(place, limited);
	checkCursor(`The checkpoint of the export to ${place}`, limited.cursor, asked);
	return limited;
};

/** Where an export begins: at the start, or where its checkpoint says. What is complete is brought up to date. */
export const chooseStart = (left: unknown, asked: Asked, plan: DestinationPlan, place: string): PostgresCheckpoint => {
	if (plan.overwrite) return beginning(asked, plan);
	const checkpoint = readCheckpoint(left, place);
	if (checkpoint === undefined || checkpoint.isComplete || checkpoint.pages === 0) return beginning(asked, plan);
	if (plan.resume) return continuation(checkpoint, asked, plan, place);
	throw new DestinationFailure(
		`An interrupted export of this listing to ${place} is there: go on with resume (--resume), or start again with overwrite (--overwrite).`,
	);
};
