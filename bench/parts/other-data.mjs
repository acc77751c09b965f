import {contenderNamed} from '../contenders/index.mjs';
import {compare} from '../harness/compare.mjs';
import {withServer} from '../harness/processes.mjs';
import {callsTargetOf, targetOf} from '../harness/target.mjs';

const pageSize = 1000;
const bare = contenderNamed('fetch');
const items = contenderNamed('items');

const roomsOf = query => ({
	serve: rooms => ({rooms}),
	targetOf: server => targetOf(server, {pageSize, query}),
	contender: () => items,
});

const kinds = [
	{name: 'rooms', label: 'rooms alone', alteration: 'none', ...roomsOf({})},
	{
		name: 'long-texts',
		label: 'rooms with descriptions of 2,500 characters, some not ASCII',
		alteration: 'long-texts',
		...roomsOf({}),
	},
	{
		name: 'many-nulls',
		label: 'rooms and sessions with null in all that may be null',
		alteration: 'many-nulls',
		...roomsOf({include_active_session: true}),
	},
	{
		name: 'sessions',
		label: 'rooms with their active sessions',
		alteration: 'none',
		...roomsOf({include_active_session: true}),
	},
	{
		name: 'calls',
		label: 'calls, as LaML lists them',
		alteration: 'none',
		serve: calls => ({lists: {calls}}),
		targetOf: server => callsTargetOf(server, {pageSize}),
		contender: ({lamlUrl}) => ({...items, list: 'calls', listUrl: lamlUrl}),
	},
];

const settings = [
	{latency: 0, pages: 20, roundsForOne: 2},
	{latency: 20, pages: 20, roundsForOne: 1},
];

const measure = async (kind, {latency, pages: fullPages, roundsForOne}, {packed, node, rounds, scale, log}) => {
	const pages = Math.max(2, Math.round(fullPages * scale));
	const {name, label, alteration} = kind;
	const served = {...kind.serve(pages * pageSize), alteration, latency};
	const {rows} = await withServer(packed.simulatorUrl, served, async server => {
		const job = {target: kind.targetOf(server)};
		const entries = [bare, kind.contender(packed)].map(contender => ({...contender, contender, job}));
		const most = rounds * roundsForOne;
		const progress = done => log(`${name} at ${latency} ms: round ${done} of ${most}`);
		return compare(entries, {packed, node, rounds: most, progress});
	});
	const [{milliseconds: ofBare}, {milliseconds, ratio}] = rows;
	return {name, label, latency, pages, bare: ofBare, milliseconds, ratio};
};

/** Checked items beside the bare loop, where a page holds something else: each kind of data costs in its own place. */
export const otherData = async context => {
	const rows = [];
	for (const kind of kinds) for (const setting of settings) rows.push(await measure(kind, setting, context));
	return {pageSize, rows};
};
