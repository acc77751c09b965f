import * as E from 'fp-ts/lib/Either.js';
import {showName, showValue} from './decode-reasons.ts';
import {isPlainObject} from './plain-object.ts';
import {isWholeNumber} from './whole-number.ts';

/** How the end of a sentence tells what was given: `, got 5`. */
type Tell = (value: unknown) => string;

/** A value, or what is wrong with it: a sentence without its full stop. */
type Checked<Value> = E.Either<string, Value>;

/** What is told of an option, beside the comment on it, which editors and docs/options.md show. */
export interface Facts<Default = undefined> {
	readonly default?: Default;
	/** What applies where nothing is given, in words, where `default` does not tell it. */
	readonly defaultText?: string;
	/** As the command spells it, and what its help says: `['--max-items <number>', 'stop after so many']`. */
	readonly flag?: readonly [spelling: string, help: string];
	/** Another spelling, which the command's help does not show. */
	readonly hiddenFlag?: string;
}

/** An option, described once: its type, check, default, documentation and flag. */
export interface Option<Given, Settled> extends Facts<Settled> {
	readonly read: (value: unknown, name: string, tell: Tell) => Checked<Settled>;
	readonly default: Settled;
	readonly required?: boolean;
	/** What is allowed, where it is short enough to be shown. */
	readonly range?: string;
	readonly choices?: readonly string[];
	/** Reads what was typed; text is itself otherwise. `earlier` is what the same flag gave before. */
	readonly fromText?: (text: string, earlier: unknown) => Checked<Given>;
	/** The options that this one is an object of. */
	readonly group?: OptionTable;
}

/** A group of options by their names. Comments on its properties are what an editor shows. */
export type OptionTable = Readonly<Record<string, Option<unknown, unknown>>>;

type GivenOf<Described> = Described extends Option<infer Given, unknown> ? Given : never;

/** What a caller may pass. */
export type OptionsOf<Table extends OptionTable> = {
	readonly [Key in keyof Table as Table[Key] extends {required: true} ? never : Key]?: GivenOf<Table[Key]> | undefined;
} & {readonly [Key in keyof Table as Table[Key] extends {required: true} ? Key : never]: GivenOf<Table[Key]>};

/** Options that have been checked, with their defaults. */
export type SettingsOf<Table extends OptionTable> = {
	readonly [Name in keyof Table]: Table[Name] extends Option<unknown, infer Settled> ? Settled : never;
};

type Described<Given, Settled> = Omit<Option<Given, Settled>, 'default'>;

/** An option whose check is a function of its own. Without a default it is undefined where nothing is given. */
export function custom<Given, Settled = Given>(
	facts: Described<Given, Settled> & {readonly default: Settled},
): Option<Given, Settled>;
export function custom<Given, Settled = Given>(facts: Described<Given, Settled>): Option<Given, Settled | undefined>;
export function custom<Given, Settled>(facts: Described<Given, Settled>): Option<Given, Settled | undefined> {
	return {default: undefined, ...facts};
}

/** One that a caller must give. */
export const required = <Given, Settled>(
	described: Option<Given, Settled>,
): Option<Given, NonNullable<Settled>> & {readonly required: true} => ({
	...(described as Option<Given, NonNullable<Settled>>),
	required: true,
});

/** A check in the form of nearly all: `NAME must be RULE, got VALUE`. */
export const must =
	<Value>(rule: string, is: (value: unknown) => boolean) =>
	(value: unknown, name: string, tell: Tell): Checked<Value> =>
		is(value) ? E.right(value as Value) : E.left(`${name} must be ${rule}${tell(value)}`);

/** Its check needs more than the value. */
export const unchecked = <Given>(facts: Facts = {}): Option<Given, Given | undefined> =>
	custom<Given>({...facts, read: value => E.right(value as Given)});

export const callback = <Given>(facts: Facts = {}): Option<Given, Given | undefined> =>
	custom<Given>({...facts, read: must('a function', value => typeof value === 'function')});

export const truth = <Default extends boolean | undefined = undefined>(
	facts: Facts<Default> = {},
): Option<boolean, boolean | Default> => ({
	default: undefined as Default,
	...facts,
	read: must('true or false', value => typeof value === 'boolean'),
});

/** A whole number as it is typed: in digits. */
const wholeText =
	(from: number, to: number) =>
	(text: string): Checked<number> =>
		/^\d+$/.test(text) && isWholeNumber(Number(text), from, Math.min(to, Number.MAX_SAFE_INTEGER))
			? E.right(Number(text))
			: E.left(`It must be a whole number from ${Math.max(from, 0)}${to < Number.MAX_SAFE_INTEGER ? ` to ${to}` : ''}`);

