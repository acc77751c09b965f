import {isPaginationError} from '../pagination/pagination-error.ts';
import {exitCodes} from './exit-codes.ts';
import {checkExportFlags, writesFile} from './export-flags.ts';
import {exportToFile} from './export-to-file.ts';
import type {Job, RunningJob} from './job.ts';
import {type Opened, openClient} from './open-client.ts';
import {startProgress} from './progress.ts';
import {summaryLine} from './report.ts';
import type {RoomsFlags} from './rooms-flags.ts';
import {streamToStdout} from './stream-to-stdout.ts';
import type {Surroundings} from './surroundings.ts';
import {isBrokenPipe} from './write-text.ts';

const exitCodeOf: ReadonlyMap<unknown, number> = new Map([
	['SIGHUP', exitCodes.hungUp],
	['SIGTERM', exitCodes.terminated],
]);

/** Writes every room, to standard output or to a file; resolves to the exit code. */
export const roomsCommand = async (flags: RoomsFlags, surroundings: Surroundings): Promise<number> => {
	checkExportFlags(flags);
	const {stdout, stderr, signal} = surroundings;
	const progress = await startProgress(flags, surroundings);
	const say = (line: string) => {
		if (!flags.quiet && flags.progress !== 'json') stderr.write(`${line}\n`);
	};
	const ignore = () => {};
	stdout.on('error', ignore); // A write reports its own error; unheard, the event would end the process.
	let opened: Opened | undefined;
	let running: RunningJob | undefined;
	try {
		opened = await openClient(flags, surroundings, progress.onEvent);
		const job: Job = writesFile(flags) ? exportToFile : streamToStdout;
		running = job({client: opened.client, flags, surroundings, progress});
		const note = await running.done;
		progress.stop('done');
		say(`${summaryLine(progress.tally())}${note}`);
		return exitCodes.done;
	} catch (error) {
		if (isBrokenPipe(error)) {
			progress.stop('done');
			return exitCodes.done;
		}
		progress.stop(signal.aborted ? 'interrupted' : 'failed');
		if (signal.aborted) {
			// Asked for or not: whoever interrupts wants to know how to go on.
			const goOn = running?.howToGoOn();
			const next = goOn === undefined ? '; start again.' : `; go on with ${goOn}`;
			stderr.write(`interrupted after ${progress.tally().rooms} rooms${next}\n`);
			return exitCodeOf.get(signal.reason) ?? exitCodes.interrupted;
		}
		if (isPaginationError(error) && progress.tally().pages > 0) say(summaryLine(progress.tally()));
		throw error;
	} finally {
		stdout.removeListener('error', ignore);
		await opened?.close();
	}
};
