import type {Format, OpenSink} from './format.ts';
import {openParquetSink} from './parquet-sink.ts';
import {openSqliteSink} from './sqlite/sqlite-sink.ts';
import {csv, json, ndjson} from './text-formats.ts';
import {openTextSink} from './text-sink.ts';

/** A new format is one more line here, and a file beside. */
export const sinks: Readonly<Record<Format, OpenSink>> = {
	ndjson: openTextSink(ndjson),
	json: openTextSink(json),
	csv: openTextSink(({columns, settings}) => csv(columns, settings)),
	parquet: openParquetSink,
	sqlite: openSqliteSink,
};
