import type {TextTraits} from '../export/formats/format.ts';
import {type FormatOptions, streamedFormat, traitsOf} from '../export/formats/formats.ts';
import {tableOf} from '../export/formats/table.ts';
import {rooms as roomsEndpoint} from '../lists/video/rooms.ts';
import {withExactNumbers} from '../pagination/client.ts';
import {pageFacts} from '../pagination/page-facts.ts';
import {paginateRoomPages} from '../pagination/paginate-rooms.ts';
import {continuationAt, resumeHint} from './continuation.ts';
import {forTerminal} from './for-terminal.ts';
import type {Job, Outcome} from './job.ts';
import {createCutter} from './pieces.ts';
import {queryOf, type RoomsFlags, walkOptionsOf} from './rooms-flags.ts';
import {everyField, selectFields} from './select-fields.ts';
import {writeText} from './write-text.ts';

const traitsOfText = ({format = streamedFormat}: RoomsFlags): TextTraits<FormatOptions> =>
	traitsOf(format).text as TextTraits<FormatOptions>;

/** What is said of the rooms that a limit has left for another run. */
const noteOf = (flags: RoomsFlags, cursor: string | undefined): string => {
	if (cursor === undefined) return '';
	return traitsOfText(flags).isOpenEnded ? `; there is more: ${resumeHint(cursor)}` : '; there is more';
};

/** Writes some rooms at a time, and fetches no further than its reader follows. */
export const streamToStdout: Job = ({client, flags, surroundings: {stdout, signal}, progress}) => {
	const isResumed = flags.resumeFrom !== undefined;
	let cursor = flags.resumeFrom;
	let [rooms, inDoubt] = [0, 0];
	const write = async (): Promise<Outcome> => {
		const {escapeFormulas, bom = false} = flags;
		const format = await traitsOfText(flags).create(tableOf(roomsEndpoint, '', false), {
			escapeFormulas,
			bom,
			prune: false,
		});
		// The header stands before the rooms of the run before.
		const earlier = isResumed ? 1 : 0;
		const {select, remark} = flags.fields ? selectFields(flags.fields) : everyField;
		const cutter = createCutter();
		let pages = 0;
		for await (const page of paginateRoomPages(
			withExactNumbers(client),
			queryOf(flags),
			walkOptionsOf(flags, signal),
		)) {
			const {items} = page;
			for (let taken = 0; taken < items.length; ) {
				const piece = cutter.next(items, taken);
				const text = format.page(piece.map(select), earlier + rooms);
				inDoubt = piece.length;
				await writeText(stdout, stdout.isTTY ? forTerminal(text) : text, signal);
				inDoubt = 0;
				cutter.measured(piece.length, text.length);
				rooms += piece.length;
				taken += piece.length;
				cursor = pageFacts(page).cursorAfter(taken);
				progress.written({rooms, pages});
			}
			cursor = page.cursor;
			progress.written({rooms, pages: ++pages});
		}
		const end = format.end(earlier + rooms);
		if (end !== '') await writeText(stdout, end, signal);
		return {note: noteOf(flags, cursor), remark: rooms === 0 ? '' : remark()};
	};
	return {
		done: write(),
		// Before the first room there is nothing to go on from.
		continuation: known =>
			continuationAt(
				traitsOfText(flags).isOpenEnded && (isResumed || rooms > 0) ? (known ?? cursor) : undefined,
				inDoubt,
			),
	};
};