/** `unit` is what is counted, in a message. */
type Counted = {readonly unit?: string};

const wholeRule = (unit: string | undefined): string => `a whole number ${unit === undefined ? '' : `of ${unit} `}from`;

export const wholeNumber = <Default extends number | undefined = undefined>({
	range: [from, to],
	unit,
	...facts
}: Counted & Facts<Default> & {readonly range: readonly [number, number]}): Option<number, number | Default> => ({
	default: undefined as Default,
	...facts,
	// Nobody needs to be told of 2,147,483,647.
	...(to <= 1000 && {range: `${from} to ${to}`}),
	read: must(`${wholeRule(unit)} ${from} to ${to}`, value => isWholeNumber(value, from, to)),
	fromText: wholeText(from, to),
});

/** A whole number from 0, or `Infinity`, which is the default. */
export const limit = ({unit, ...facts}: Counted & Facts = {}): Option<number, number> =>
	custom<number>({
		...facts,
		default: Number.POSITIVE_INFINITY,
		defaultText: 'no limit',
		read: must(`${wholeRule(unit)} 0`, value => value === Number.POSITIVE_INFINITY || isWholeNumber(value, 0)),
		fromText: wholeText(0, Number.POSITIVE_INFINITY),
	});

/** `rule` stands where the choices alone do not tell it; `typed` are the words of the command, where it knows more. */
type Words<Word extends string> = {readonly rule?: string; readonly typed?: Readonly<Record<string, Word>>};

/** One of some words. */
export const oneOf = <const Word extends string, Default extends Word | undefined = undefined>(
	choices: readonly Word[],
	{rule, typed, ...facts}: Words<NoInfer<Word>> & Facts<Default> = {},
): Option<Word, Word | Default> => {
	const words: ReadonlyMap<string, Word> = new Map(typed ? Object.entries(typed) : choices.map(word => [word, word]));
	return {
		default: undefined as Default,
		...facts,
		choices,
		read: must(rule ?? `one of ${choices.join(', ')}`, value => choices.includes(value as Word)),
		fromText: text => E.fromNullable(`Allowed choices are ${[...words.keys()].join(', ')}`)(words.get(text)),
	};
};

/** How a table speaks of itself and of what it was given. */
export interface Wording {
	/** `The options of an export` */
	readonly subject: string;
	/** What is said of a name that is none of these. */
	readonly unknown: (name: string, names: string) => string;
	readonly tell?: Tell;
	/** How that name is shown. */
	readonly show?: (name: string) => string;
	/** What an option is called here: `retry.retries`. */
	readonly nameOf?: (name: string) => string;
}

export const got: Tell = value => `, got ${showValue(value)}`;

/** Reads a caller's options: each once, unknown names refused, what is not given filled up with its default. */
export const readOptions = <Table extends OptionTable>(
	table: Table,
	given: unknown,
	{subject, unknown, tell = got, show = showName, nameOf = name => name}: Wording,
): Checked<SettingsOf<Table>> => {
	if (!isPlainObject(given)) return E.left(`${subject} must be an object${tell(given)}`);
	const stranger = Object.keys(given).find(name => !Object.hasOwn(table, name));
	if (stranger !== undefined) return E.left(unknown(show(stranger), Object.keys(table).join(', ')));
	const settings: Record<string, unknown> = {};
	for (const [name, {read, default: value, required}] of Object.entries(table)) {
		const own = given[name];
		const checked = own === undefined && !required ? E.right(value) : read(own, nameOf(name), tell);
		if (E.isLeft(checked)) return checked;
		settings[name] = checked.right;
	}
	return E.right(settings as SettingsOf<Table>);
};

/** An object of options, each with its default. Types with names of their own keep the comments in declarations. */
export const group = <Given, Settled>(
	table: OptionTable & {readonly [Name in keyof Settled]: Option<unknown, Settled[Name]>},
): Option<Given, Settled> =>
	custom<Given, Settled>({
		group: table,
		default: Object.fromEntries(Object.entries(table).map(([name, {default: value}]) => [name, value])) as Settled,
		read: (value, name, tell) =>
			readOptions(table, value, {
				subject: name,
				unknown: (stranger, names) => `${name}.${stranger} is not an option; ${name} takes ${names}`,
				tell,
				nameOf: inner => `${name}.${inner}`,
			}) as Checked<Settled>,
	});
