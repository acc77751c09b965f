import {abortable} from '../abort/abortable-delay.ts';
import {neverAborted} from '../abort/on-abort.ts';
import type {Checkpoint} from './checkpoint.ts';
import {rowsLeft} from './limits.ts';
import {takeRows, type WaitingPage} from './page-group.ts';
import type {PageRows, Writer} from './target.ts';

interface WritingOptions<Kept extends Checkpoint> {
	readonly writer: Writer<Kept>;
	/** Told each time that rows are safe. */
	readonly onKept: (checkpoint: Kept) => unknown;
	/** Told what a write fails of that goes on beside the walk. */
	readonly onFailure: (error: unknown) => void;
	/** Ends the waiting for whoever is told. */
	readonly signal: AbortSignal | undefined;
}

/** So many items may wait while the disk is waited for, which takes as long as some pages do. */
const mostHeld = 4000;

/** What an export has written, and what of it is kept. One write is under way at a time; after a failure there is none. */
export class Writing<Kept extends Checkpoint> {
	readonly #options: WritingOptions<Kept>;
	readonly #earlier: number;
	readonly #begun = performance.now();
	#checkpoint: Kept;
	#reached: Kept;
	#isKept = true;
	#isKeeping = false;
	#held: WaitingPage<unknown>[] = [];
	#kept = Number.NEGATIVE_INFINITY;
	#writing: Promise<unknown> = Promise.resolve();

	constructor(start: Kept, options: WritingOptions<Kept>) {
		this.#checkpoint = start;
		this.#reached = start;
		this.#earlier = start.elapsed;
		this.#options = options;
	}

	/** After all that is written. */
	get checkpoint(): Kept {
		return this.#checkpoint;
	}

	/** After all that was taken, also where it is still being written. */
	get reached(): Kept {
		return this.#reached;
	}

	/** Rows that may still be wanted besides those that wait to be written. */
	get wanted(): number {
		return rowsLeft(this.#reached) - this.#heldItems();
	}

	/** Whether so many milliseconds have passed since rows were kept; before the first time they have. */
	isOverdue(wait: number): boolean {
		return performance.now() - this.#kept >= wait;
	}

	/**
	 * Writes pages; or holds some back while those before them are being kept, and writes them with the next ones.
	 * @param walked the checkpoint that the walk of these pages began at
	 */
	async write(pages: readonly WaitingPage<unknown>[], walked: Kept): Promise<void> {
		this.#held.push(...pages);
		if (!this.#mayHold()) await this.#writeHeld(walked);
	}

	/** Writes the last pages; nothing is under way any more when it ends, however that is. */
	async writeRest(pages: readonly WaitingPage<unknown>[], walked: Kept): Promise<void> {
		this.#held.push(...pages);
		try {
			await this.#writeHeld(walked);
		} finally {
			await this.#writing;
		}
	}

	/** Not where they may be all that is wanted: that is to be known before another page is asked for. */
	#mayHold(): boolean {
		if (!this.#isKeeping || this.isOverdue(this.#options.writer.keepAfter ?? 0)) return false;
		return this.wanted > 0 && this.#heldItems() < mostHeld;
	}

	#heldItems(): number {
		return this.#held.reduce((sum, page) => sum + page.items.length, 0);
	}

	async #writeHeld(walked: Kept): Promise<void> {
		const {writer, onFailure} = this.#options;
		const pages = this.#held;
		this.#held = [];
		if (pages.length > 0) {
			const keeps = this.isOverdue(writer.keepAfter ?? 0);
			if (keeps) this.#kept = performance.now();
			const isNew = await writer.lookUp(pages.map(({items}) => items));
			await this.#writing;
			const {checkpoint, ...rows} = takeRows(pages, this.#checkpoint, walked, {isNew, idOf: writer.idOf});
			this.#reached = checkpoint;
			this.#writing = this.#writeRows(rows, checkpoint, keeps);
			this.#writing.catch(onFailure);
		}
		if (writer.writesAside !== true) await this.#writing;
	}

	async #writeRows(rows: PageRows, reached: Kept, keeps: boolean): Promise<void> {
		const {writer} = this.#options;
		const elapsed = this.#earlier + Math.round(performance.now() - this.#begun);
		// Where each write is kept at once, as in a database, to keep is the writing itself, and has to go on.
		this.#isKeeping = keeps && writer.keepAfter !== undefined;
		this.#checkpoint = await writer.write(rows, {...reached, elapsed});
		this.#isKept = false;
		if (keeps) await this.keep();
	}

	/** Makes safe what is written, and tells of it. */
	async keep(): Promise<void> {
		if (this.#isKept) return;
		this.#checkpoint = await this.#options.writer.keep(this.#checkpoint);
		[this.#isKept, this.#isKeeping, this.#kept] = [true, false, performance.now()];
		await this.#tell();
	}

	/** An abort ends the walk: it waits for nobody who is told, and what waits to be written is no worse for it. */
	async #tell(): Promise<void> {
		const {onKept, signal = neverAborted} = this.#options;
		await abortable(Promise.resolve(onKept(this.#checkpoint)), signal).catch((error: unknown) => {
			if (!signal.aborted) throw error;
		});
	}
}
