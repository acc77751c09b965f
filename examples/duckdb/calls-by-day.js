import {DuckDBInstance} from '@duckdb/node-api';
import {createClient, exportItems} from 'signalwire-paginate';
import {voiceLogs} from 'signalwire-paginate/voice';

const folder = process.env.DATASET ?? 'calls';

// A folder of Parquet files, one for each day. Run again, only days that have changed are written.
await exportItems(
	createClient({baseUrl: process.env.SIGNALWIRE_BASE_URL}),
	voiceLogs,
	{},
	{destination: folder, partitionBy: 'created_at:day'},
);

const connection = await (await DuckDBInstance.create()).connect();

// Of the days that are not asked for, no file is opened.
const reader = await connection.runAndReadAll(
	`SELECT strftime(created_at_day, '%Y-%m-%d') AS day, count(*)::INT AS calls, round(sum(charge), 2)::DOUBLE AS charge
	FROM read_parquet($files, hive_partitioning = true, union_by_name = true)
	WHERE created_at_day >= $since::DATE
	GROUP BY ALL
	ORDER BY day DESC
	LIMIT 7`,
	{files: `${folder}/**/*.parquet`, since: process.env.SINCE ?? '2025-01-01'},
);
console.table(reader.getRowObjectsJson());
connection.closeSync();
