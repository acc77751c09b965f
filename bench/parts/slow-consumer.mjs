import {contenderNamed, fastPeers} from '../contenders/index.mjs';
import {compare} from '../harness/compare.mjs';
import {withServer} from '../harness/processes.mjs';
import {targetOf} from '../harness/target.mjs';

const pageSize = 1000;
const latency = 20;

/**
 * A consumer that needs as long for a page as the network: whoever fetches the next page meanwhile needs half the time
 * of whoever does one after the other. The ideal is the slower of the two, and 1.00.
 */
export const slowConsumer = ({packed, node, rounds, scale, log}) => {
	const pages = Math.max(4, Math.round(40 * scale));
	return withServer(packed.simulatorUrl, {rooms: pages * pageSize, latency}, async server => {
		const target = targetOf(server, {pageSize});
		const bare = contenderNamed('fetch');
		const networkOnly = {...bare, contender: bare, name: 'network', label: 'the network alone', job: {target}};
		const how = {packed, node, rounds, warmUp: {most: 4 * pageSize}};
		// First without a consumer, to learn how slow the network is.
		const alone = await compare([networkOnly], {...how, rounds: 3, progress: () => {}});
		const pauseMilliseconds = Math.round(alone.rows[0].milliseconds.median / pages);
		const slow = [...fastPeers, contenderNamed('pages'), contenderNamed('items')].map(contender => ({
			...contender,
			contender,
			job: {target, pauseMilliseconds},
		}));
		const progress = done => log(`slow consumer: round ${done} of ${rounds}`);
		const {rooms, rows} = await compare([networkOnly, ...slow], {...how, progress});
		const network = rows[0].milliseconds.median;
		return {
			pages,
			pageSize,
			latency,
			rooms,
			pauseMilliseconds,
			network,
			rows: rows.slice(1).map(row => ({
				...row,
				timesSlowerOfBoth: row.milliseconds.median / Math.max(network, row.paused.median),
			})),
		};
	});
};
