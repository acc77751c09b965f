/**
 * Exports to PostgreSQL: `postgres()` is a destination of `exportRooms` and `exportItems`.
 *
 * @module
 */

import {orThrow} from '../../pagination/pagination-error.ts';
import type {Destination} from '../destination.ts';
import {defineDestination} from '../export-elsewhere.ts';
import {type PostgresOptions, readPostgresOptions} from './options.ts';

export type {Destination} from '../destination.ts';
export type {PostgresOptions} from './options.ts';

/**
 * A table of a PostgreSQL database, for `exportItems` and `exportRooms`: rows are brought up to date by their key, and
 * rows are written in one transaction with the checkpoint, so that an export that was interrupted goes on with
 * `resume: true` and every item is there once. The table is made if it is not there, typed after the list.
 *
 * Needs the package `pg` (`npm install pg`), which is loaded when an export begins, as is the connection opened.
 *
 * Memory: the pages of the walk, and twice a page or a thousand rows: those that are written, and those that wait.
 *
 * @throws {PaginationError} of kind `invalid-input` for bad options; the export of kind `destination` for the database.
 * @example
 * const nightly: ExportOptions = {destination: postgres({table: 'rooms'}), resume: true, prune: true};
 * const refresh = () => exportRooms(signalwire, {page_size: 1000}, nightly);
 */
export const postgres = (options: PostgresOptions = {}): Destination => {
	const settings = orThrow(readPostgresOptions(options));
	return defineDestination('postgres', async (walk, plan) => {
		// Loaded on use, as all exporters are.
		const {exportToPostgres} = await import('./export-to-postgres.ts');
		return exportToPostgres(walk, plan, settings);
	});
};
