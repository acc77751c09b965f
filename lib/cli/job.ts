import type {Client} from '../pagination/client.ts';
import type {Progress} from './progress.ts';
import type {RoomsFlags} from './rooms-flags.ts';
import type {Surroundings} from './surroundings.ts';

export interface JobInput {
	readonly client: Client;
	readonly flags: RoomsFlags;
	readonly surroundings: Surroundings;
	readonly progress: Progress;
}

export interface RunningJob {
	/** Resolves to what the summary line is to say besides. */
	readonly done: Promise<string>;
	/** The flags with which an interrupted run goes on; undefined when there is nothing to go on from. */
	readonly howToGoOn: () => string | undefined;
}

/** One way of writing rooms. */
export type Job = (input: JobInput) => RunningJob;
