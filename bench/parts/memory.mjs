import {fork} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {contenderNamed, exporters} from '../contenders/index.mjs';
import {nextMessage, withServer} from '../harness/processes.mjs';
import {summarize} from '../harness/statistics.mjs';
import {targetOf} from '../harness/target.mjs';

const pageSize = 1000;
const probe = fileURLToPath(new URL('../harness/memory-probe.mjs', import.meta.url));

const walkers = [
	{name: 'fetch', label: 'bare loop: fetch, JSON.parse', contender: contenderNamed('fetch'), options: {}},
	{name: 'items', label: 'this library, items', contender: contenderNamed('items'), options: {}},
	{
		name: 'concurrency-8',
		label: 'this library, items, concurrency 8',
		contender: contenderNamed('items'),
		options: {concurrency: 8},
	},
];
const exporting = exporters.map(contender => ({
	name: `export-${contender.name}`,
	label: contender.label,
	contender,
	options: {},
}));

/**
 * What is alive when the garbage is collected between pages, above what was before (the walk's own), and the most that a
 * process ever took from the machine (V8 decides when to collect): each from a process of its own.
 */
const watchesOf = entry => (entry.contender.unit === 'export' ? ['resident'] : ['live', 'resident']);

const watch = async (entry, what, server, {packed, node, rooms}) => {
	const folder = mkdtempSync(join(packed.folder, 'memory-'));
	const target = targetOf(server, {pageSize, query: {}, options: entry.options});
	const job = JSON.stringify({...packed, folder, contender: entry.contender, target, rooms, what});
	try {
		const execArgv = what === 'live' ? ['--expose-gc'] : [];
		const seen = await nextMessage(fork(probe, [job], {execPath: node.path, execArgv}));
		if (seen.rooms !== rooms) throw new Error(`${entry.name} read ${seen.rooms} rooms of ${rooms}.`);
		return seen[what];
	} finally {
		rmSync(folder, {recursive: true, force: true});
	}
};

/** Two at a time: memory is not measured by the clock, and what is waited for most is exports of a million rooms. */
const inPairs = async (jobs, run) => {
	const queue = [...jobs];
	const work = async () => {
		for (let job = queue.shift(); job !== undefined; job = queue.shift()) await run(job);
	};
	await Promise.all([work(), work()]);
};

const measureSize = async (server, rounds, context) => {
	const rows = [...walkers, ...exporting].map(entry => ({
		entry,
		results: Object.fromEntries(watchesOf(entry).map(what => [what, []])),
	}));
	for (let round = 0; round < rounds; round++) {
		const jobs = rows.flatMap(row => Object.keys(row.results).map(what => ({row, what})));
		await inPairs(jobs, async ({row, what}) => row.results[what].push(await watch(row.entry, what, server, context)));
		context.log(`memory, ${context.rooms} rooms: round ${round + 1} of ${rounds}`);
	}
	return rows.map(({entry: {name, label}, results}) => ({
		name,
		label,
		...Object.fromEntries(Object.entries(results).map(([what, values]) => [what, summarize(values)])),
	}));
};

/** A million rooms take minutes, and what a process takes at most varies little: one round of them for seven. */
const sizesOf = rounds => [
	{full: 10_000, rounds},
	{full: 1_000_000, rounds: Math.ceil(rounds / 7)},
];

export const memory = async context => {
	const sizes = [];
	for (const {full, rounds} of sizesOf(context.rounds)) {
		const rooms = Math.max(pageSize, Math.round((full * context.scale) / pageSize) * pageSize);
		const server = {rooms, cacheBytes: 2 ** 30};
		const rows = await withServer(context.packed.simulatorUrl, server, started =>
			measureSize(started, rounds, {...context, rooms}),
		);
		sizes.push({rooms, rows});
	}
	return {pageSize, sizes};
};
