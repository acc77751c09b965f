import type {FormatTraits} from './format.ts';

export const parquet: FormatTraits<'parquet'> = {
	name: 'parquet',
	extensions: ['.parquet'],
	open: async context => (await import('./parquet-sink.ts')).openParquetSink(context),
};
