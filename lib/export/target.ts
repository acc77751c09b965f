import type * as t from 'io-ts';
import type {IdOf} from '../core/item-id.ts';
import type {CheckedTraits} from '../core/list.ts';
import type {WalkPlan} from '../pagination/plan-walk.ts';
import type {InvalidItem} from '../pagination/walk-options.ts';
import type {ParseJson} from '../transport/transport.ts';
import type {Checkpoint, Listed} from './checkpoint.ts';

/**
 * Where rows go: a file with its checkpoint beside it, or a database that keeps the checkpoint in the transaction of the
 * rows. An export knows its target by this alone. `Kept` is its checkpoint, with what the target notes in it for itself.
 *
 * Methods are called one after the other, but for `lookUp` beside a `write` where the writer allows it. Whatever fails, and wherever a process dies, a later
 * `resume` finds the rows of a checkpoint together with that checkpoint, or neither.
 */
export interface Target<Kept extends Checkpoint> {
	/** Makes this export the only one that goes there; refused where another one is at work. */
	readonly acquire: (asked: Asked) => Promise<Held<Kept>>;
}

/** What is to be exported, as far as it concerns where it goes. */
export interface Asked extends Pick<WalkPlan<unknown>, 'parameters' | 'paths' | 'pathsWithoutParent'> {
	/** Whose items they are, and the host of the space. */
	readonly project: string;
	readonly space: string;
	readonly list: CheckedTraits & {readonly item: t.Mixed};
	readonly listed: Listed;
	/** The cursor of the first page. */
	readonly first: string;
	/** Whether it is one of several exports that bring the rows of one project and parent, each some of them. */
	readonly isPart: boolean;
}

/** A target that is this export's own, until another takes over from one that seems dead. */
export interface Held<Kept extends Checkpoint> {
	/** Where to begin, or to go on: refuses whatever would lose somebody's data, and another export than the one there. */
	readonly resume: () => Promise<Start<Kept>>;
	/** Lets go, last of all and after any end. */
	readonly release: () => Promise<void>;
}

export interface Start<Kept extends Checkpoint> {
	readonly checkpoint: Kept;
	/**
	 * Makes the decision to begin here durable, and opens what is written to: from now on, whoever was at it before can write
	 * no more. Undefined where nothing is left to do.
	 */
	readonly open: (() => Promise<Writer<Kept>>) | undefined;
}

/** What one page brings, or several. */
export interface PageRows {
	readonly rows: readonly unknown[];
	/** Entries that were left out. */
	readonly invalid: readonly InvalidItem[];
}

export interface Writer<Kept extends Checkpoint> {
	/** As many rows as it likes in one write, where there are so many; pages are not divided for it. Default: 1,000. */
	readonly rowsPerWrite?: number;
	/**
	 * What is written may wait so many milliseconds to be kept, together with what comes meanwhile; up to 4,000 items more
	 * wait to be written while it is. Default: it is kept at once, and nothing waits.
	 */
	readonly keepAfter?: number;
	/** How it has answers read. Default: so that numbers are known as they were sent. */
	readonly parse?: ParseJson;
	/** Of items of one page that are the same by it, the values of the last count: a database brings rows up to date. Default: those of the first. */
	readonly idOf?: IdOf;
	/**
	 * Whether the walk may go on while it writes and keeps: `lookUp` of the next pages then comes before these have resolved,
	 * which are called again only after that, as is what `lookUp` resolves to.
	 */
	readonly writesAside?: boolean;
	/**
	 * Looks the items of pages up. What it resolves to is asked for them in order, says which are new to this export (those
	 * without a key always are), and takes those for written: the next `write` brings them.
	 */
	readonly lookUp: (pages: readonly (readonly unknown[])[]) => Promise<(item: unknown) => boolean>;
	/** Takes pages; resolves to the checkpoint after them, with what the target noted in it. They are not safe yet. */
	readonly write: (page: PageRows, checkpoint: Kept) => Promise<Kept>;
	/**
	 * Makes all that was written durable and then, or with it, the checkpoint after it; resolves to that, with what the target
	 * noted in it. From now on a later run finds it. Not called after anything failed. Refused where another export has taken
	 * over.
	 */
	readonly keep: (checkpoint: Kept) => Promise<Kept>;
	/** All is kept: makes it what others see, and removes what was needed to go on. */
	readonly publish: (checkpoint: Kept) => Promise<Kept>;
	/** After a failure: lets go, for a later run to go on; resolves to what the export is to fail with. */
	readonly abandon: (error: unknown) => Promise<unknown>;
}
