// A contender in a process of its own, kept for all rounds: its heap and its compiled code are nobody else's.
import {createHash} from 'node:crypto';
import {consumeItems, consumePages, createTally} from './consume.mjs';
import {createPause} from './pause.mjs';

const {contender, libraryUrl, ioTsUrl} = JSON.parse(process.argv[2]);
const {open} = await import(`../contenders/${contender.module}`);
const walk = await open({...contender, libraryUrl, ioTsUrl});
const consume = contender.unit === 'pages' ? consumePages : consumeItems;

const measure = async ({target, pauseMilliseconds, keep}) => {
	const tally = createTally();
	const kept = [];
	const take = keep ? room => kept.push(room) && tally.take(room) : tally.take;
	const pause = pauseMilliseconds === undefined ? undefined : createPause(pauseMilliseconds);
	globalThis.gc();
	const processor = process.cpuUsage();
	const start = performance.now();
	await consume(walk(target), take, pause?.wait, target.query.page_size);
	const milliseconds = performance.now() - start;
	const {user, system} = process.cpuUsage(processor);
	const hash = createHash('sha256');
	for (const room of kept) hash.update(JSON.stringify(room));
	return {
		...tally.result(),
		milliseconds,
		processor: (user + system) / 1000,
		paused: pause?.total(),
		sha256: keep ? hash.digest('hex') : undefined,
	};
};

process.on('message', async job => {
	try {
		process.send({result: await measure(job)});
	} catch (error) {
		process.send({error: error instanceof Error ? (error.stack ?? error.message) : String(error)});
	}
});
process.send('ready');
