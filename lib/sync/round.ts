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

const finished = ' finished';

/** Goes on with the round that was left, if it is not too old, or begins one. */
export const beginRound = async (place: Place, {id, continueFor}: ReadPlan, {only, shard}: Choice): Promise<Round> => {
	const name = `run ${hashOf([id, only, shard])}`;
	const left = (await place.note(name)) ?? finished;
	const isLeft = !left.endsWith(finished) && Date.now() - Date.parse(left) < continueFor;
	const began = isLeft ? left : new Date().toISOString();
	await place.keepNote(name, began);
	return {since: Date.parse(began), finish: () => place.keepNote(name, `${began}${finished}`)};
};
