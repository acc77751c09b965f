import {dirname} from 'node:path';
import type {Listed} from '../checkpoint.ts';
import {DestinationFailure} from '../destination-failure.ts';
import {replaceWhole} from '../files/durable.ts';
import {besidePartial, type Sink, type SinkContext, type TextFormat} from '../formats/format.ts';
import {loadParquet} from '../formats/parquet-encoder.ts';
import {rowToJson} from '../formats/row-json.ts';
import {createToRow} from '../formats/rows.ts';
import {openTextSink} from '../formats/text-sink.ts';
import {checkFolders} from './check-folders.ts';
import {mostRowsOfFile} from './data-files.ts';
import {type Manifest, manifestText, readManifest, type Source} from './manifest.ts';
import {createPartitioner, isWithoutValue, type Partitioner} from './partitioner.ts';
import {release} from './release.ts';
import {type StagedPartition, stagePartitions} from './stage.ts';

export interface DatasetOptions {
	readonly partitionBy: string;
	/** Whether partitions go that the listing does not have any more. */
	readonly prune: boolean;
	/** The manifest. */
	readonly destination: string;
	/** What is listed, and whose it is. */
	readonly source: {readonly project: string; readonly listed: Listed};
}

type DatasetContext = SinkContext<DatasetOptions>;

/** What this run lists, as the manifest tells it. */
const sourceOf = ({options: {source}}: DatasetContext, {scope}: Partitioner, rows: number): Source => {
	const {project, listed} = source;
	const {baseUrl, endpoint, query} = listed;
	return {folders: scope, project, baseUrl, endpoint, query, rows, listed: new Date().toISOString()};
};

/** A partition is replaced by what is listed of it: by another listing, rows would be lost. */
const checkSource = (
	root: string,
	{list, partitionBy, sources}: Manifest,
	context: DatasetContext,
	own: Source,
): void => {
	const refuse = (changes: string): never => {
		throw new DestinationFailure(
			`The dataset ${root} is another one: ${changes}. Ask for the same again, choose another folder, or replace the whole dataset with overwrite (--overwrite).`,
		);
	};
	if (list !== context.table.name) refuse(`it holds ${list}`);
	if (partitionBy !== context.options.partitionBy) refuse(`it is partitioned by ${partitionBy}`);
	const earlier = sources.find(({folders}) => folders === own.folders);
	for (const name of ['project', 'baseUrl', 'endpoint', 'query'] as const) {
		if (earlier === undefined || earlier[name] === own[name]) continue;
		refuse(`${name} was ${JSON.stringify(earlier[name])} and is now ${JSON.stringify(own[name])}`);
	}
};

/** What the dataset is to hold, and which partitions go. */
const outcomeOf = (
	standing: Manifest | undefined,
	staged: readonly StagedPartition[],
	partitioner: Partitioner,
	{refresh, options: {prune}}: DatasetContext,
): {readonly partitions: Manifest['partitions']; readonly leaving: readonly string[]} => {
	const written = new Date().toISOString();
	const before = new Map((standing?.partitions ?? []).map(partition => [partition.folder, partition]));
	const made = new Set(staged.map(({folder}) => folder));
	const others = (standing?.partitions ?? []).filter(({folder}) => !made.has(folder));
	// What had no value may have one by now, and is in another partition then.
	const goes = ({folder}: {readonly folder: string}) =>
		refresh === undefined || (partitioner.isOurs(folder) && (prune || isWithoutValue(folder)));
	return {
		partitions: [
			...others.filter(partition => !goes(partition)),
			...staged.map(({folder, files}) => {
				const old = before.get(folder);
				const isSame = JSON.stringify(old?.files) === JSON.stringify(files);
				return {folder, files, written: isSame ? (old?.written ?? written) : written};
			}),
		],
		leaving: others.filter(goes).map(({folder}) => folder),
	};
};

/**
 * Parquet files in folders, by the values of columns. Rows are spooled with the folder that they belong into; when the last
 * page is there they are sorted by it, the files are made beside the dataset, and then put into their places. Its manifest
 * is what gets its name at last.
 */
export const openDatasetSink = async (context: DatasetContext): Promise<Sink> => {
	const {partial, rows, table, options, refresh, signal} = context;
	const {destination, source} = options;
	const library = await loadParquet();
	const {columns} = table;
	const root = dirname(destination);
	const partitioner = createPartitioner(options.partitionBy, columns, source.project);
	const standing = await readManifest(destination);
	if (standing !== undefined && refresh !== undefined) {
		checkSource(root, standing, context, sourceOf(context, partitioner, 0));
	}
	const toRow = createToRow(columns);
	const spooled: TextFormat = {
		page: items =>
			Buffer.from(items.map(item => `${partitioner.folderOf(item)}\t${rowToJson(toRow(item))}\n`).join('')),
		end: () => '',
	};
	const spool = await openTextSink(spooled, context);
	let written = rows;
	let staged: readonly StagedPartition[] = [];
	let leaving: readonly string[] = [];
	let bytes = 0;
	const path = besidePartial(partial, 'dataset');
	const folder = `${path}.files`;
	return {
		...spool,
		write: async items => {
			await spool.write(items);
			written += items.length;
		},
		finish: async () => {
			await spool.finish();
			staged = await stagePartitions({spool: partial, folder, library, columns, mostRows: mostRowsOfFile, signal});
			const outcome = outcomeOf(standing, staged, partitioner, context);
			leaving = outcome.leaving;
			checkFolders(root, [...leaving, ...outcome.partitions.map(partition => partition.folder)]);
			bytes = staged.flatMap(({files}) => files).reduce((sum, file) => sum + file.bytes, 0);
			const own = sourceOf(context, partitioner, written);
			const others = (refresh === undefined ? [] : (standing?.sources ?? [])).filter(
				({folders}) => folders !== own.folders,
			);
			const {partitionBy} = options;
			const text = manifestText({
				list: table.name,
				partitionBy,
				sources: [...others, own],
				partitions: outcome.partitions,
			});
			await replaceWhole(path, `${path}.new`, text);
			return path;
		},
		release: async mode => {
			const partitions = standing?.partitions ?? [];
			await release({root, staged, standing: partitions, leaving, trash: `${folder}/replaced`, mode});
		},
		releasedBytes: () => bytes,
	};
};
