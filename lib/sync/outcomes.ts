import {isPaginationError} from '../pagination/pagination-error.ts';

/** A walk that failed, and why. */
export interface WalkFailure {
	/** `emea / voice logs / 2026-01` */
	readonly walk: string;
	/** The `kind` of its error, where it is one of this library. */
	readonly kind?: string;
	readonly message: string;
}

/** What became of one walk, or of all that are below the items of one. */
export interface Outcome {
	/** `emea / voice logs / 2026-01` */
	readonly label: string;
	/** Of the project, in the plan. */
	readonly project: string;
	readonly outcome: 'complete' | 'skipped' | 'failed';
	/** How many walks it is made of, and how many of them were read, skipped, and have failed. */
	readonly walks: number;
	readonly read: number;
	readonly skipped: number;
	readonly failed: number;
	/** Rows of those that were read to their ends. */
	readonly rows: number;
	/** Why walks were skipped, or read otherwise than planned. */
	readonly remarks: readonly string[];
	/** The first ten. */
	readonly failures: readonly WalkFailure[];
}

const mostFailures = 10;

const failureOf = (walk: string, error: unknown): WalkFailure => ({
	walk,
	...(isPaginationError(error) && {kind: error.kind}),
	message: error instanceof Error ? error.message : String(error),
});

/** Counts what becomes of walks. */
export class Tally {
	readonly label: string;
	readonly project: string;
	#read = 0;
	#skipped = 0;
	#failed = 0;
	#rows = 0;
	readonly #remarks = new Set<string>();
	readonly #failures: WalkFailure[] = [];

	constructor(label: string, project: string) {
		this.label = label;
		this.project = project;
	}

	get hasFailed(): boolean {
		return this.#failed > 0;
	}

	read(rows: number): void {
		this.#read++;
		this.#rows += rows;
	}

	skip(why: string): void {
		this.#skipped++;
		this.remark(why);
	}

	fail(walk: string, error: unknown): void {
		this.#failed++;
		if (this.#failures.length < mostFailures) this.#failures.push(failureOf(walk, error));
	}

	remark(text: string): void {
		this.#remarks.add(text);
	}

	get outcome(): Outcome {
		const [read, skipped, failed] = [this.#read, this.#skipped, this.#failed];
		return {
			label: this.label,
			project: this.project,
			outcome: failed > 0 ? 'failed' : read > 0 || skipped === 0 ? 'complete' : 'skipped',
			walks: read + skipped + failed,
			read,
			skipped,
			failed,
			rows: this.#rows,
			remarks: [...this.#remarks],
			failures: [...this.#failures],
		};
	}
}
