// A contender in a process of its own, kept for all rounds: its heap and its compiled code are nobody else's.
import {createHash} from 'node:crypto';
import {consumeItems, consumePages, createTally} from './consume.mjs';
import {createPause} from './pause.mjs';

const settings = JSON.parse(process.argv[2]);
const {contender} = settings;
const {open} = await import(`../contenders/${contender.module}`);
const walk = await open({...settings, ...contender});
const consume = contender.unit === 'pages' ? consumePages : consumeItems;

/** What a measurement is made of, without the time that it takes. */
const prepare = ({target, pauseMilliseconds, keep, most}) => {
	const tally = createTally();
	const kept = [];
	const take = keep ? room => kept.push(room) && tally.take(room) : tally.take;
	const pause = pauseMilliseconds === undefined ? undefined : createPause(pauseMilliseconds);
	const pageSize = target.pageSize;
	return {
		walk: () => consume(walk(target), {take, afterPage: pause?.wait, pageSize, most}),
		result: () => {
			const hash = createHash('sha256');
			for (const room of kept) hash.update(JSON.stringify(room));
			return {...tally.result(), paused: pause?.total(), sha256: keep ? hash.digest('hex') : undefined};
		},
	};
};

const prepareExport = ({target, most}) => {
	let rooms;
	walk.prepare();
	const options = {...target.options, ...(most !== undefined && {maxItems: most})};
	return {
		walk: async () => {
			rooms = await walk({...target, options});
		},
		result: () => ({rooms}),
	};
};

const measure = async job => {
	const prepared = contender.unit === 'export' ? prepareExport(job) : prepare(job);
	globalThis.gc();
	const processor = process.cpuUsage();
	const start = performance.now();
	await prepared.walk();
	const milliseconds = performance.now() - start;
	const {user, system} = process.cpuUsage(processor);
	return {...prepared.result(), milliseconds, processor: (user + system) / 1000};
};

process.on('message', async job => {
	try {
		process.send({result: await measure(job)});
	} catch (error) {
		process.send({error: error instanceof Error ? (error.stack ?? error.message) : String(error)});
	}
});
process.send('ready');
