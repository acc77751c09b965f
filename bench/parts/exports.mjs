import {mkdirSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {byHand, contenderNamed, exporterOf, exporters} from '../contenders/index.mjs';
import {compare} from '../harness/compare.mjs';
import {withServer} from '../harness/processes.mjs';
import {targetOf} from '../harness/target.mjs';

const roomsAlone = {};
const settings = {
	large: {pages: 100, pageSize: 1000, exporters: [...exporters, ...byHand]},
	/** SignalWire's default, where an export has the most to do for each row. */
	small: {pages: 400, pageSize: 50, exporters: [exporterOf('ndjson')]},
};

/** The walk, whose items are thrown away, and the same walk written to files, by turns. */
const measure = async (server, {pages: fullPages, pageSize, exporters}, {packed, node, rounds, scale, log}) => {
	const pages = Math.max(2, Math.round(fullPages * scale));
	const target = targetOf(server, {pageSize, query: roomsAlone, options: {maxItems: pages * pageSize}});
	const entries = [contenderNamed('items'), ...exporters].map(contender => ({...contender, contender, job: {target}}));
	const progress = done => log(`exports, pages of ${pageSize}, on Node ${node.version}: round ${done} of ${rounds}`);
	// A tenth has each do all that it will do.
	const warmUp = {most: Math.ceil(pages / 10) * pageSize};
	return {pages, pageSize, ...(await compare(entries, {packed, node, rounds, warmUp, progress}))};
};

/**
 * Every format beside the walk: what writing costs. Files of the same folder as everything else of the benchmark, on
 * whatever disk that is; an export waits for it.
 */
export const exports = context => {
	const {packed, node, scale} = context;
	const folder = join(packed.folder, `exports-${node.version}`);
	mkdirSync(folder);
	const {pages, pageSize} = settings.large;
	const rooms = Math.max(2 * pageSize, Math.round(pages * scale) * pageSize);
	return withServer(packed.simulatorUrl, {rooms}, async server => {
		try {
			const within = {...context, packed: {...packed, folder}};
			const large = await measure(server, settings.large, within);
			const small = await measure(server, settings.small, within);
			return {node: node.version, hasSqlite: node.hasSqlite, ...large, small};
		} finally {
			rmSync(folder, {recursive: true, force: true});
		}
	});
};
