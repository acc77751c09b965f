// One walk or export in a fresh process, watched: what it keeps alive, and the process as a whole.
import {createTally} from './consume.mjs';

const settings = JSON.parse(process.argv[2]);
const {contender, target} = settings;
const {open} = await import(`../contenders/${contender.module}`);
const run = await open({...settings, ...contender});

/** How often is looked, at most: a collection takes as long as a page. */
const looks = 100;

const aliveNow = () => {
	// Twice: buffers that the first finds to be nobody's still count until the next, several pages of them.
	globalThis.gc();
	globalThis.gc();
	const {heapUsed, external} = process.memoryUsage();
	return heapUsed + external;
};

/** @param {undefined | (() => void)} look called between pages */
const walk = async look => {
	const tally = createTally();
	const pagesBetween = Math.ceil(settings.rooms / target.pageSize / looks);
	let seen = 0;
	const take = room => {
		tally.take(room);
		if (++seen % (pagesBetween * target.pageSize) === 0) look?.();
	};
	for await (const given of run(target)) {
		if (contender.unit === 'pages') for (const room of given) take(room);
		else take(given);
	}
	return tally.result();
};

/** Loads what the first request of all loads. */
const begin = async () => {
	for await (const _ of run(target)) break;
};

const walkLookedAt = async () => {
	await begin();
	const before = aliveNow();
	let most = before;
	const result = await walk(() => {
		most = Math.max(most, aliveNow());
	});
	return {...result, live: most - before};
};

const watched = {
	live: walkLookedAt,
	resident: async () => (contender.unit === 'export' ? {rooms: await run(target)} : walk()),
};

const result = await watched[settings.what]();
process.send({...result, resident: process.resourceUsage().maxRSS * 1024});
process.disconnect();
