import {keyOf} from '../core/list.ts';
import {columnsOf} from '../export/formats/columns.ts';
import {csv, json, ndjson} from '../export/formats/text-formats.ts';
import type {TextFormat} from '../export/formats/text-sink.ts';
import {roomCodec, rooms as roomsEndpoint} from '../lists/video/rooms.ts';
import {redactOf, withExactNumbers} from '../pagination/client.ts';
import {type Differences, noDifferences} from '../pagination/differences.ts';
import {pageFacts} from '../pagination/page-facts.ts';
import {orThrow} from '../pagination/pagination-error.ts';
import {planWalk} from '../pagination/plan-walk.ts';
import {walkPlan} from '../pagination/walk-plan.ts';
import {continuationAt, resumeHint} from './continuation.ts';
import {forTerminal} from './for-terminal.ts';
import type {Job, Outcome} from './job.ts';
import {createCutter} from './pieces.ts';
import {queryOf, type RoomsFlags, walkOptionsOf} from './rooms-flags.ts';
import {everyField, selectFields} from './select-fields.ts';
import {writeText} from './write-text.ts';

const textFormatOf = ({format, escapeFormulas = true, bom = false}: RoomsFlags): TextFormat => {
	if (format === 'csv') return csv(columnsOf(roomCodec, keyOf(roomsEndpoint)), {escapeFormulas, bom});
	return format === 'json' ? json() : ndjson();
};

/** An array that was closed cannot be gone on with, nor one that was not be read. */
const canGoOn = ({format}: RoomsFlags): boolean => format !== 'json';

/** What is said of the rooms that a limit has left for another run. */
const noteOf = (flags: RoomsFlags, cursor: string | undefined): string => {
	if (cursor === undefined) return '';
	return canGoOn(flags) ? `; there is more: ${resumeHint(cursor)}` : '; there is more';
};

/** Writes some rooms at a time, and fetches no further than its reader follows. */
export const streamToStdout: Job = ({client, flags, surroundings: {stdout, signal}, progress}) => {
	const isResumed = flags.resumeFrom !== undefined;
	let cursor = flags.resumeFrom;
	let [rooms, inDoubt] = [0, 0];
	let differences = (): Differences => noDifferences;
	const write = async (): Promise<Outcome> => {
		const options = walkOptionsOf(flags, signal);
		const wish = {client, list: roomsEndpoint, query: queryOf(flags), options, callSite: {}};
		const plan = orThrow(planWalk(wish), {redact: redactOf(client)});
		const walk = walkPlan({...plan, client: withExactNumbers(plan.client)});
		differences = () => walk.summary;
		const format = textFormatOf(flags);
		// The header stands before the rooms of the run before.
		const earlier = isResumed ? 1 : 0;
		const {select, remark} = flags.fields ? selectFields(flags.fields) : everyField;
		const cutter = createCutter();
		let pages = 0;
		for await (const page of walk) {
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
				progress.written({rooms, pages, differing: walk.summary.differing});
			}
			cursor = page.cursor;
			progress.written({rooms, pages: ++pages, differing: walk.summary.differing});
		}
		const end = format.end(earlier + rooms);
		if (end !== '') await writeText(stdout, end, signal);
		return {note: noteOf(flags, cursor), remark: rooms === 0 ? '' : remark()};
	};
	return {
		done: write(),
		differences: () => differences(),
		// Before the first room there is nothing to go on from.
		continuation: known =>
			continuationAt(canGoOn(flags) && (isResumed || rooms > 0) ? (known ?? cursor) : undefined, inDoubt),
	};
};
