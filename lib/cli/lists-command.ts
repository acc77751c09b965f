import {type Command, Option} from 'commander';
import {keyOf, pageStyleOf} from '../core/list.ts';
import {parametersOf} from '../core/query-codec.ts';
import {allLists, type FoundList} from '../lists/find-list.ts';
import {aligned} from './aligned.ts';
import {takenNames} from './common-flags.ts';
import {exitCodes} from './exit-codes.ts';
import {queryFlagsOf} from './list-flags.ts';
import type {Surroundings} from './surroundings.ts';
import {writeAnswer} from './write-text.ts';

/** The flags of `lists`, parsed. */
export interface ListsFlags {
	readonly json?: boolean;
}

export const addListsFlags = (command: Command): Command =>
	command.addOption(new Option('--json', 'with all their parameters and flags, as an array of JSON'));

/** The parameters by which pages are asked for, as far as the list has them; null where it has no pages. */
const pagingOf = ({list}: FoundList) => {
	const {paging} = pageStyleOf(list);
	if (paging === undefined) return null;
	const known = parametersOf(list.query);
	const {number, size, token} = paging;
	return Object.fromEntries(Object.entries({number, size, token}).filter(([, name]) => Object.hasOwn(known, name)));
};

const described = (found: FoundList) => {
	const {family, word, list} = found;
	return {
		command: [family, word],
		name: list.name,
		path: list.path,
		paging: pagingOf(found),
		scope: list.scope ?? null,
		key: keyOf(list),
		parameters: queryFlagsOf(list, takenNames).map(({parameter, flag, described: {in: place, type, choices}}) => ({
			name: parameter,
			flag: flag.long,
			// The account is a part of the path that may be left out.
			in: place === 'query' ? place : 'path',
			type,
			required: place === 'path',
			...(choices && {choices}),
		})),
	};
};

const headings = ['COMMAND', 'SCOPE', 'PATH'] as const;

/** Columns for those who look at them, tabs for programs. */
const tableOf = (rows: ReadonlyArray<readonly string[]>, isForEyes: boolean): string =>
	isForEyes ? aligned([headings, ...rows]) : rows.map(row => `${row.join('\t')}\n`).join('');

/** Names every list of the catalogue; nothing is requested. */
export const listsCommand = async ({json}: ListsFlags, surroundings: Surroundings): Promise<number> => {
	const rows = allLists.map(({family, word, list}) => [`${family} ${word}`, list.scope ?? '', list.path]);
	const text = json
		? `${JSON.stringify(allLists.map(described), undefined, 2)}\n`
		: tableOf(rows, surroundings.stdout.isTTY === true);
	await writeAnswer(text, surroundings);
	return exitCodes.done;
};
