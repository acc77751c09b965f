import * as option from '../core/option.ts';
import type {PaginationError} from './pagination-error.ts';
import {type WalkOptions, walkOptions} from './walk-options.ts';

const {signal, readAhead, followWithoutParent, onInvalidItem} = walkOptions;

const ownOptions = {
	/**
	 * Walks that are read at once, 1 to 1000; another one is begun when one of them has come to its end. Memory holds what
	 * these have fetched, however many are to come. Default: 8.
	 */
	concurrency: option.wholeNumber({range: [1, 1000], unit: 'walks', default: 8}),
};

/** All that `merge` takes. */
export const mergeOptions = {...ownOptions, signal};

/**
 * What `merge` takes.
 *
 * @interface
 */
export type MergeOptions = option.OptionsOf<typeof ownOptions> & Pick<WalkOptions, 'signal'>;

export type MergeSettings = option.SettingsOf<typeof mergeOptions>;

const words = ['skip', 'throw'] as const;

const childOptions = <Parent, Query>() => ({
	/** What is asked of the list for a parent: `session => ({room_session_id: session.id})`. Called once for each, when its walk is begun. */
	query: option.required(option.callback<(parent: Parent) => Query>()),
	/**
	 * What happens to a parent whose first page of children is answered with 404, as when it vanished since it was listed.
	 * `'skip'`, the default, takes it to have none, and `summary.missing` counts it; so does a function, which is given the
	 * parent and the error, and awaited. `'throw'` fails.
	 */
	onMissing: option.custom<
		(typeof words)[number] | ((parent: Parent, error: PaginationError) => unknown),
		(typeof words)[number] | ((parent: Parent, error: PaginationError) => unknown)
	>({
		default: 'skip',
		read: option.must(
			'"skip", "throw" or a function',
			value => typeof value === 'function' || words.some(word => word === value),
		),
	}),
});

const passedOn = {readAhead, followWithoutParent, onInvalidItem};

/** All that `paginateEach` takes. */
export const eachOptions = <Parent, Query>() => ({...childOptions<Parent, Query>(), ...mergeOptions, ...passedOn});

/**
 * What `paginateEach` takes.
 *
 * @interface
 */
export type EachOptions<Parent, Query> = option.OptionsOf<ReturnType<typeof childOptions<Parent, Query>>> &
	MergeOptions &
	Pick<WalkOptions, keyof typeof passedOn>;

/** What the walk of a parent's children is told, checked. */
export type ChildSettings<Parent, Query> = option.SettingsOf<
	ReturnType<typeof childOptions<Parent, Query>> & typeof passedOn
>;
