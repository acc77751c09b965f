import {keyOf} from '../core/list.ts';
import {columnsOf} from '../export/formats/columns.ts';
import {roomCodec, rooms as roomsEndpoint} from '../lists/video/rooms.ts';
import {isPaginationError} from '../pagination/pagination-error.ts';
import {nextStep} from './continuation.ts';
import {CommandFailed, exitCodes} from './exit-codes.ts';
import {checkExportFlags, writesFile} from './export-flags.ts';
import {exportToFile} from './export-to-file.ts';
import {withAdvice} from './failure.ts';
import {createIdleRemark} from './idle-remark.ts';
import type {Job, RunningJob} from './job.ts';
import {type Opened, openClient} from './open-client.ts';
import {startProgress} from './progress.ts';
import {differencesLine, summaryLine} from './report.ts';
import {checkWalkFlags, fieldsNotAskedBy, type RoomsFlags} from './rooms-flags.ts';
import {remarkOnUnasked, remarkOnUnknown} from './select-fields.ts';
import {streamToStdout} from './stream-to-stdout.ts';
import type {Surroundings} from './surroundings.ts';
import {isBrokenPipe, OutputFailed} from './write-text.ts';

const exitCodeOf: ReadonlyMap<unknown, number> = new Map([
	['SIGHUP', exitCodes.hungUp],
	['SIGTERM', exitCodes.terminated],
]);

/** What to throw for an error of a job: it knows how to go on after it. */
const explain = (
	error: unknown,
	{continuation}: RunningJob,
	{resume, resumeFrom}: RoomsFlags,
	rooms: number,
): unknown => {
	if (error instanceof OutputFailed) {
		return new CommandFailed(
			exitCodes.failed,
			`standard output cannot be written (${error.code}): it took ${rooms} rooms. Check where it leads and the space ` +
				`there, then ${nextStep(continuation())}`,
		);
	}
	if (!isPaginationError(error) || error.cursor === undefined) return error;
	return withAdvice(error, continuation(error.cursor), resume === true || resumeFrom !== undefined);
};

/** Writes every room, to standard output or to a file; resolves to the exit code. */
export const roomsCommand = async (flags: RoomsFlags, surroundings: Surroundings): Promise<number> => {
	checkExportFlags(flags);
	checkWalkFlags(flags);
	const {stderr, signal} = surroundings;
	const progress = await startProgress(flags, surroundings);
	const idle = createIdleRemark();
	const say = (line: string) => {
		if (line !== '' && !flags.quiet && flags.progress !== 'json') stderr.write(`${line}\n`);
	};
	const {fields = []} = flags;
	const remarks = [
		remarkOnUnknown(fields, columnsOf(roomCodec, keyOf(roomsEndpoint))),
		remarkOnUnasked(fields, fieldsNotAskedBy(flags), '--include-active-session'),
	];
	/** With the first request: what is refused before it has a line of its own. */
	const sayRemarks = () => {
		for (const remark of remarks.splice(0)) say(remark);
	};
	let opened: Opened | undefined;
	let running: RunningJob | undefined;
	try {
		opened = await openClient(flags, surroundings, event => {
			if (event.type === 'request') sayRemarks();
			progress.onEvent(event);
			idle.onEvent(event);
		});
		const job: Job = writesFile(flags) ? exportToFile : streamToStdout;
		running = job({client: opened.client, flags, surroundings, progress});
		const {note, remark} = await running.done;
		progress.stop('done');
		say(`${summaryLine(progress.tally())}${note}`);
		say(remark);
		say(differencesLine(running.differences()));
		say(idle.text());
		return exitCodes.done;
	} catch (error) {
		if (error instanceof OutputFailed && isBrokenPipe(error)) {
			progress.stop('done');
			return exitCodes.done;
		}
		progress.stop(signal.aborted ? 'interrupted' : 'failed');
		const {rooms, pages} = progress.tally();
		if (signal.aborted) {
			// Asked for or not: whoever interrupts wants to know how to go on.
			const next = running === undefined ? 'start again' : nextStep(running.continuation());
			stderr.write(`interrupted after ${rooms} rooms; ${next}\n`);
			return exitCodeOf.get(signal.reason) ?? exitCodes.interrupted;
		}
		if (isPaginationError(error) && pages > 0) {
			say(summaryLine(progress.tally()));
			if (running !== undefined) say(differencesLine(running.differences()));
			say(idle.text());
		}
		throw running === undefined ? error : explain(error, running, flags, rooms);
	} finally {
		await opened?.close();
	}
};
