import type {Command} from 'commander';
import {nounOf} from '../core/noun.ts';
import {rooms} from '../lists/video/rooms.ts';
import {type FoundList, families} from './find-list.ts';
import type {AskedList} from './list-command.ts';
import {queryFlagsOf} from './list-flags.ts';
import {listHelp} from './list-help.ts';
import {addFlags, type RoomsFlags, takenNames} from './rooms-flags.ts';

/** Runs the command of a list. */
export type RunsList = (asked: AskedList, flags: RoomsFlags) => Promise<void>;

const roomsExamples = [
	'rooms --demo 2000 > rooms.ndjson',
	'rooms --space example --include-active-session | jq -r .name',
	'rooms --starts-after 2026-01-01 --fields id,name,join_from',
	'rooms --space example --output rooms.csv --resume',
	'rooms --token-file ~/.signalwire-token --max-items 10',
];

const examplesOf = ({family, word}: FoundList, {list, queryFlags}: AskedList): readonly string[] => {
	const parents = queryFlags.filter(({mandatory}) => mandatory).map(({long}) => ` ${long} ID`);
	const command = `${family} ${word}${parents.join('')} --space example`;
	return [`${command} --max-items 10`, `${command} --output ${list.name}.csv --resume`];
};

const addList = (command: Command, asked: AskedList, examples: readonly string[], runs: RunsList): Command =>
	addFlags(command, asked.queryFlags)
		.description(`write every ${asked.noun.one} as a line of JSON`)
		.addHelpText('after', listHelp(asked.list, asked.noun, examples))
		.action((flags: RoomsFlags) => runs(asked, flags));

const askedOf = (list: AskedList['list'], counted: AskedList['counted']): AskedList => ({
	list,
	noun: nounOf(list.name),
	counted,
	queryFlags: queryFlagsOf(list, takenNames),
});

/** The main job has a command of its own. */
export const addRooms = (program: Command, runs: RunsList): Command =>
	addList(program.command('rooms'), askedOf(rooms, 'rooms'), roomsExamples, runs);

/** `3 lists: rooms, room-sessions and 1 more` */
const summaryOf = (lists: readonly FoundList[]): string => {
	const [first, second] = lists.map(({word}) => word);
	const rest = lists.length - 2;
	return `${lists.length} lists: ${rest > 0 ? `${first}, ${second} and ${rest} more` : `${first}, ${second}`}`;
};

/** A command for each family, with one for each of its lists. */
export const addFamilies = (program: Command, runs: RunsList): void => {
	for (const [family, lists] of families) {
		const parent = program.command(family).summary(summaryOf(lists)).description(`Lists of ${family}.`);
		for (const found of lists) {
			const asked = askedOf(found.list, 'items');
			addList(parent.command(found.word), asked, examplesOf(found, asked), runs);
		}
	}
};
