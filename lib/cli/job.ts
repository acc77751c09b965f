import type {AnyList} from '../core/list.ts';
import type {Noun} from '../core/noun.ts';
import type {Client} from '../pagination/client.ts';
import type {Differences} from '../pagination/differences.ts';
import type {ListFlags} from './common-flags.ts';
import type {Continuation} from './continuation.ts';
import type {Progress} from './progress.ts';
import type {Surroundings} from './surroundings.ts';

export interface JobInput {
	readonly client: Client;
	readonly list: AnyList;
	/** What its items are called. */
	readonly noun: Noun;
	readonly query: Readonly<Record<string, unknown>>;
	readonly flags: ListFlags;
	readonly surroundings: Surroundings;
	readonly progress: Progress;
}

export interface Outcome {
	/** What the summary line is to say besides. */
	readonly note: string;
	/** A line of its own; none when it is empty. */
	readonly remark: string;
}

export interface RunningJob {
	readonly done: Promise<Outcome>;
	/** How the items so far differ from the documentation. */
	readonly differences: () => Differences;
	/** How to go on when it was interrupted or has failed; an error may know the cursor better. */
	readonly continuation: (cursor?: string) => Continuation;
}

/** One way of writing items. */
export type Job = (input: JobInput) => RunningJob;
