import type {Place} from './place.ts';
import type {ReadPlan} from './read-plan.ts';
import {type Choice, hashOf} from './walks.ts';

/** A run of walks, with those before it that did not finish them. */
export interface Round {
	/** When it began, in milliseconds: what was read to its end since is not read again. */
	readonly since: number;
	/** All is read: the next run begins anew. */
	readonly finish: () => Promise<void>;
}

/** Goes on with the round that was left, if it is not too old, or begins one. */
export const beginRound = async (place: Place, {id, continueFor}: ReadPlan, {only, shard}: Choice): Promise<Round> => {
	const name = `run ${hashOf([id, only, shard])}`;
	// One that is finished is noted to be as old as can be.
	const left = (await place.noted(name)) ?? 0;
	const now = Date.now();
	const since = left <= now && now - left < continueFor ? left : now;
	await place.note(name, since);
	return {since, finish: () => place.note(name, 0)};
};
