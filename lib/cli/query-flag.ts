import {InvalidArgumentError, Option} from 'commander';
import type {Parameter} from '../core/parameter.ts';

export type Described = Parameter<unknown>['described'];

/** A flag for a parameter of a list. Its value is kept apart from those of flags that are called as the parameter is. */
export class QueryFlag extends Option {
	/** The name on the wire. */
	readonly parameter: string;
	readonly described: Described;

	constructor(spelling: string, parameter: string, described: Described, help = '') {
		super(spelling, help);
		this.parameter = parameter;
		this.described = described;
		this.makeOptionMandatory(described.in === 'path');
		if (described.type !== 'boolean') this.argParser(fromText(described));
	}

	override attributeName(): string {
		return `query ${this.parameter}`;
	}
}

/** The end of 32 bits is no limit that anybody would look for: it is told when it is met. */
const farAway = 2_147_483_647;

const startOf = ({minimum = 0}: Described): number => minimum;

const endOf = ({maximum = farAway}: Described): number => (maximum < farAway ? maximum : Number.MAX_SAFE_INTEGER);

/** `1 to 1000`; undefined where no end is worth telling. */
export const rangeOf = (described: Described): string | undefined =>
	endOf(described) === Number.MAX_SAFE_INTEGER ? undefined : `${startOf(described)} to ${endOf(described)}`;

/** What was typed, as a value of its parameter's type. Whether the parameter takes it, its own check says. */
const fromText =
	(described: Described) =>
	(text: string): unknown => {
		if (described.type !== 'integer') return text;
		const number = Number(text);
		if (/^\d+$/.test(text) && number >= startOf(described) && number <= endOf(described)) return number;
		throw new InvalidArgumentError(`It must be a whole number from ${rangeOf(described) ?? startOf(described)}.`);
	};
