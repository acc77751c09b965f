// One walk in a fresh process, watched: what stays alive after a collection at each page, and the process as a whole.
import {createTally} from './consume.mjs';

const {contender, libraryUrl, ioTsUrl, target} = JSON.parse(process.argv[2]);
const {open} = await import(`../contenders/${contender.module}`);
const walk = await open({...contender, libraryUrl, ioTsUrl});
const tally = createTally();
let peakLive = 0;
let sinceLook = 0;

const look = () => {
	globalThis.gc?.();
	const {heapUsed, external} = process.memoryUsage();
	peakLive = Math.max(peakLive, heapUsed + external);
};
const take = room => {
	tally.take(room);
	if (globalThis.gc !== undefined && ++sinceLook === target.query.page_size) {
		sinceLook = 0;
		look();
	}
};

for await (const given of walk(target)) {
	if (contender.unit === 'pages') for (const room of given) take(room);
	else take(given);
}
process.send({...tally.result(), peakLive, peakResident: process.resourceUsage().maxRSS * 1024});
process.disconnect();
