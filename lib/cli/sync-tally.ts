import type {ClientEvent} from '../pagination/client-event.ts';
import type {SyncEvent} from '../sync/read-walk.ts';

export const walk = {one: 'walk', many: 'walks'};
export const row = {one: 'row', many: 'rows'};

/** What a run of a plan has done so far. */
export class SyncTally {
	readonly #started = performance.now();
	/** Those that are being read. */
	readonly running = new Map<string, Pick<SyncEvent, 'rows' | 'resumedFrom'>>();
	/** Until when servers want no requests, by the names of projects. */
	readonly #pauses = new Map<string, number>();
	/** Of walks that have ended. */
	readonly #ended = {complete: 0, unfinished: 0, rows: 0, resumedFrom: 0};

	take({type, walk, rows, resumedFrom, complete}: SyncEvent): void {
		if (type !== 'end') {
			this.running.set(walk, {rows, resumedFrom});
			return;
		}
		this.running.delete(walk);
		this.#ended[complete ? 'complete' : 'unfinished']++;
		this.#ended.rows += rows;
		this.#ended.resumedFrom += resumedFrom;
	}

	/** What is told of requests for a project. */
	onEvent(project: string, event: ClientEvent): void {
		if (event.type !== 'pause') return;
		const {delay} = event;
		this.#pauses.set(project, Math.max(this.#pauses.get(project) ?? 0, performance.now() + delay));
	}

	/** Walks that were read to their ends. */
	get complete(): number {
		return this.#ended.complete;
	}

	/** Walks that were not. */
	get unfinished(): number {
		return this.#ended.unfinished;
	}

	#sum(of: 'rows' | 'resumedFrom'): number {
		return [...this.running.values()].reduce((sum, so) => sum + so[of], this.#ended[of]);
	}

	get rows(): number {
		return this.#sum('rows');
	}

	get elapsed(): number {
		return performance.now() - this.#started;
	}

	/** Rows a second, without those that were there before. */
	get rate(): number {
		return Math.round((this.rows - this.#sum('resumedFrom')) / (Math.max(this.elapsed, 1) / 1000));
	}

	/** What is left of pauses, in milliseconds, by the names of projects. */
	get paused(): ReadonlyArray<readonly [project: string, waiting: number]> {
		return [...this.#pauses]
			.map(([project, until]) => [project, Math.round(until - performance.now())] as const)
			.filter(([, waiting]) => waiting > 0);
	}
}
