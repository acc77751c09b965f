import {Option as CommanderOption, InvalidArgumentError} from 'commander';
import * as E from 'fp-ts/lib/Either.js';
import type {Option, OptionsOf, OptionTable} from '../core/option.ts';

type Described = Option<unknown, unknown>;

/** A flag whose value is kept under the name of its option, however it is spelt. */
export class Flag extends CommanderOption {
	readonly #option: string;
	constructor(spelling: string, help: string, option: string) {
		super(spelling, help);
		this.#option = option;
	}
	override attributeName(): string {
		return this.#option;
	}
}

/** What is to be known of a value; a switch that is not given is off. */
const factsOf = ({range, choices, default: value, defaultText}: Described): string =>
	[
		...(range === undefined ? [] : [range]),
		...(choices === undefined ? [] : [`choices: ${choices.map(choice => JSON.stringify(choice)).join(', ')}`]),
		...(defaultText === undefined && (value === undefined || typeof value === 'boolean')
			? []
			: [`default: ${defaultText?.replaceAll('`', '') ?? JSON.stringify(value)}`]),
	].join(', ');

export const flagOf = (name: string, option: Described, [spelling, help]: readonly [string, string]): Flag => {
	const facts = factsOf(option);
	const flag = new Flag(spelling, facts === '' ? help : `${help} (${facts})`, name);
	const {fromText} = option;
	const refuse = (flaw: string): never => {
		throw new InvalidArgumentError(`${flaw}.`);
	};
	if (fromText) flag.argParser((text, earlier) => E.getOrElseW(refuse)(fromText(text, earlier)));
	return flag;
};

/** The flags of a table's options. */
export const flagsOf = (table: OptionTable): readonly Flag[] =>
	Object.entries(table).flatMap(([name, option]) => {
		const {flag, hiddenFlag, group = {}} = option;
		return [
			...(flag === undefined ? [] : [flagOf(name, option, flag)]),
			...(hiddenFlag === undefined ? [] : [flagOf(name, option, [hiddenFlag, '']).hideHelp()]),
			...flagsOf(group),
		];
	});

/** Flags as they were given. */
export type FlagsOf<Table extends OptionTable> = Partial<OptionsOf<Table>>;

/** The options of a table among flags that were given. */
export const optionsIn = <Table extends OptionTable>(table: Table, flags: object): OptionsOf<Table> =>
	Object.fromEntries(
		Object.entries(table).map(([name, {group}]) => [name, group ? optionsIn(group, flags) : Reflect.get(flags, name)]),
	) as OptionsOf<Table>;
