import * as E from 'fp-ts/lib/Either.js';
import {type InvalidInput, invalidInput} from '../core/api-error.ts';
import * as option from '../core/option.ts';

/** An entry of a page that is not what the list holds. */
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

const isSignal = (value: unknown): boolean =>
	typeof value === 'object' &&
	value !== null &&
	typeof Reflect.get(value, 'aborted') === 'boolean' &&
	typeof Reflect.get(value, 'addEventListener') === 'function' &&
	typeof Reflect.get(value, 'removeEventListener') === 'function';

const words = ['keep', 'throw', 'skip'] as const;
const quoted = words.map(word => `"${word}"`);
const either = (texts: readonly string[]): string => `${texts.slice(0, -1).join(', ')} or ${texts.at(-1)}`;

/** For exports, which take no function. */
export const onInvalidItem = option.oneOf(words, {
	default: 'keep',
	rule: either(quoted),
	typed: {keep: 'keep', skip: 'skip', stop: 'throw', throw: 'throw'},
	flag: [
		'--on-invalid <what>',
		'an item that is not as documented: keep it as sent, throw before its page, or skip it',
	],
});

/** The options of every walk: what they are, and all that is read off it. */
export const walkOptions = {
	/** Ends the walk at once, with the signal's reason. */
	signal: option.custom<AbortSignal>({
		read: (value, name) => (isSignal(value) ? E.right(value as AbortSignal) : E.left(`${name} must be an AbortSignal`)),
	}),
	/** Items to give at most; no page is requested beyond them. Default: no limit. */
	maxItems: option.limit({flag: ['--max-items <number>', 'items to give, at most; nothing is requested beyond them']}),
	/** Pages to request at most. Default: no limit. */
	maxPages: option.limit({flag: ['--max-pages <number>', 'pages to request, at most']}),
	/** Milliseconds after which the walk ends with the page at hand; the first page is always given. Default: no limit. */
	maxDuration: option.limit({
		unit: 'milliseconds',
		flag: ['--max-duration <milliseconds>', 'milliseconds after which it ends with the page at hand'],
	}),
	/**
	 * Pages fetched ahead of the consumer, 0 to 100; 0 requests a page only when it is needed. They are fetched one after
	 * the other, unless `concurrency` is above 1; while the consumer waits, the next one is requested as soon as the
	 * beginning of a long page has linked to it. Memory holds at most this many pages and the current one. Default: 1.
	 */
	readAhead: option.wholeNumber({
		range: [0, 100],
		unit: 'pages',
		default: 1,
		flag: ['--read-ahead <pages>', 'pages fetched ahead of the consumer; 0: strictly on demand'],
	}),
	/**
	 * Pages requested at once, 1 to 100, where links count and carry one `page_token`. Above 1, pages are requested before
	 * they are linked to, where the links count evenly and carry a `page_token` that stays the same, and used only if the
	 * page before them then links to exactly them. Such a page is as old as its request. That its token holds the listing
	 * as it was is inferred from published examples. Memory holds at most `1 + readAhead + concurrency` pages. Default: 1.
	 */
	concurrency: option.wholeNumber({
		range: [1, 100],
		unit: 'requests',
		default: 1,
		flag: ['--concurrency <requests>', 'pages requested at once, where links count and carry one page_token'],
	}),
	/**
	 * Request several pages at once also where the links count and no `page_token` anchors the listing: an item can then be
	 * lost that `concurrency: 1` would have met. That happens where one is created at the head after a page was requested
	 * early and answered, and before the page in front of it was. Default: false.
	 */
	unanchored: option.truth({
		default: false,
		flag: [
			'--unanchored',
			'several at once also where no page_token anchors the listing: items may be lost while it changes',
		],
	}),
	/**
	 * Follow next links, and cursors, also to a path that the list documents and that leaves out the parent which its own path
	 * names, such as `/api/fabric/call_flows/versions`: whose items are listed there, only the server knows. Default: false.
	 */
	followWithoutParent: option.truth({
		default: false,
		flag: [
			'--follow-without-parent',
			'follow next links also to a documented path that does not say whose items it lists',
		],
	}),
	/** A cursor of an earlier walk of this list: gives what that walk had not given. */
	resumeFrom: option.unchecked<string>({
		flag: ['--resume-from <cursor>', 'where to go on: the cursor of an earlier walk'],
	}),
	/**
	 * What happens to an entry that differs from the documentation. `'keep'`, the default, gives it as it was sent, in its
	 * place, so that it may lack what its type promises; an `invalid-item` event tells of it, and `summary.differences`
	 * how often its fields differ. `'throw'` fails before any entry of its page is given, `'skip'` leaves it out, and so
	 * does a function, which is given it, and awaited, before the items of its page are given; a walk that goes on from a
	 * cursor hands on what the one before had not. An entry that is no object cannot be kept: it fails as with `'throw'`.
	 */
	onInvalidItem: option.custom<(typeof words)[number] | ((item: InvalidItem) => unknown)>({
		...onInvalidItem,
		read: option.must(
			either([...quoted, 'a function']),
			value => typeof value === 'function' || words.some(word => word === value),
		),
	}),
};

/**
 * What every walk can be told. The object is read once, at the call, and never changed.
 *
 * @interface
 */
export type WalkOptions = option.OptionsOf<typeof walkOptions>;

/** Options that have been checked, with their defaults. */
export type WalkSettings = option.SettingsOf<typeof walkOptions>;

/** Reads a caller's options: every value checked, every unknown name refused, before any request. */
export const readOptionsOf = <Table extends option.OptionTable>(
	table: Table,
	options: unknown,
): E.Either<InvalidInput, option.SettingsOf<Table>> =>
	E.mapLeft((flaw: string) => invalidInput(`${flaw}. Nothing was requested.`))(
		option.readOptions(table, options, {
			subject: 'The options',
			unknown: (name, names) => `${name} is not an option; the options are ${names}`,
		}),
	);

export const readWalkOptions = (options: unknown): E.Either<InvalidInput, WalkSettings> =>
	readOptionsOf(walkOptions, options);
