import type {TextFormat} from '../export/formats/format.ts';
import {formatOptionsOf, streamedFormat, traitsOf} from '../export/formats/formats.ts';
import {parseAsSent, parseToCopy} from '../export/formats/sent-bytes.ts';
import {tableOf} from '../export/formats/table.ts';
import {readingBy, redactOf} from '../pagination/client.ts';
import {type Differences, noDifferences} from '../pagination/differences.ts';
import {pageFacts} from '../pagination/page-facts.ts';
import {orThrow} from '../pagination/pagination-error.ts';
import {planWalk} from '../pagination/plan-walk.ts';
import {runWalk} from '../pagination/run-walk.ts';
import {walkOptionsOf} from './common-flags.ts';
import {continuationAt, resumeHint} from './continuation.ts';
import {forTerminal} from './for-terminal.ts';
import type {Job, Outcome} from './job.ts';
import {createCutter} from './pieces.ts';
import {everyField, selectFields} from './select-fields.ts';
import {writeText} from './write-text.ts';

/** What is said of the items that a limit has left for another run. */
const noteOf = (canGoOn: boolean, cursor: string | undefined): string => {
	if (cursor === undefined) return '';
	return canGoOn ? `; there is more: ${resumeHint(cursor)}` : '; there is more';
};

/** Writes some items at a time, and fetches no further than its reader follows. */
export const streamToStdout: Job = ({client, list, noun, query, flags, surroundings: {stdout, signal}, progress}) => {
	const traits = traitsOf(flags.format ?? streamedFormat);
	const canGoOn = traits.isOpenEnded === true;
	const isResumed = flags.resumeFrom !== undefined;
	let cursor = flags.resumeFrom;
	let [written, inDoubt] = [0, 0];
	let differences = (): Differences => noDifferences;
	const write = async (): Promise<Outcome> => {
		const options = walkOptionsOf(flags, signal);
		const wish = {client, list, query, options, callSite: {}};
		const plan = orThrow(planWalk(wish), {redact: redactOf(client)});
		const parse = traits.writesSent && !flags.fields ? parseToCopy : parseAsSent;
		const walk = runWalk({...plan, client: readingBy(plan.client, parse(plan.list.page.entries))});
		differences = () => walk.summary;
		const table = tableOf(plan, plan.start.request.query, false);
		// What is no text was refused.
		const format = (await traits.write?.(table, formatOptionsOf(flags))) as TextFormat;
		// The header stands before the items of the run before.
		const earlier = isResumed ? 1 : 0;
		const {select, remark} = flags.fields ? selectFields(flags.fields, noun) : everyField;
		const cutter = createCutter();
		let pages = 0;
		for await (const page of walk) {
			const {items} = page;
			for (let taken = 0; taken < items.length; ) {
				const piece = cutter.next(items, taken);
				const text = new TextDecoder('utf-8', {ignoreBOM: true}).decode(
					format.page(piece.map(select), earlier + written),
				);
				inDoubt = piece.length;
				await writeText(stdout, stdout.isTTY ? forTerminal(text) : text, signal);
				inDoubt = 0;
				cutter.measured(piece.length, text.length);
				written += piece.length;
				taken += piece.length;
				cursor = pageFacts(page).cursorAfter(taken);
				progress.written({items: written, pages, differing: walk.summary.differing});
			}
			cursor = page.cursor;
			progress.written({items: written, pages: ++pages, differing: walk.summary.differing});
		}
		const end = format.end(earlier + written);
		if (end !== '') await writeText(stdout, end, signal);
		return {note: noteOf(canGoOn, cursor), remark: written === 0 ? '' : remark()};
	};
	return {
		done: write(),
		differences: () => differences(),
		// Before the first item there is nothing to go on from.
		continuation: known =>
			continuationAt(canGoOn && (isResumed || written > 0) ? (known ?? cursor) : undefined, inDoubt),
	};
};
