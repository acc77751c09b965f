import * as E from 'fp-ts/lib/Either.js';
import {type InvalidInput, invalidInput} from '../core/api-error.ts';
import {showName, showValue} from '../core/decode-reasons.ts';
import {isPlainObject} from '../core/plain-object.ts';
import {isWholeNumber} from '../core/whole-number.ts';

/** An entry of a page that is not what the endpoint lists. */
export interface InvalidItem {
	/** The entry as sent. */
	readonly raw: unknown;
	/** What is wrong with it, a sentence for each field. */
	readonly reasons: readonly string[];
	/** The number of its page on this walk, from 1. */
	readonly page: number;
	/** Its place in the page's `data`, from 0. */
	readonly index: number;
}

/** What every walk can be told. The object is read once, at the call, and never changed. */
export interface WalkOptions {
	/** Ends the walk at once, with the signal's reason. */
	readonly signal?: AbortSignal | undefined;
	/** Items to give at most; no page is requested beyond them. Default: no limit. */
	readonly maxItems?: number | undefined;
	/** Pages to request at most. Default: no limit. */
	readonly maxPages?: number | undefined;
	/** Milliseconds after which the walk ends with the page at hand; the first page is always given. Default: no limit. */
	readonly maxDuration?: number | undefined;
	/**
	 * Pages fetched ahead of the consumer, 0 to 100; 0 requests a page only when it is needed. Memory holds at most
	 * this many pages and the current one. Default: 1.
	 */
	readonly readAhead?: number | undefined;
	/**
	 * Pages requested at once, 1 to 100. Above 1, pages are requested before they are linked to, where the links count
	 * evenly and carry a `page_token` that stays the same, and used only if the page before them then links to exactly
	 * them. Such a page is as old as its request. That its token holds the listing as it was is inferred from published
	 * examples. Memory holds at most `1 + readAhead + concurrency` pages. Default: 1.
	 */
	readonly concurrency?: number | undefined;
	/**
	 * Request several pages at once also where the links count and no `page_token` anchors the listing. A room can then
	 * be lost that `concurrency: 1` would have met: one is created at the head after a page was requested early and
	 * answered, and before the page in front of it was. Default: false.
	 */
	readonly unanchored?: boolean | undefined;
	/** A cursor of an earlier walk of this endpoint: gives what that walk had not given. */
	readonly resumeFrom?: string | undefined;
	/**
	 * What happens to an entry that differs from the documentation. `'keep'`, the default, gives it as it was sent, in its
	 * place, so that it may lack what its type promises; an `invalid-item` event tells of it, and `summary.differences`
	 * how often its fields differ. `'throw'` fails before any entry of its page is given, `'skip'` leaves it out, and so
	 * does a function, which is given it, and awaited, before the items of its page are given; a walk that goes on from a
	 * cursor hands on what the one before had not. An entry that is no object cannot be kept: it fails as with `'throw'`.
	 */
	readonly onInvalidItem?: 'keep' | 'throw' | 'skip' | ((item: InvalidItem) => unknown) | undefined;
}

/** Options that have been checked, with their defaults. */
export interface WalkSettings {
	readonly signal: AbortSignal | undefined;
	readonly maxItems: number;
	readonly maxPages: number;
	readonly maxDuration: number;
	readonly readAhead: number;
	readonly concurrency: number;
	readonly unanchored: boolean;
	readonly resumeFrom: string | undefined;
	readonly onInvalidItem: 'keep' | 'throw' | 'skip' | ((item: InvalidItem) => unknown);
}

const names: ReadonlySet<string> = new Set<keyof WalkOptions>([
	'signal',
	'maxItems',
	'maxPages',
	'maxDuration',
	'readAhead',
	'concurrency',
	'unanchored',
	'resumeFrom',
	'onInvalidItem',
]);

const isSignal = (value: unknown): value is AbortSignal =>
	typeof value === 'object' &&
	value !== null &&
	typeof Reflect.get(value, 'aborted') === 'boolean' &&
	typeof Reflect.get(value, 'addEventListener') === 'function' &&
	typeof Reflect.get(value, 'removeEventListener') === 'function';

const isLimit = (value: unknown): value is number => value === Number.POSITIVE_INFINITY || isWholeNumber(value, 0);

/** Reads a caller's options: every value checked, every unknown name refused, before any request. */
export const readWalkOptions = (options: unknown): E.Either<InvalidInput, WalkSettings> => {
	const refuse = (message: string) => E.left(invalidInput(`${message}. Nothing was requested.`));
	if (!isPlainObject(options)) return refuse(`The options must be an object, got ${showValue(options)}`);
	const unknownName = Object.keys(options).find(name => !names.has(name));
	if (unknownName !== undefined) {
		return refuse(`${showName(unknownName)} is not an option; the options are ${[...names].join(', ')}`);
	}
	const {
		signal,
		maxItems = Number.POSITIVE_INFINITY,
		maxPages = Number.POSITIVE_INFINITY,
		maxDuration = Number.POSITIVE_INFINITY,
		readAhead = 1,
		concurrency = 1,
		unanchored = false,
		resumeFrom,
		onInvalidItem = 'keep',
	}: WalkOptions = options;
	if (signal !== undefined && !isSignal(signal)) return refuse('signal must be an AbortSignal');
	if (!isLimit(maxItems)) return refuse(`maxItems must be a whole number from 0, got ${showValue(maxItems)}`);
	if (!isLimit(maxPages)) return refuse(`maxPages must be a whole number from 0, got ${showValue(maxPages)}`);
	if (!isLimit(maxDuration)) {
		return refuse(`maxDuration must be a whole number of milliseconds from 0, got ${showValue(maxDuration)}`);
	}
	if (!isWholeNumber(readAhead, 0, 100)) {
		return refuse(`readAhead must be a whole number of pages from 0 to 100, got ${showValue(readAhead)}`);
	}
	if (!isWholeNumber(concurrency, 1, 100)) {
		return refuse(`concurrency must be a whole number of requests from 1 to 100, got ${showValue(concurrency)}`);
	}
	if (typeof unanchored !== 'boolean') return refuse(`unanchored must be true or false, got ${showValue(unanchored)}`);
	if (typeof onInvalidItem !== 'function' && !['keep', 'throw', 'skip'].includes(onInvalidItem)) {
		return refuse(`onInvalidItem must be "keep", "throw", "skip" or a function, got ${showValue(onInvalidItem)}`);
	}
	return E.right({
		signal,
		maxItems,
		maxPages,
		maxDuration,
		readAhead,
		concurrency,
		unanchored,
		resumeFrom,
		onInvalidItem,
	});
};
