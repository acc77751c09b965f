import {count, duration, mebibytes, times} from './numbers.mjs';
import {panelHeight, panelOf} from './panel.mjs';

const width = 760;
const margin = 20;

/** Own colours and an own background: an image cannot know which theme the page around it has. */
const style = `
	text {font: 13px system-ui, -apple-system, 'Segoe UI', sans-serif; fill: #1f2328}
	.title {font-weight: 600; font-size: 15px}
	.note {fill: #59636e; font-size: 12px}
	.ground {fill: #ffffff; stroke: #d1d9e0}
	.peer {fill: #afb8c1}
	.ours {fill: #1a7f64}
	.spread, .reference {stroke: #59636e; stroke-width: 1}
	.reference {stroke-dasharray: 3 3}
	@media (prefers-color-scheme: dark) {
		text {fill: #e6edf3}
		.note {fill: #9198a1}
		.ground {fill: #0d1117; stroke: #3d444d}
		.peer {fill: #59636e}
		.ours {fill: #2ea583}
		.spread, .reference {stroke: #9198a1}
	}
`;

const panels = {
	loopback: ({pages, pageSize, rows}) => ({
		title: 'Speed on loopback, the bare fetch loop = 1',
		note: `${pages} pages of ${count(pageSize)} rooms; longer is better`,
		reference: 1,
		bars: rows.map(({label, ours, ratio}) => ({label, ours, ...ratio, text: ratio.median.toFixed(2)})),
	}),
	exports: ({pages, pageSize, rows}) => ({
		title: 'Speed of exports, the walk alone = 1',
		note: `${pages} pages of ${count(pageSize)} rooms on loopback; longer is better`,
		reference: 1,
		bars: rows.slice(1).map(({label, ours, ratio}) => ({label, ours, ...ratio, text: ratio.median.toFixed(2)})),
	}),
	concurrency: ({pages, pageSize, latency, rows}) => ({
		title: `Time for ${pages} pages at ${latency} ms a request`,
		note: `${pageSize} rooms a page, the same rooms each time; shorter is better`,
		bars: rows.map(({label, ours, milliseconds, timesFastestPeer}) => ({
			label,
			ours,
			...milliseconds,
			text: `${duration(milliseconds.median)}${ours ? `, ${times(timesFastestPeer)} the fastest peer` : ''}`,
		})),
	}),
	'slow-consumer': ({pages, latency, network, rows}) => ({
		title: 'Time with a consumer as slow as the network',
		note: `${pages} pages, ${latency} ms a request; dashed: the network alone; shorter is better`,
		reference: network,
		bars: rows.map(({label, ours, milliseconds}) => ({
			label,
			ours,
			...milliseconds,
			text: duration(milliseconds.median),
		})),
	}),
	memory: ({sizes}) => ({
		title: 'Peak memory of the process',
		note: 'this library, items, its simulator in another process; shorter is better',
		bars: sizes.map(({rooms, rows}) => {
			const {resident} = rows.find(({name}) => name === 'items');
			return {label: `${count(rooms)} rooms`, ours: true, ...resident, text: mebibytes(resident.median)};
		}),
	}),
};

const footOf = ({machine, versions, parts}) => {
	const latest = Object.values(parts).reduce((date, part) => (part.date > date ? part.date : date), '');
	return (
		`Medians, with the least and the most. ${latest.slice(0, 10)}, ${machine.processor}, ${machine.cores} cores, ` +
		`${machine.memoryGiB} GiB, Node ${versions.node}`
	);
};

export const chartOf = results => {
	let top = margin;
	const drawn = Object.entries(panels).flatMap(([name, panel]) => {
		if (results.parts[name] === undefined) return [];
		const content = panel(results.parts[name]);
		const picture = panelOf(content, {left: margin, top, width: width - 2 * margin});
		top += panelHeight(content) + margin;
		return [picture];
	});
	const height = top + margin;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
		'<title>signalwire-paginate beside its peers: speed and memory</title>',
		`<style>${style}</style>`,
		`<rect class="ground" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="6"/>`,
		...drawn,
		`<text class="note" x="${margin}" y="${height - margin}">${footOf(results)}</text>`,
		'</svg>',
		'',
	].join('\n');
};
