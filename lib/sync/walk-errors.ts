import {isPaginationError} from '../pagination/pagination-error.ts';
import type {PlannedWalk} from './walks.ts';

/** Statuses by which a server says that it does not know a place in a listing any more. */
const staleStatuses: readonly unknown[] = [400, 404, 410, 422];

/** Whether an interrupted walk may fail of nothing but its place. */
export const isStale = (error: unknown): boolean =>
	isPaginationError(error) &&
	(error.kind === 'destination' || (error.page === 1 && staleStatuses.includes(error.status)));

/** Whether the item that a walk is below has vanished since it was listed. */
export const isVanished = (error: unknown, {planned}: PlannedWalk): boolean =>
	planned.parent !== undefined && isPaginationError(error) && error.status === 404 && error.page === 1;
