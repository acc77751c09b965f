import {type AnyList, keyOf} from '../core/list.ts';
import type {Noun} from '../core/noun.ts';
import {columnsOf} from '../export/formats/columns.ts';
import {isPaginationError} from '../pagination/pagination-error.ts';
import {checkWalkFlags, type ListFlags} from './common-flags.ts';
import {nextStep} from './continuation.ts';
import {CommandFailed, exitCodeOf, exitCodes} from './exit-codes.ts';
import {checkExportFlags, writesFile} from './export-flags.ts';
import {exportToFile} from './export-to-file.ts';
import {withAdvice} from './failure.ts';
import {createIdleRemark} from './idle-remark.ts';
import type {Job, RunningJob} from './job.ts';
import {type AskedQuery, type QueryFlag, readQuery} from './list-flags.ts';
import {type Opened, openClient} from './open-client.ts';
import {type Counting, startProgress} from './progress.ts';
import {differencesLine, summaryLine} from './report.ts';
import {remarkOnUnknown, remarksOnUnasked} from './select-fields.ts';
import {streamToStdout} from './stream-to-stdout.ts';
import type {Surroundings} from './surroundings.ts';
import {withoutTokens} from './without-tokens.ts';
import {isBrokenPipe, OutputFailed} from './write-text.ts';

/** What to throw for an error of a job: it knows how to go on after it. */
const explain = (
	error: unknown,
	{continuation}: RunningJob,
	{resume, resumeFrom}: ListFlags,
	{noun, items}: {readonly noun: Noun; readonly items: number},
): unknown => {
	if (error instanceof OutputFailed) {
		return new CommandFailed(
			exitCodes.failed,
			`standard output cannot be written (${error.code}): it took ${items} ${noun.many}. Check where it leads and the space ` +
				`there, then ${nextStep(continuation(), noun)}`,
		);
	}
	if (!isPaginationError(error) || error.cursor === undefined) return error;
	return withAdvice(error, continuation(error.cursor), resume === true || resumeFrom !== undefined);
};

/** A list, as it is asked for. */
export interface AskedList extends Counting {
	readonly list: AnyList;
	/** The flags of its query. */
	readonly queryFlags: readonly QueryFlag[];
}

/** What is to be said before the first item. */
const remarksOn = ({list, noun}: AskedList, {notAsked}: AskedQuery, {fields = []}: ListFlags): readonly string[] => {
	return [
		remarkOnUnknown(fields, columnsOf(list.item, keyOf(list)), noun),
		...remarksOnUnasked(fields, notAsked, noun),
	];
};

/** Writes every item, to standard output or to a file; resolves to the exit code. */
export const listCommand = async (asked: AskedList, flags: ListFlags, surroundings: Surroundings): Promise<number> => {
	const {list, noun, queryFlags} = asked;
	const askedQuery = readQuery(list, queryFlags, flags);
	checkExportFlags(flags, noun);
	checkWalkFlags(flags, askedQuery);
	const {stderr, signal, environment} = surroundings;
	const progress = await startProgress(asked, flags, surroundings);
	const idle = createIdleRemark();
	const say = (line: string) => {
		if (line !== '' && !flags.quiet && flags.progress !== 'json') stderr.write(`${withoutTokens(line, environment)}\n`);
	};
	const remarks = [...remarksOn(asked, askedQuery, flags)];
	/** With the first request: what is refused before it has a line of its own. */
	const sayRemarks = () => {
		for (const remark of remarks.splice(0)) say(remark);
	};
	let opened: Opened | undefined;
	let running: RunningJob | undefined;
	try {
		opened = await openClient(list, flags, surroundings, event => {
			if (event.type === 'request') sayRemarks();
			progress.onEvent(event);
			idle.onEvent(event);
		});
		const job: Job = writesFile(flags) ? exportToFile : streamToStdout;
		running = job({client: opened.client, list, noun, query: askedQuery.query, flags, surroundings, progress});
		const {note, remark} = await running.done;
		progress.stop('done');
		say(`${summaryLine(progress.tally(), noun)}${note}`);
		say(remark);
		say(differencesLine(running.differences(), noun));
		say(idle.text());
		return exitCodes.done;
	} catch (error) {
		if (error instanceof OutputFailed && isBrokenPipe(error)) {
			progress.stop('done');
			return exitCodes.done;
		}
		progress.stop(signal.aborted ? 'interrupted' : 'failed');
		const {items, pages} = progress.tally();
		if (signal.aborted) {
			// Asked for or not: whoever interrupts wants to know how to go on.
			const next = running === undefined ? 'start again' : nextStep(running.continuation(), noun);
			stderr.write(`interrupted after ${items} ${noun.many}; ${next}\n`);
			return exitCodeOf(signal.reason);
		}
		if (isPaginationError(error) && pages > 0) {
			say(summaryLine(progress.tally(), noun));
			if (running !== undefined) say(differencesLine(running.differences(), noun));
			say(idle.text());
		}
		throw running === undefined ? error : explain(error, running, flags, {noun, items});
	} finally {
		await opened?.close();
	}
};
