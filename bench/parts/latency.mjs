import {contenders} from '../contenders/index.mjs';
import {compare} from '../harness/compare.mjs';
import {withServer} from '../harness/processes.mjs';
import {targetOf} from '../harness/target.mjs';

const pageSize = 1000;

const settings = [{latency: 20, pages: 20}];

/** The same pages from farther away, one after the other: everybody waits, and nobody should add to it. */
export const latency = async ({packed, node, rounds, scale, log}) => {
	const measured = [];
	for (const {latency, pages: fullPages} of settings) {
		const pages = Math.max(2, Math.round(fullPages * scale));
		const result = await withServer(packed.simulatorUrl, {rooms: pages * pageSize, latency}, async server => {
			const target = targetOf(server, {pageSize});
			const entries = contenders.map(contender => ({...contender, contender, job: {target}}));
			const progress = done => log(`latency ${latency} ms: round ${done} of ${rounds}`);
			return compare(entries, {packed, node, rounds, progress});
		});
		measured.push({latency, pages, pageSize, ...result});
	}
	return {settings: measured};
};
