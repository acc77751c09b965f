import {listingOf} from '../database/marked-table.ts';
import {files} from '../files/files.ts';
import type {Sink} from '../formats/format.ts';
import {traitsFor} from '../formats/formats.ts';
import {createHasKey} from '../formats/rows.ts';
import {sentSourcesIn} from '../formats/sent-bytes.ts';
import {tableOf} from '../formats/table.ts';
import {openTextSink} from '../formats/text-sink.ts';
import {SeenIds} from '../seen/seen-ids.ts';
import type {FileCheckpoint} from './checkpoint.ts';
import {InvalidFile} from './invalid-file.ts';
import type {Run} from './run-folder.ts';

/** All that an export writes to. */
export interface Outputs {
	readonly sink: Sink;
	readonly seen: SeenIds;
	readonly invalid: InvalidFile;
	/** Whether an item has a key by which a table can tell it from others. */
	readonly hasKey: (item: unknown) => boolean;
	readonly close: () => Promise<void>;
}

/**
 * Opens all that an export writes to; what was opened is closed again when a later one cannot be. Files that an earlier
 * run left are read first and changed last, so that one that is refused leaves the others as they were.
 */
export const openOutputs = async ({plan, asked, paths}: Run, start: FileCheckpoint): Promise<Outputs> => {
	const {destination, settings, walk} = plan;
	const {partial} = paths;
	const {bytes, rows, mark, ids, seenMark} = start;
	const open: Array<{close: () => Promise<void>}> = [];
	const keep = <Output extends {close: () => Promise<void>}>(output: Output): Output => {
		open.push(output);
		return output;
	};
	const close = async () => {
		for (const output of open) await output.close();
	};
	try {
		const refresh = start.refreshes && (await files.exists(destination)) ? destination : undefined;
		const format = traitsFor(settings);
		const table = tableOf(asked, start.query, format.refreshes ?? false);
		const options = {...settings, destination, source: asked};
		const seen = keep(await SeenIds.open(paths.seen, ids, seenMark));
		const whose = {project: asked.project, space: asked.space, listing: listingOf(asked)};
		const file = {partial, bytes, mark, rows, gzip: settings.gzip};
		const sink = keep(
			format.write === undefined
				? await format.open({...file, ...whose, table, options, refresh, signal: walk.signal})
				: await openTextSink(await format.write(table, options), file),
		);
		const takesInvalid = plan.invalidFile !== undefined && start.finishedBytes === null;
		const invalid = keep(await InvalidFile.open(takesInvalid ? paths.invalid : undefined, start.invalidBytes));
		const hasKey = createHasKey(tableOf(asked, start.query, true).columns, sentSourcesIn);
		return {sink, seen, invalid, hasKey, close};
	} catch (error) {
		await close();
		throw error;
	}
};
