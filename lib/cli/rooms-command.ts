import {createClient} from '../client.ts';
import type {Client} from '../pagination/client.ts';
import type {ClientEvent} from '../pagination/client-event.ts';
import {paginateRoomPages} from '../pagination/paginate-rooms.ts';
import {isPaginationError} from '../pagination/pagination-error.ts';
import {type Connection, checkConnectionFlags, readConnection} from './connection.ts';
import {exitCodes} from './exit-codes.ts';
import {startProgress} from './progress.ts';
import {resumeHint, summaryLine} from './report.ts';
import {demoRooms, queryOf, type RoomsFlags, walkOptionsOf} from './rooms-flags.ts';
import {selectFields} from './select-fields.ts';
import type {Surroundings} from './surroundings.ts';
import {isBrokenPipe, writeText} from './write-text.ts';

interface Opened {
	readonly client: Client;
	readonly close: () => Promise<void>;
}

const startDemo = async (rooms: number) => {
	const {startSimulator} = await import('../simulator/index.ts');
	return startSimulator({rooms});
};

const open = async (
	flags: RoomsFlags,
	surroundings: Surroundings,
	onEvent: (event: ClientEvent) => void,
): Promise<Opened> => {
	checkConnectionFlags(flags);
	const {demo, retries, timeout} = flags;
	const simulator = demo === undefined ? undefined : await startDemo(demo === true ? demoRooms : demo);
	const connection: Connection = simulator
		? {baseUrl: simulator.url, projectId: simulator.projectId, apiToken: simulator.apiToken}
		: await readConnection(flags, surroundings);
	const client = createClient({...connection, retry: {retries}, timeout, onEvent});
	return {client, close: async () => simulator?.close()};
};

/** Writes every room as one line of JSON; resolves to the exit code. */
export const roomsCommand = async (flags: RoomsFlags, surroundings: Surroundings): Promise<number> => {
	const {stdout, stderr, signal} = surroundings;
	const say = (line: string) => {
		if (!flags.quiet) stderr.write(`${line}\n`);
	};
	// Data that scrolls by on the same terminal is progress enough.
	const drawsOn = stderr.isTTY && !stdout.isTTY && !flags.quiet ? stderr : undefined;
	const ignore = () => {};
	stdout.on('error', ignore); // A write reports its own error; unheard, the event would end the process.
	const progress = await startProgress(drawsOn);
	let cursor = flags.resumeFrom;
	let opened: Opened | undefined;
	try {
		opened = await open(flags, surroundings, progress.onEvent);
		const lineOf = flags.fields ? selectFields(flags.fields) : (room: object) => room;
		const pages = paginateRoomPages(opened.client, queryOf(flags), walkOptionsOf(flags, signal));
		for await (const page of pages) {
			const lines = page.items.map(room => `${JSON.stringify(lineOf(room))}\n`);
			if (lines.length > 0) await writeText(stdout, lines.join(''), signal);
			progress.written(lines.length);
			cursor = page.cursor;
		}
		progress.stop();
		const rest = cursor === undefined ? '' : `; there is more: ${resumeHint(cursor)}`;
		say(`${summaryLine(progress.tally())}${rest}`);
		return exitCodes.done;
	} catch (error) {
		progress.stop();
		if (isBrokenPipe(error)) return exitCodes.done;
		if (signal.aborted) {
			const {rooms} = progress.tally();
			// Asked for or not: whoever interrupts wants to know how to go on.
			stderr.write(
				cursor === undefined
					? `interrupted after ${rooms} rooms; start again.\n`
					: `interrupted after ${rooms} rooms; go on with ${resumeHint(cursor)}\n`,
			);
			return signal.reason === 'SIGTERM' ? exitCodes.terminated : exitCodes.interrupted;
		}
		if (isPaginationError(error) && error.kind !== 'invalid-input') {
			say(summaryLine(progress.tally()));
		}
		throw error;
	} finally {
		progress.stop();
		stdout.removeListener('error', ignore);
		await opened?.close();
	}
};
