import {contenders} from '../contenders/index.mjs';
import {compare} from '../harness/compare.mjs';
import {withServer} from '../harness/processes.mjs';
import {targetOf} from '../harness/target.mjs';

/** How many rounds count for one: here the differences are a few hundredths, and a round takes seconds only. */
const roundsForOne = 2;

/** Big pages from a server on the same machine: the network takes no time, so all that is left is each one's own. */
export const loopback = ({packed, node, rounds, scale, log}) => {
	const pageSize = 1000;
	const pages = Math.max(2, Math.round(30 * scale));
	return withServer(packed.simulatorUrl, {rooms: pages * pageSize}, async server => {
		const target = targetOf(server, {pageSize});
		const response = await fetch(target.firstUrl, {headers: target.headers});
		const bytes = (await response.arrayBuffer()).byteLength;
		const entries = contenders.map(contender => ({...contender, contender, job: {target}}));
		const most = rounds * roundsForOne;
		const progress = done => log(`loopback on Node ${node.version}: round ${done} of ${most}`);
		const {rooms, rows} = await compare(entries, {packed, node, rounds: most, progress});
		return {node: node.version, pages, pageSize, bytesPerPage: bytes, rooms, rows};
	});
};
