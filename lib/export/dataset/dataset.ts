import type {FormatTraits} from '../formats/format.ts';
import type {DatasetOptions} from './dataset-sink.ts';

/** Parquet files in folders, by the values of columns; its manifest is the file that an export makes. */
export const dataset: FormatTraits<'dataset', DatasetOptions> = {
	name: 'dataset',
	extensions: [],
	options: {prune: {usual: false}},
	refreshes: true,
	folderBeside: '.files',
	checkDestination: async (path, unpublished) => (await import('./check-contents.ts')).checkContents(path, unpublished),
	open: async context => (await import('./dataset-sink.ts')).openDatasetSink(context),
};
