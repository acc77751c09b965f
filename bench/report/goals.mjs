/** @typedef {{name: string, goal: number, measured: number, unit: string, atLeast: boolean, met: boolean}} Goal */

/** @returns {Goal} */
const atLeast = (name, goal, measured) => ({name, goal, measured, unit: '×', atLeast: true, met: measured >= goal});
/** @returns {Goal} */
const atMost = (name, goal, measured, unit) => ({name, goal, measured, unit, atLeast: false, met: measured <= goal});

const rowNamed = (rows, name) => rows.find(row => row.name === name);

/** The speed of the bare loop that checked items are to reach, by the milliseconds of a request. */
const speedOfItems = {0: 0.95, 20: 1.05};

/** The speed of the walk that an export is to reach. */
const speedOfExports = {ndjson: 0.65, json: 0.65, csv: 0.45, parquet: 0.35, 'ndjson.gz': 0.35, 'csv.gz': 0.35};
/** The same with SQLite in Node, and as WebAssembly. */
const speedOfSqlite = {native: 0.45, webAssembly: 0.25};
/** What an export of small pages may take, of the time of the walk. */
const timeOfSmallPages = 1.5;

const mebibyte = 2 ** 20;

const loopback = ({node, rows}) => {
	const of = name => rowNamed(rows, name).ratio.median;
	const where = `loopback, Node ${node}`;
	return [
		atLeast(`${where}, validated items: speed of the bare loop`, speedOfItems[0], of('items')),
		atLeast(`${where}, validated pages: speed of the bare loop`, 0.97, of('pages')),
	];
};

const exports = ({node, hasSqlite, rows, small}) => {
	const goals = {...speedOfExports, sqlite: hasSqlite ? speedOfSqlite.native : speedOfSqlite.webAssembly};
	const [walk, ndjson] = small.rows.map(({milliseconds}) => milliseconds.median);
	return [
		...Object.entries(goals).map(([name, goal]) =>
			atLeast(`export to ${name}, Node ${node}: speed of the walk`, goal, rowNamed(rows, name).ratio.median),
		),
		atMost(
			`export of pages of ${small.pageSize}, Node ${node}: time of the walk`,
			timeOfSmallPages,
			ndjson / walk,
			'×',
		),
	];
};

const growthOf = sizes => (name, what, goal) => {
	const [least, most] = [sizes[0], sizes.at(-1)].map(({rows}) => rowNamed(rows, name)[what].median);
	const text = `memory (${what}), ${name}, ${sizes.at(-1).rooms} rooms: of that for ${sizes[0].rooms}`;
	return atMost(text, goal, most / least, '×');
};

const memory = ({sizes}) => {
	const growth = growthOf(sizes);
	const {rows} = sizes.at(-1);
	const exports = rows.filter(({name}) => name.startsWith('export-'));
	return [
		atMost('memory (live), items: of the walk', 10, rowNamed(rows, 'items').live.median / mebibyte, ' MiB'),
		...['items', ...exports.map(({name}) => name)].map(name => growth(name, 'resident', 1.5)),
	];
};

const goalsOfParts = {
	loopback,
	'loopback-newer': loopback,
	latency: ({settings}) =>
		settings
			.filter(({latency}) => latency in speedOfItems)
			.map(({latency, rows}) =>
				atLeast(
					`${latency} ms, validated items: speed of the bare loop`,
					speedOfItems[latency],
					rowNamed(rows, 'items').ratio.median,
				),
			),
	'other-data': ({rows}) =>
		rows.map(({name, latency, ratio}) =>
			atLeast(`${name}, ${latency} ms: speed of the bare loop`, speedOfItems[latency], ratio.median),
		),
	exports,
	'exports-newer': exports,
	concurrency: ({rows}) => [
		atLeast('concurrency 8: speed of the fastest peer', 6.5, rowNamed(rows, 'concurrency-8').timesFastestPeer),
		atLeast('concurrency 16: speed of the fastest peer', 11, rowNamed(rows, 'concurrency-16').timesFastestPeer),
	],
	'slow-consumer': ({rows}) => [
		atMost('slow consumer, items: time of the slower of both', 1.1, rowNamed(rows, 'items').timesSlowerOfBoth, '×'),
		atMost('slow consumer, pages: time of the slower of both', 1.1, rowNamed(rows, 'pages').timesSlowerOfBoth, '×'),
	],
	memory,
	'start-up': ({above, help, unneeded}) => [
		atMost('import above bare Node', 40, above.median, ' ms'),
		atMost('--help above bare Node', 150, help.median, ' ms'),
		atMost('files for running exports, simulator and command that the import loads', 0, unneeded.length, ''),
	],
};

/** What was set out to be reached, and what was measured, reached or not. */
export const goalsOf = parts => Object.entries(parts).flatMap(([name, part]) => goalsOfParts[name]?.(part) ?? []);
