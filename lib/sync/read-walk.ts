import {exportItemsBy} from '../export/export-items.ts';
import type {Client} from '../pagination/client.ts';
import type {Place, RowCounts} from './place.ts';
import {belongsTo, FilterUnheeded, isOver, type Slice} from './slices.ts';
import {checkRefused, isStale, isVanished, keepRefusal, mayHaveVanished, type Refusals} from './walk-errors.ts';
import {type PlannedWalk, walkOf} from './walks.ts';

/** What is told of a walk while a plan is run. */
export interface SyncEvent {
	readonly type: 'begin' | 'progress' | 'end';
	/** `emea / voice logs / 2026-01` */
	readonly walk: string;
	/** Rows so far, with those of interrupted runs. */
	readonly rows: number;
	/** Rows that were there already when this run began, because it goes on with an interrupted one. */
	readonly resumedFrom: number;
	/** Whether it was read to its end: of events of type `end`. */
	readonly complete?: boolean;
}

/** What the walks of one project are read with. */
export interface WalkMeans {
	readonly client: Client;
	readonly place: Place;
	readonly signal: AbortSignal;
	/** Milliseconds: what was read to its end since is not read again. */
	readonly since: number;
	/** Milliseconds: what began before, and was interrupted, begins anew. */
	readonly goesOnSince: number;
	/** What its walks have found refused so far. */
	readonly refusals: Refusals;
	/** The lists, by the IDs of their walks as a whole, whose filters by time were seen not to be heeded. */
	readonly unheeded: Set<string>;
	readonly onProgress: (event: SyncEvent) => void;
}

/** What became of a walk that did not fail. */
export interface WalkResult {
	/** `unheeded` where its slice cannot be read, since the server does not heed its filter. */
	readonly outcome: 'read' | 'skipped' | 'unheeded';
	readonly rows: number;
	/** Why it was skipped, or read otherwise than planned. */
	readonly remark?: string;
}

export const skipped = (why: string): WalkResult => ({outcome: 'skipped', rows: 0, remark: why});

const notHeeded: WalkResult = {
	outcome: 'unheeded',
	rows: 0,
	remark: 'its filter by time is not heeded, and the list is read whole in its place',
};

/** Why what was read then is not read again; undefined where it is. */
export const whyDone = (lastRead: number | undefined, slice: Slice | undefined, since: number): string | undefined => {
	// A time to come is of a clock that was wrong.
	if (lastRead === undefined || lastRead > Date.now()) return undefined;
	if (slice && isOver(slice, lastRead)) return 'it was read after its lookback, and can have nothing new';
	return lastRead >= since ? 'it was read by the run before, which did not finish' : undefined;
};

/** Reads a walk to its end, and tells of it. What cannot be gone on with begins anew, whatever the reason. */
const readTelling = async (
	walk: PlannedWalk,
	left: number | undefined,
	{place, client, signal, onProgress}: WalkMeans,
): Promise<number> => {
	const {label, planned, query, slice} = walk;
	let so: RowCounts = {rows: 0, resumedFrom: 0};
	let goesOn = false;
	const tell = (type: SyncEvent['type'], end: Pick<SyncEvent, 'complete'> = {}) =>
		onProgress({type, walk: label, rows: so.rows, resumedFrom: so.resumedFrom, ...end});
	const tellProgress = (reached: RowCounts) => {
		[so, goesOn] = [reached, true];
		tell('progress');
	};
	const read = (interrupted: number | undefined) => {
		const resume = interrupted !== undefined;
		const wish = {client, list: planned.list, query, belongs: slice && belongsTo(slice), callSite: {}};
		const how = {resume, overwrite: !resume, signal, onProgress: tellProgress};
		return place.read(walk, interrupted, to => exportItemsBy(wish, {...to, ...how}));
	};
	const anew = (error: unknown) => {
		const isOfPlace = left !== undefined && !goesOn && isStale(error);
		if (!isOfPlace && !mayHaveVanished(error, walk)) throw error;
		return read(undefined);
	};
	tell('begin');
	try {
		so = await read(left).catch(anew);
	} catch (error) {
		tell('end', {complete: false});
		throw error;
	}
	tell('end', {complete: true});
	return so.rows;
};

/**
 * Reads a walk where it is due, to its end: on from where it was interrupted, or anew.
 *
 * @throws what it fails of
 */
export const readWalk = async (walk: PlannedWalk, means: WalkMeans): Promise<WalkResult> => {
	const {place, since, goesOnSince, refusals, unheeded} = means;
	const {lastRead, interrupted} = await place.stateOf(walk);
	const why = whyDone(lastRead, walk.slice, since);
	if (why !== undefined) return skipped(why);
	const list = walk.slice && walkOf(walk.planned, walk.whose, {}).id;
	if (list !== undefined && unheeded.has(list)) return notHeeded;
	checkRefused(walk.planned, refusals);
	// What was listed too long ago is not to be completed with what is listed now.
	const left = interrupted !== undefined && interrupted >= goesOnSince ? interrupted : undefined;
	try {
		return {outcome: 'read', rows: await readTelling(walk, left, means)};
	} catch (error) {
		if (list !== undefined && error instanceof FilterUnheeded) {
			unheeded.add(list);
			return notHeeded;
		}
		if (isVanished(error, walk)) {
			const remark = 'some of the items that it is below have vanished since they were listed';
			return {outcome: 'read', rows: 0, remark};
		}
		keepRefusal(error, walk.planned, refusals);
		throw error;
	}
};
