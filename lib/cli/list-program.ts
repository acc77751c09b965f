import type {Command} from 'commander';
import type {AnyList} from '../core/list.ts';
import {nounOf} from '../core/noun.ts';
import {rooms} from '../lists/video/rooms.ts';
import {addFlags, type ListFlags, takenNames} from './common-flags.ts';
import type {AskedList} from './list-command.ts';
import {queryFlagsOf} from './list-flags.ts';
import {listHelp} from './list-help.ts';

/** Runs the command of a list. */
export type RunsList = (asked: AskedList, flags: ListFlags) => Promise<void>;

const roomsExamples = [
	'rooms --demo 2000 > rooms.ndjson',
	'rooms --space example --include-active-session | jq -r .name',
	'rooms --starts-after 2026-01-01 --fields id,name,join_from',
	'rooms --space example --output rooms.csv --resume',
	'rooms --token-file ~/.signalwire-token --max-items 10',
];

export const addList = (command: Command, asked: AskedList, examples: readonly string[], runs: RunsList): Command =>
	addFlags(command, asked.queryFlags, asked.list)
		.description(`write every ${asked.noun.one} as a line of JSON`)
		.addHelpText('after', listHelp(asked.list, asked.noun, examples))
		.action((flags: ListFlags) => runs(asked, flags));

export const askedOf = (list: AnyList, counted: AskedList['counted']): AskedList => ({
	list,
	noun: nounOf(list.name),
	counted,
	queryFlags: queryFlagsOf(list, takenNames),
});

/** The main job has a command of its own. */
export const addRooms = (program: Command, runs: RunsList): Command =>
	addList(program.command('rooms'), askedOf(rooms, 'rooms'), roomsExamples, runs);
