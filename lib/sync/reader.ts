import type {Client} from '../pagination/client.ts';
import {isPaginationError} from '../pagination/pagination-error.ts';
import {Tally} from './outcomes.ts';
import type {Place, WalkMeans} from './place.ts';
import type {PlannedList} from './planned-lists.ts';
import {FilterUnheeded} from './slices.ts';
import type {SyncEvent} from './sync-event.ts';
import {isStale, isVanished} from './walk-errors.ts';
import {type PlannedWalk, type Whose, walkOf} from './walks.ts';

export interface ReaderMeans {
	readonly whose: Whose;
	readonly client: Client;
	readonly place: Place;
	readonly signal: AbortSignal;
	/** Milliseconds: what was read to its end since is not read again. */
	readonly since: number;
	readonly onProgress: (event: SyncEvent) => void;
}

/** Reads walks of one project, and counts what becomes of them. */
export class Reader {
	readonly #means: ReaderMeans;
	readonly #tallies = new Map<string, Tally>();
	/** By the scope of its lists, what the server has refused the credentials with. */
	readonly #refused = new Map<string | undefined, unknown>();

	constructor(means: ReaderMeans) {
		this.#means = means;
	}

	get client(): Client {
		return this.#means.client;
	}

	get whose(): Whose {
		return this.#means.whose;
	}

	get signal(): AbortSignal {
		return this.#means.signal;
	}

	get tallies(): Iterable<Tally> {
		return this.#tallies.values();
	}

	tallyOf(label: string): Tally {
		const known = this.#tallies.get(label);
		const tally = known ?? new Tally(label, this.whose.name);
		if (known === undefined) this.#tallies.set(label, tally);
		return tally;
	}

	/** Why what was read then is not read again; undefined where it is. */
	#whyDone(lastRead: number | undefined, {slice, planned}: PlannedWalk): string | undefined {
		if (lastRead === undefined) return undefined;
		const {slicing} = planned;
		if (slice && slicing && lastRead >= slice.to + slicing.lookback) {
			return 'it was read after its lookback, and can have nothing new';
		}
		return lastRead >= this.#means.since ? 'it was read by the run before, which did not finish' : undefined;
	}

	/** Why nothing below the items of a walk is read again; undefined where it is. */
	async whySettled(id: string, parents: PlannedWalk): Promise<string | undefined> {
		const noted = await this.#means.place.note(id);
		return this.#whyDone(noted === undefined ? undefined : Date.parse(noted), parents);
	}

	settle(id: string, began: Date): Promise<void> {
		return this.#means.place.keepNote(id, began.toISOString());
	}

	/** Throws what the server has refused the credentials with, so that it is not asked again for each walk. */
	checkRefused({list: {scope}}: PlannedList): void {
		if (this.#refused.has(scope)) throw this.#refused.get(scope);
	}

	fail({list: {scope}}: PlannedList, tally: Tally, error: unknown, label: string): void {
		if (isPaginationError(error) && error.kind === 'authentication') this.#refused.set(scope, error);
		tally.fail(label, error);
	}

	/** What an earlier run has interrupted begins again, and so does what cannot be gone on with, whatever the reason. */
	async #export(
		walk: PlannedWalk,
		interrupted: number | undefined,
		onProgress: WalkMeans['onProgress'],
	): Promise<number> {
		const {place, client, signal, since} = this.#means;
		let goesOn = false;
		const read = (how: 'resume' | 'anew') =>
			place.read(walk, {
				client,
				signal,
				how,
				onProgress: so => {
					goesOn = true;
					onProgress(so);
				},
			});
		if (interrupted !== undefined && interrupted < since) return read('anew');
		return read('resume').catch((error: unknown) => {
			if (interrupted === undefined || goesOn || !isStale(error)) throw error;
			return read('anew');
		});
	}

	/** @throws what the walk fails of */
	async #readDue(walk: PlannedWalk, tally: Tally): Promise<void> {
		const {place, client, onProgress} = this.#means;
		const {lastRead, interrupted} = await place.stateOf(walk, client);
		const why = this.#whyDone(lastRead, walk);
		if (why !== undefined) return tally.skip(why);
		this.checkRefused(walk.planned);
		let so = {rows: 0, resumedFrom: 0};
		let complete = false;
		const tell = (type: SyncEvent['type'], end: Pick<SyncEvent, 'complete'> = {}) =>
			onProgress({type, walk: walk.label, ...so, ...end});
		tell('begin');
		try {
			const rows = await this.#export(walk, interrupted, ({rows, resumedFrom}) => {
				so = {rows, resumedFrom};
				tell('progress');
			});
			so = {...so, rows};
			tally.read(rows);
			complete = true;
		} finally {
			tell('end', {complete});
		}
	}

	/** Reads a walk where it is due; what it fails of is counted. Resolves to whether it has not failed. */
	async read(walk: PlannedWalk, tally: Tally = this.tallyOf(walk.label)): Promise<boolean> {
		try {
			await this.#readDue(walk, tally);
			return true;
		} catch (error) {
			if (this.signal.aborted || error instanceof FilterUnheeded) throw error;
			if (isVanished(error, walk)) {
				tally.read(0);
				tally.remark('some of the items that it is below have vanished since they were listed');
				return true;
			}
			this.fail(walk.planned, tally, error, walk.label);
			return false;
		}
	}

	/** The same for a slice, whose filter may turn out not to be heeded. */
	async readSlice(walk: PlannedWalk): Promise<boolean | 'unheeded'> {
		try {
			return await this.read(walk);
		} catch (error) {
			if (!(error instanceof FilterUnheeded)) throw error;
			this.tallyOf(walk.label).skip('its filter by time is not heeded, and the list is read whole in its place');
			return 'unheeded';
		}
	}

	/** Reads a list at once, whose filter is not heeded. */
	async readWhole(planned: PlannedList): Promise<void> {
		const walk = walkOf(planned, this.whose, {});
		this.tallyOf(walk.label).remark('the server does not heed its filter by time, so that it is read whole');
		if (await this.read(walk)) await this.tidy(walk);
	}

	/** All walks of a list are at their ends: what it had brought when it was parted otherwise goes. */
	tidy(walk: PlannedWalk): Promise<void> {
		return this.#means.place.tidy(walk);
	}
}
