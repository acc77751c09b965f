import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {exportItemsBy} from '../../lib/export/export-items.ts';
import {type Client, createClient, type ExportOptions, exportRooms, rooms} from '../../lib/index.ts';
import {type Simulator, startSimulator} from '../../lib/simulator/index.ts';
import {rejection} from './simulated.ts';
import {filesBelow, withRun} from './working-files.ts';

export type Files = Readonly<Record<string, Buffer>>;

/** An export that was interrupted, to be gone on with any number of times, each time in a folder of its own. */
export interface InterruptedExport {
	readonly simulator: Simulator;
	/** The files that the interruption left, by their paths in the folder, in which the run is called `run`. */
	readonly files: Files;
	/** The file of an export that was never interrupted. */
	readonly whole: Buffer;
	/** Puts files into a new folder and resumes there; tells what became of them. */
	readonly resume: (files: Files) => Promise<{readonly error: unknown; readonly files: Files}>;
	readonly close: () => Promise<void>;
}

export const destinationName = 'rooms.ndjson';
const query = {page_size: 10};

const inNewFolder = async (files: Files, work: (folder: string) => Promise<unknown>) => {
	const folder = mkdtempSync(join(tmpdir(), 'interrupted-'));
	try {
		for (const [name, content] of Object.entries(files)) {
			const path = join(folder, withRun(name));
			mkdirSync(dirname(path), {recursive: true});
			writeFileSync(path, content);
		}
		const error = await work(folder).then(
			() => undefined,
			(reason: unknown) => reason,
		);
		return {error, files: filesBelow(folder)};
	} finally {
		rmSync(folder, {recursive: true});
	}
};

/** Of 45 rooms, 10 a page, with an invalid one on the second; the third page failed. */
export const interruptExport = async (invalidName?: string): Promise<InterruptedExport> => {
	const open: Simulator[] = [];
	const start = async (...faults: string[]): Promise<Client> => {
		const simulator = await startSimulator({rooms: 45, faults: ['wrong-types@2', ...faults]});
		open.push(simulator);
		const {url: baseUrl, projectId, apiToken} = simulator;
		return createClient({baseUrl, projectId, apiToken});
	};
	const optionsIn = (folder: string): ExportOptions => ({
		destination: join(folder, destinationName),
		onInvalidItem: 'skip',
		invalidFile: invalidName === undefined ? undefined : join(folder, invalidName),
	});
	const failing = await start('404@3');
	const {files} = await inNewFolder({}, folder => rejection(exportRooms(failing, query, optionsIn(folder))));
	const sound = await start();
	const {files: finished} = await inNewFolder({}, folder => exportRooms(sound, query, optionsIn(folder)));
	const simulator = await startSimulator({rooms: 45});
	open.push(simulator);
	const {url: baseUrl, projectId, apiToken} = simulator;
	const client = createClient({baseUrl, projectId, apiToken});
	// With a lock that is watched for a moment only.
	const resumeIn = (folder: string) =>
		exportItemsBy(
			{client, list: rooms, query, callSite: {}},
			{...optionsIn(folder), resume: true},
			{
				timing: {renewal: 4, longestSilence: 60_000},
			},
		);
	return {
		simulator,
		files,
		whole: finished[destinationName] ?? Buffer.of(),
		resume: changed => inNewFolder(changed, resumeIn),
		close: async () => {
			await Promise.all(open.map(one => one.close()));
		},
	};
};
