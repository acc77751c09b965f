import {fork} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {contenderNamed} from '../contenders/index.mjs';
import {nextMessage, withServer} from '../harness/processes.mjs';
import {summarize} from '../harness/statistics.mjs';
import {takeTurns} from '../harness/take-turns.mjs';
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

const run = async (library, {contender, target}, collect) => {
	const job = JSON.stringify({contender, ...library, target});
	return nextMessage(fork(probe, [job], {execArgv: collect ? ['--expose-gc'] : []}));
};

/**
 * Two figures, each from its own process: what is alive when the garbage is collected at every page (the library's
 * own), and the most that the process ever took from the machine (V8 decides when to collect).
 */
const measureSize = async (server, rooms, {library, rounds, log}) => {
	const entries = walkers.map(walker => ({...walker, target: targetOf(server, {pageSize, options: walker.options})}));
	const once = async entry => {
		const collected = await run(library, entry, true);
		const {rooms: read, peakResident} = await run(library, entry, false);
		if (read !== rooms || collected.rooms !== rooms) throw new Error(`${entry.name} read ${read} rooms of ${rooms}.`);
		return {live: collected.peakLive, resident: peakResident};
	};
	const progress = done => log(`memory, ${rooms} rooms: round ${done} of ${rounds}`);
	const series = await takeTurns(entries, rounds, once, progress);
	return series.map(({entry: {name, label}, results}) => ({
		name,
		label,
		live: summarize(results.map(({live}) => live)),
		resident: summarize(results.map(({resident}) => resident)),
	}));
};

export const memory = async context => {
	const sizes = [];
	for (const full of [10_000, 100_000, 1_000_000]) {
		const rooms = Math.max(pageSize, Math.round((full * context.scale) / pageSize) * pageSize);
		const server = {rooms, cacheBytes: 2 ** 30};
		const rows = await withServer(context.library.simulatorUrl, server, started =>
			measureSize(started, rooms, context),
		);
		sizes.push({rooms, rows});
	}
	return {pageSize, sizes};
};
