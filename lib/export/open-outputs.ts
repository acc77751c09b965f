import type * as t from 'io-ts';
import {type CheckedList, fieldsNotAsked} from '../core/list.ts';
import type {Checkpoint} from './checkpoint.ts';
import type {ExportPlan} from './export-options.ts';
import type {ExportPaths} from './export-paths.ts';
import {files} from './files/files.ts';
import {columnsOf} from './formats/columns.ts';
import {createHasKey} from './formats/rows.ts';
import {sinks} from './formats/sinks.ts';
import {InvalidFile} from './invalid-file.ts';
import {SeenIds} from './seen/seen-ids.ts';
import type {Outputs} from './write-pages.ts';

/**
 * Opens all that an export writes to; what was opened is closed again when a later one cannot be. Files that an earlier
 * run left are read first and changed last, so that one that is refused leaves the others as they were.
 */
export const openOutputs = async <Item>(
	list: CheckedList<Item>,
	plan: ExportPlan,
	{partial, seen: seenPath, invalid: invalidPath}: ExportPaths,
	start: Checkpoint,
): Promise<Outputs> => {
	const {destination, settings, walk} = plan;
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
		const columns = columnsOf(list.item as unknown as t.Mixed, list.key, settings.format === 'sqlite');
		const notAsked = fieldsNotAsked(list, start.query);
		const {name} = list;
		const {signal} = walk;
		const seen = keep(await SeenIds.open(seenPath, ids, seenMark));
		const known = {bytes, mark, rows};
		const sink = keep(
			await sinks[settings.format]({partial, ...known, columns, notAsked, settings, name, refresh, signal}),
		);
		const takesInvalid = plan.invalidFile !== undefined && start.finishedBytes === null;
		const invalid = keep(await InvalidFile.open(takesInvalid ? invalidPath : undefined, start.invalidBytes));
		const hasKey = createHasKey(columnsOf(list.item as unknown as t.Mixed, list.key, true));
		return {sink, seen, invalid, hasKey, close};
	} catch (error) {
		await close();
		throw error;
	}
};
