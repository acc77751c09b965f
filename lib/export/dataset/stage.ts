import {join} from 'node:path';
import {notAsLeft} from '../destination-failure.ts';
import {files} from '../files/files.ts';
import type {Cell} from '../formats/rows.ts';
import {type FileMaking, PartitionFiles} from './data-files.ts';
import type {DataFile} from './manifest.ts';
import {sortLines} from './sort-lines.ts';

/** A partition that waits for its place. */
export interface StagedPartition {
	readonly folder: string;
	readonly files: readonly DataFile[];
	/** Where it is. */
	readonly path: string;
}

/** Rows as they are spooled, and where partitions are made of them. */
export interface Staging extends FileMaking {
	readonly spool: string;
	/** Is made anew. */
	readonly folder: string;
	readonly signal: AbortSignal | undefined;
	/** Characters of rows that are sorted in memory at a time. Default: the usual ones. */
	readonly piece?: number | undefined;
}

const rowOf = (json: string, spool: string): Cell[] => {
	try {
		return JSON.parse(json) as Cell[];
	} catch {
		throw notAsLeft('partial file', spool);
	}
};

/** Makes the files of all partitions, one partition after the other: with their number, memory grows by the list of their files only. */
export const stagePartitions = async (staging: Staging): Promise<readonly StagedPartition[]> => {
	const {spool, folder, signal} = staging;
	await files.removeFolder(folder);
	await files.makeFolder(folder);
	const staged: StagedPartition[] = [];
	let now: {readonly key: string; readonly path: string; readonly files: PartitionFiles} | undefined;
	const end = async () => {
		if (now !== undefined) staged.push({folder: now.key, path: now.path, files: await now.files.end()});
		now = undefined;
	};
	try {
		for await (const {key, rest} of sortLines(spool, folder, staging.piece)) {
			if (now?.key !== key) {
				await end();
				signal?.throwIfAborted();
				const path = join(folder, `partition-${staged.length}`);
				await files.makeOrdinaryFolder(path);
				now = {key, path, files: new PartitionFiles(path, staging)};
			}
			await now.files.add(rowOf(rest, spool));
		}
		await end();
		return staged;
	} finally {
		await now?.files.close();
	}
};
