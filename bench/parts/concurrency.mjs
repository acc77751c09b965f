import {contenderNamed, fastPeers} from '../contenders/index.mjs';
import {compare} from '../harness/compare.mjs';
import {withServer} from '../harness/processes.mjs';
import {targetOf} from '../harness/target.mjs';

/** SignalWire's default. */
const pageSize = 50;
const latency = 40;

/**
 * Many small pages from far away: the case for asking for several at once. The links carry one page token throughout, as
 * in SignalWire's published examples: without it, nothing is asked for early. The rooms are kept and compared whole, so
 * whoever was faster by giving other rooms fails.
 */
export const concurrency = ({packed, node, rounds, scale, log}) => {
	const pages = Math.max(4, Math.round(100 * scale));
	const simulated = {rooms: pages * pageSize, latency, linkStyle: 'anchor'};
	return withServer(packed.simulatorUrl, simulated, async server => {
		const job = {target: targetOf(server, {pageSize}), keep: true};
		const items = contenderNamed('items');
		const ofPeers = fastPeers.map(contender => ({...contender, contender, job}));
		const ours = [1, 4, 8, 16].map(concurrency => ({
			name: `concurrency-${concurrency}`,
			label: `this library, items, concurrency ${concurrency}`,
			contender: items,
			concurrency,
			job: {...job, target: targetOf(server, {pageSize, options: {concurrency}})},
		}));
		const progress = done => log(`concurrency: round ${done} of ${rounds}`);
		const how = {packed, node, rounds, warmUp: {most: 10 * pageSize}, progress};
		const {rooms, rows} = await compare([...ofPeers, ...ours], how);
		const fastestPeer = rows
			.filter(row => !row.ours)
			.reduce((best, row) => (row.milliseconds.median < best.milliseconds.median ? row : best));
		return {
			pages,
			pageSize,
			latency,
			rooms,
			identical: true,
			fastestPeer: fastestPeer.name,
			rows: rows.map(row => ({...row, timesFastestPeer: fastestPeer.milliseconds.median / row.milliseconds.median})),
		};
	});
};
