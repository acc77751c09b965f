/** @typedef {{name: string, goal: number, measured: number, unit: string, atLeast: boolean, met: boolean}} Goal */

/** @returns {Goal} */
const atLeast = (name, goal, measured) => ({name, goal, measured, unit: '×', atLeast: true, met: measured >= goal});
/** @returns {Goal} */
const atMost = (name, goal, measured, unit) => ({name, goal, measured, unit, atLeast: false, met: measured <= goal});

const rowNamed = (rows, name) => rows.find(row => row.name === name);

const goalsOfParts = {
	loopback: ({rows}) => [
		atLeast('loopback, validated items: speed of the bare loop', 0.95, rowNamed(rows, 'items').ratio.median),
		atLeast('loopback, validated pages: speed of the bare loop', 0.97, rowNamed(rows, 'pages').ratio.median),
	],
	concurrency: ({rows}) => [
		atLeast('concurrency 8: speed of the fastest peer', 6.5, rowNamed(rows, 'concurrency-8').timesFastestPeer),
		atLeast('concurrency 16: speed of the fastest peer', 11, rowNamed(rows, 'concurrency-16').timesFastestPeer),
	],
	'slow-consumer': ({rows}) => [
		atMost('slow consumer, items: time of the slower of both', 1.1, rowNamed(rows, 'items').timesSlowerOfBoth, '×'),
		atMost('slow consumer, pages: time of the slower of both', 1.1, rowNamed(rows, 'pages').timesSlowerOfBoth, '×'),
	],
	memory: ({sizes}) =>
		['live', 'resident'].map(kind => {
			const [least, most] = [sizes[0], sizes.at(-1)].map(({rows}) => rowNamed(rows, 'items')[kind].median);
			const name = `memory (${kind}), ${sizes.at(-1).rooms} rooms: of that for ${sizes[0].rooms}`;
			return atMost(name, 1.1, most / least, '×');
		}),
	'start-up': ({above, unneeded}) => [
		atMost('import above bare Node', 60, above.median, ' ms'),
		atMost('files of exports, simulator and command that the import loads', 0, unneeded.length, ''),
	],
};

/** What was set out to be reached, and what was measured, reached or not. */
export const goalsOf = parts => Object.entries(parts).flatMap(([name, part]) => goalsOfParts[name]?.(part) ?? []);
