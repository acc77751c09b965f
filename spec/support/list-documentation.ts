import {takenNames} from '../../lib/cli/common-flags.ts';
import {queryFlagsOf} from '../../lib/cli/list-flags.ts';
import {type AnyList, keyOf, pageStyleOf} from '../../lib/core/list.ts';
import {placeholdersIn} from '../../lib/core/list-path.ts';
import {parametersOf} from '../../lib/core/query-codec.ts';
import {type FoundList, families} from '../../lib/lists/find-list.ts';
import {rooms} from '../../lib/lists/video/rooms.ts';
import {fieldTables} from './list-fields.ts';

type Found = FoundList & {
	/** As the entry of its family calls it. */
	readonly exported: string;
};

const code = (text: string): string => `\`${text}\``;

const sentence = (parts: readonly string[]): string => parts.map(code).join(', ');

const exportsOf = async (family: string): Promise<ReadonlyMap<unknown, string>> => {
	const entry: object = await import(`../../lib/lists/${family}/index.ts`);
	return new Map(Object.entries(entry).map(([name, value]) => [value, name]));
};

/** Every list by family, with the name under which it is exported. */
export const readFamilies = async (): Promise<ReadonlyMap<string, readonly Found[]>> => {
	const found = [...families].map(async ([family, lists]) => {
		const names = await exportsOf(family);
		return [family, lists.map(each => ({...each, exported: names.get(each.list) ?? ''}))] as const;
	});
	return new Map(await Promise.all(found));
};

const anchorOf = ({family, word}: FoundList): string => `#${family}-${word}`;

/** Each list names those of which one is enough; these are all of a family's. */
const scopesOf = (lists: readonly FoundList[]): string =>
	[...new Set(lists.flatMap(({list: {scope = ''}}) => scope.split(/, | or /)))]
		.filter(scope => scope !== '')
		.join(', ');

/** A row for each family. */
const familyTable = (all: ReadonlyMap<string, readonly Found[]>): string => {
	const rows = [...all].map(([family, lists]) => {
		const words = sentence(lists.map(({word}) => word));
		return `| [\`signalwire-paginate/${family}\`](#${family}) | ${lists.length} | ${code(family)} | ${words} | ${scopesOf(lists)} |`;
	});
	return ['| entry | number | family | lists | scopes |', '| --- | ---: | --- | --- | --- |', ...rows, ''].join('\n');
};

/** How an answer is laid out, read off what a server would write. */
const pagingOf = (list: AnyList): string => {
	const {paging, write} = pageStyleOf(list);
	const body = Object.entries(write?.({items: [], links: {}, number: 0, size: 1}) ?? {});
	const items = body.find(([, value]) => Array.isArray(value))?.[0];
	const where = items === undefined ? '' : `items in ${code(items)}`;
	if (paging === undefined) return `none; ${where || 'the answer is the item'}`;
	const {number, size, token} = paging;
	const known = [number, size, token].filter(name => Object.hasOwn(parametersOf(list.query), name));
	const link = body.some(([name]) => name === 'links') ? 'links.next' : 'next_page_uri';
	const asked = known.length === 0 ? 'no parameter for it is documented' : sentence(known);
	return [code(link), where, asked].filter(part => part !== '').join('; ');
};

const factsOf = ({family, word, list, exported}: Found): string => {
	const {path, scope, authentication, broughtBy = {}, linksTo = []} = list;
	const namesParent = (link: string): boolean =>
		placeholdersIn(path).every(name => placeholdersIn(link).includes(name));
	const leadsTo = (link: string): string =>
		`- next links may also lead to ${code(link)}${namesParent(link) ? '' : '; followed only with `followWithoutParent`, as it does not name the parent'}`;
	const commands = [...(list === rooms ? ['signalwire-paginate rooms'] : []), `signalwire-paginate ${family} ${word}`];
	const key = keyOf(list);
	return [
		`- \`import {${exported}} from 'signalwire-paginate/${family}'\``,
		`- command: ${sentence(commands)}; table: ${code(list.name)}`,
		`- ${code(`GET ${path}`)}`,
		...(scope === undefined ? [] : [`- scope: ${scope}`]),
		...(authentication === 'subscriber' ? ['- asked for with the `subscriberToken` (`--subscriber-token-file`)'] : []),
		`- key: ${key.length === 0 ? 'none, items are not told apart' : sentence(key)}`,
		`- paging: ${pagingOf(list)}`,
		...Object.entries(broughtBy).map(([field, parameter]) => `- ${code(field)} only with ${code(parameter)}`),
		...linksTo.map(leadsTo),
		'',
	].join('\n');
};

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');

const parameterTable = (list: AnyList): string => {
	const rows = queryFlagsOf(list, takenNames).map(
		({parameter, flag, described: {type}}) =>
			`| ${code(flag.long ?? '')} | ${code(parameter)} | ${type} | ${cell(flag.description)} |`,
	);
	if (rows.length === 0) return 'It takes no parameters.\n';
	return ['| flag | parameter | type | |', '| --- | --- | --- | --- |', ...rows, ''].join('\n');
};

const section = (found: Found): string =>
	[
		`### ${found.family} ${found.word}\n`,
		factsOf(found),
		parameterTable(found.list),
		fieldTables(found.list.item),
	].join('\n');

/** The page that tells of every list. */
export const listsPage = (all: ReadonlyMap<string, readonly Found[]>): string => {
	const contents = [...all].map(([family, lists]) => {
		const links = lists.map(each => `[${each.word}](${anchorOf(each)})`).join(' · ');
		return `- [${family}](#${family}): ${links}`;
	});
	const sections = [...all].flatMap(([family, lists]) => [`## ${family}\n`, ...lists.map(section)]);
	return `${[introduction, familyTable(all), 'One by one:\n', contents.join('\n'), '', ...sections].join('\n').trimEnd()}\n`;
};

const introduction = `# Every list

<!-- Made from the catalogue by \`npm run readme\`; a test holds it against the code. -->

What a list is asked with and what its items hold, as SignalWire documents it. All values come through as they were sent,
also those that differ from it: other words than the known ones, fields that are not here, and nulls where none is named.

A field in a list of objects is written \`list[].field\`. \`timestamp\` is a time of RFC 3339, \`rfc2822\` one of RFC 2822;
\`uuid\`, \`url\`, \`timestamp\` and \`rfc2822\` are texts. Every list takes the flags that
\`signalwire-paginate FAMILY LIST --help\` names below its query, too.
`;
