import {InvalidArgumentError, Option} from 'commander';
import {type AnyList, fieldsNotAsked, pageStyleOf} from '../core/list.ts';
import {nounOf} from '../core/noun.ts';
import {Parameter} from '../core/parameter.ts';
import {parametersOf} from '../core/query-codec.ts';
import {flagName} from './flag-name.ts';

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
	}

	override attributeName(): string {
		return `query ${this.parameter}`;
	}
}

/** The end of 32 bits is no limit that anybody would look for: it is told when it is met. */
const farAway = 2_147_483_647;

const boundsOf = ({minimum = 0, maximum = farAway}: Described) => ({
	from: minimum,
	to: maximum < farAway ? maximum : undefined,
});

/** What was typed, as a value of its parameter's type. Whether that is one the parameter takes, its own check says. */
const fromText =
	(described: Described) =>
	(text: string): unknown => {
		if (described.type !== 'integer') return text;
		const {from, to} = boundsOf(described);
		const number = Number(text);
		if (/^\d+$/.test(text) && number >= from && number <= (to ?? Number.MAX_SAFE_INTEGER)) return number;
		throw new InvalidArgumentError(`It must be a whole number from ${from}${to === undefined ? '' : ` to ${to}`}.`);
	};

/** What is typed behind a flag, in its help. */
const placeholderOf = (parameter: string, {type}: Described): string => {
	if (type !== 'text') return type === 'integer' ? 'number' : type;
	return /(?:^|_|[a-z])(id|sid|name|token)$/i.exec(parameter)?.[1]?.toLowerCase() ?? 'text';
};

const factsOf = (described: Described): readonly string[] => {
	const {from, to} = boundsOf(described);
	return [
		...(described.in === 'path' ? ['required'] : []),
		...(described.type === 'integer' && to !== undefined ? [`${from} to ${to}`] : []),
		...(described.choices === undefined ? [] : [`known: ${described.choices.join(', ')}`]),
	];
};

const helpOf = (described: Described): string => {
	const facts = factsOf(described);
	return facts.length === 0 ? described.help : `${described.help} (${facts.join('; ')})`;
};

/** What is typed behind a flag, and what its help says. */
type Wording = readonly [placeholder: string, help: string];

/** Of the parameters by which pages are asked for more is known than their own words say. In the order of their flags. */
const pagingWordings = (
	list: AnyList,
	nameOf: (parameter: string) => string | undefined,
): ReadonlyMap<string, Wording> => {
	const {paging} = pageStyleOf(list);
	if (paging === undefined) return new Map();
	const {many} = nounOf(list.name);
	const {largest} = list.pageSize ?? {};
	const size = largest && `, 1 to ${largest} (default: as many as are needed, up to ${largest})`;
	const token = paging.needsToken ? nameOf(paging.token) : undefined;
	const start = token === undefined ? '' : `; above 0 it needs --${token}`;
	return new Map<string, Wording>([
		[paging.size, [many.replace(/.* /, ''), `${many} on a page${size ?? ''}`]],
		[paging.number, ['number', `start at this page${start}`]],
		[paging.token, ['token', 'the token that an earlier page gave']],
	]);
};

const flagsFor = (
	parameter: string,
	described: Described,
	name: string,
	[placeholder, help]: Wording,
): readonly QueryFlag[] => {
	if (described.type !== 'boolean') {
		const flag = new QueryFlag(`--${name} <${placeholder}>`, parameter, described, help);
		return [flag.argParser(fromText(described)).makeOptionMandatory(described.in === 'path')];
	}
	// To send false is another thing than to send nothing.
	const negated = new QueryFlag(`--no-${name}`, parameter, described).hideHelp();
	return [new QueryFlag(`--${name}`, parameter, described, help), negated];
};

/** The flags of what a list can be asked, read off its parameters; `taken` are the names of the command's own flags. */
export const queryFlagsOf = (list: AnyList, taken: ReadonlySet<string>): readonly QueryFlag[] => {
	const names = new Map<string, string>();
	const table = Object.entries(parametersOf(list.query)).flatMap(([parameter, codec]) => {
		if (!(codec instanceof Parameter)) return [];
		names.set(parameter, flagName(parameter, new Set([...taken, ...names.values()])));
		return [[parameter, codec.described as Described] as const];
	});
	const paging = pagingWordings(list, parameter => names.get(parameter));
	const rank = ([parameter]: (typeof table)[number]) => [...paging.keys()].indexOf(parameter);
	return [...table]
		.sort((one, other) => rank(one) - rank(other))
		.flatMap(([parameter, described]) => {
			const usual: Wording = [placeholderOf(parameter, described), helpOf(described)];
			return flagsFor(parameter, described, names.get(parameter) ?? parameter, paging.get(parameter) ?? usual);
		});
};

/** Those of which a value was given, each once. */
export const givenIn = (query: readonly QueryFlag[], flags: object): readonly QueryFlag[] =>
	query.filter(flag => !flag.negate && Reflect.get(flags, flag.attributeName()) !== undefined);

/** What is asked, of flags that were given. */
export const queryIn = (query: readonly QueryFlag[], flags: object): Readonly<Record<string, unknown>> =>
	Object.fromEntries(query.map(flag => [flag.parameter, Reflect.get(flags, flag.attributeName())]));

/** The fields that no item will have, as neither the query nor that of the cursor asks for them, each with its flag. */
export const fieldsNotAskedBy = (
	list: AnyList,
	query: readonly QueryFlag[],
	flags: {readonly resumeFrom?: string},
): ReadonlyMap<string, string> => {
	const parameters = Object.fromEntries(list.query.encode(queryIn(query, flags)));
	const asked = flags.resumeFrom?.replace(/^[^?]*\??|#.*$/g, '') ?? String(new URLSearchParams(parameters));
	const flagOf = (field: string) => query.find(({parameter}) => parameter === list.broughtBy?.[field])?.long ?? '';
	return new Map(fieldsNotAsked(list, asked).map(field => [field, flagOf(field)]));
};
