import {type AnyList, fieldsNotAsked, pageStyleOf} from '../core/list.ts';
import {nounOf} from '../core/noun.ts';
import {Parameter} from '../core/parameter.ts';
import {parametersOf} from '../core/query-codec.ts';
import {flagName} from './flag-name.ts';
import {type Described, QueryFlag, rangeOf} from './query-flag.ts';

/** What is typed behind a flag, in its help. */
const placeholderOf = (parameter: string, {type}: Described): string => {
	if (type !== 'text') return type === 'integer' ? 'number' : type;
	return /(?:^|_|[a-z])(id|sid|name|token)$/i.exec(parameter)?.[1]?.toLowerCase() ?? 'text';
};

const helpOf = (described: Described): string => {
	const {help, type, choices} = described;
	const range = type === 'integer' ? rangeOf(described) : undefined;
	const facts = [
		...(described.in === 'path' ? ['required'] : []),
		...(range === undefined ? [] : [range]),
		...(choices === undefined ? [] : [`known: ${choices.join(', ')}`]),
	];
	return facts.length === 0 ? help : `${help} (${facts.join('; ')})`;
};

/** What is typed behind a flag, and what its help says. */
type Wording = readonly [placeholder: string, help: string];

/** The parameters by which pages are asked for, in the order of their flags. More is known of them than they say. */
const pagingWordings = (list: AnyList, names: ReadonlyMap<string, string>): ReadonlyMap<string, Wording> => {
	const {paging} = pageStyleOf(list);
	if (paging === undefined) return new Map();
	const {many} = nounOf(list.name);
	const {largest} = list.pageSize ?? {};
	const size = largest && `, 1 to ${largest} (default: as many as are needed, up to ${largest})`;
	const token = paging.needsToken ? names.get(paging.token) : undefined;
	return new Map<string, Wording>([
		[paging.size, [many.replace(/.* /, ''), `${many} on a page${size ?? ''}`]],
		[paging.number, ['number', `start at this page${token ? `; above 0 it needs --${token}` : ''}`]],
		[paging.token, ['token', 'the token that an earlier page gave']],
	]);
};

/** To send false is another thing than to send nothing, but where a switch brings a field: that does not come by itself. */
const switchesFor = (
	parameter: string,
	described: Described,
	name: string,
	bringsField: boolean,
): readonly QueryFlag[] => {
	const {help} = described;
	if (bringsField) return [new QueryFlag(`--${name}`, parameter, described, help)];
	return [
		new QueryFlag(`--${name}`, parameter, described, `${help} (--no-${name}: false)`),
		new QueryFlag(`--no-${name}`, parameter, described).hideHelp(),
	];
};

/** The flags of what a list can be asked, read off its parameters; `taken` are the names of the command's own flags. */
export const queryFlagsOf = (list: AnyList, taken: ReadonlySet<string>): readonly QueryFlag[] => {
	const table = Object.entries(parametersOf(list.query)).flatMap(([parameter, codec]) =>
		codec instanceof Parameter ? [[parameter, codec.described as Described] as const] : [],
	);
	const names = new Map<string, string>();
	for (const [parameter] of table) {
		names.set(parameter, flagName(parameter, new Set([...taken, ...names.values()])));
	}
	const paging = pagingWordings(list, names);
	const bringers = new Set(Object.values(list.broughtBy ?? {}));
	const rank = ([parameter]: (typeof table)[number]) => [...paging.keys()].indexOf(parameter);
	return [...table]
		.sort((one, other) => rank(one) - rank(other))
		.flatMap(([parameter, described]) => {
			const name = names.get(parameter) ?? parameter;
			if (described.type === 'boolean') return switchesFor(parameter, described, name, bringers.has(parameter));
			const [placeholder, help] = paging.get(parameter) ?? [placeholderOf(parameter, described), helpOf(described)];
			return [new QueryFlag(`--${name} <${placeholder}>`, parameter, described, help)];
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
	const given = Object.entries(queryIn(query, flags)).flatMap(([name, value]) =>
		value === undefined ? [] : [[name, String(value)] as [string, string]],
	);
	const asked = flags.resumeFrom?.replace(/^[^?]*\??|#.*$/g, '') ?? String(new URLSearchParams(given));
	const flagOf = (field: string) => query.find(({parameter}) => parameter === list.broughtBy?.[field])?.long ?? '';
	return new Map(fieldsNotAsked(list, asked).map(field => [field, flagOf(field)]));
};
