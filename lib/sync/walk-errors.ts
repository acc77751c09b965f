import {isPaginationError, type PaginationError} from '../pagination/pagination-error.ts';
import type {PlannedList} from './planned-lists.ts';
import type {PlannedWalk} from './walks.ts';

/** Statuses by which a server says that it does not know a place in a listing any more. */
const staleStatuses: readonly unknown[] = [400, 404, 410, 422];

/** Whether an interrupted walk may fail of nothing but its place; what has a code is a server that is away, or in use. */
export const isStale = (error: unknown): boolean =>
	isPaginationError(error) &&
	((error.kind === 'destination' && error.code === undefined) ||
		(error.page === 1 && staleStatuses.includes(error.status)));

const isMissing = (error: unknown, {parent}: PlannedWalk): error is PaginationError =>
	parent !== undefined && isPaginationError(error) && error.status === 404;

/** Whether the item that a walk is below has vanished since it was listed. */
export const isVanished = (error: unknown, walk: PlannedWalk): boolean => isMissing(error, walk) && error.page === 1;

/** Whether it may have vanished while the walk was read: its first page will tell. */
export const mayHaveVanished = (error: unknown, walk: PlannedWalk): boolean =>
	isMissing(error, walk) && error.page !== 1;

/** What a server has refused the credentials of a project with, by the scope of its lists. */
export type Refusals = Map<string | undefined, unknown>;

/** Throws what the credentials were refused with, so that the server is not asked again for each walk. */
export const checkRefused = ({list: {scope}}: PlannedList, refusals: Refusals): void => {
	if (refusals.has(scope)) throw refusals.get(scope);
};

/** What is forbidden below an item is that item's own: the item itself was listed with the same credentials. */
const isOfOneItem = ({status}: PaginationError, {parent}: PlannedList): boolean =>
	status === 403 && parent !== undefined;

export const keepRefusal = (error: unknown, planned: PlannedList, refusals: Refusals): void => {
	if (!isPaginationError(error) || error.kind !== 'authentication' || isOfOneItem(error, planned)) return;
	refusals.set(planned.list.scope, error);
};
