import type {Command} from 'commander';
import {countOf} from '../core/noun.ts';
import {type FoundList, families} from '../lists/find-list.ts';
import type {AskedList} from './list-command.ts';
import {addList, askedOf, type RunsList} from './list-program.ts';
import {exampleFields} from './select-fields.ts';

const examplesOf = ({family, word}: FoundList, {list, queryFlags}: AskedList): readonly string[] => {
	const parents = queryFlags.flatMap(({flag}) => (flag.mandatory ? [` ${flag.long} ID`] : []));
	const command = `${family} ${word}${parents.join('')}`;
	return [
		`${command} --demo 100 --fields ${exampleFields(list)}`,
		`${command} --space example --max-items 10`,
		`${command} --space example --output ${list.name}.csv --resume`,
	];
};

/** More lists than these are not all named in a family's one line. */
const fewLists = 3;

/** `3 lists: rooms, room-sessions, room-session-members`, or `12 lists: rooms, room-sessions and more` */
const summaryOf = (lists: readonly FoundList[]): string => {
	const words = lists.map(({word}) => word);
	const named = words.length > fewLists ? `${words.slice(0, fewLists - 1).join(', ')} and more` : words.join(', ');
	return `${countOf(words.length, {one: 'list', many: 'lists'})}: ${named}`;
};

/**
 * A command for each family, with one for each of its lists. Only those that `argv` names get their flags: a hundred lists
 * have thousands.
 */
export const addFamilies = (program: Command, argv: readonly string[], runs: RunsList): void => {
	for (const [family, lists] of families) {
		const parent = program
			.command(family)
			.summary(summaryOf(lists))
			.description(`The lists of ${family}.`)
			.addHelpText('after', `\nThe flags of one: signalwire-paginate ${family} ${lists[0]?.word} --help`);
		for (const found of lists) {
			const command = parent.command(found.word).summary(found.list.path);
			if (!argv.includes(found.word)) continue;
			const asked = askedOf(found.list, 'items');
			addList(command, asked, examplesOf(found, asked), runs);
		}
	}
};
