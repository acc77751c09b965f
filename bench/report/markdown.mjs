import {count, duration, mebibytes, range, times} from './numbers.mjs';

const table = (head, rows) =>
	[head, head.map((_, column) => (column === 0 ? '---' : '---:')), ...rows]
		.map(row => `| ${row.join(' | ')} |`)
		.join('\n');

const label = row => (row.ours ? `**${row.label}**` : row.label);
const ratio = value => value.toFixed(2);

/** Said outright: what a peer does faster is not to be looked for in the table. */
const faster = rows => {
	const items = rows.find(({name}) => name === 'items');
	const peers = rows.filter(row => !row.ours && row.ratio.median > items.ratio.median);
	if (peers.length === 0) return 'No peer is faster than this library’s checked items.';
	return `Faster than this library’s checked items: ${peers.map(row => `${row.label} (${ratio(row.ratio.median)})`).join(', ')}.`;
};

const speed = ({pages, pageSize, rows}, title) => [
	`${title}: ${count(pages)} pages of ${count(pageSize)} rooms`,
	table(
		['', 'median (min–max)', 'speed, bare loop = 1'],
		rows.map(row => [label(row), range(row.milliseconds, duration), range(row.ratio, ratio)]),
	),
	faster(rows),
];

const onNode = ({node}) => (node === undefined ? '' : `, Node ${node}`);

const loopback = part => speed(part, `On loopback${onNode(part)}`);

const exports = part => {
	const {pages, pageSize, rows, small} = part;
	const [walk, ...written] = small.rows;
	return [
		`Exports${onNode(part)}: ${count(pages)} pages of ${count(pageSize)} rooms on loopback`,
		table(
			['', 'median (min–max)', 'speed, walk = 1'],
			rows.map(row => [
				row.name === 'items' ? 'the walk alone' : label(row),
				range(row.milliseconds, duration),
				range(row.ratio, ratio),
			]),
		),
		...written.map(
			({label: text, milliseconds}) =>
				`With ${count(small.pages)} pages of ${count(small.pageSize)}, the ${text} takes ` +
				`${times(milliseconds.median / walk.milliseconds.median)} the ${duration(walk.milliseconds.median)} of the walk.`,
		),
	];
};

const memoryOf = row => {
	if (row === undefined) return '';
	return [row.live, row.resident].map(summary => (summary === undefined ? '–' : mebibytes(summary.median))).join(' / ');
};

const sections = {
	loopback,
	'loopback-newer': loopback,
	latency: ({settings}) => settings.flatMap(part => speed(part, `At ${part.latency} ms a request`)),
	'other-data': ({pageSize, rows}) => {
		const latencies = [...new Set(rows.map(({latency}) => latency))];
		const kinds = [...new Set(rows.map(({name}) => name))].map(name => rows.filter(row => row.name === name));
		return [
			`Other data: speed of checked items, with pages of ${count(pageSize)}, bare loop = 1`,
			table(
				['', ...latencies.map(latency => (latency === 0 ? 'loopback' : `${latency} ms a request`))],
				kinds.map(ofKind => [ofKind[0].label, ...ofKind.map(row => range(row.ratio, ratio))]),
			),
		];
	},
	exports,
	'exports-newer': exports,
	concurrency: part => [
		`Several pages at once: ${part.pages} pages of ${part.pageSize} rooms at ${part.latency} ms, the same rooms each time`,
		table(
			['', 'median (min–max)', 'speed, fastest peer = 1'],
			part.rows.map(row => [label(row), range(row.milliseconds, duration), times(row.timesFastestPeer)]),
		),
	],
	'slow-consumer': part => [
		`A consumer as slow as the network: ${part.pages} pages, ${part.latency} ms a request, ${part.pauseMilliseconds} ms of work a page`,
		table(
			['', 'median (min–max)', 'time, slower of both = 1'],
			part.rows.map(row => [label(row), range(row.milliseconds, duration), times(row.timesSlowerOfBoth)]),
		),
	],
	memory: ({pageSize, sizes}) => [
		`Peak memory with pages of ${count(pageSize)} rooms: alive after garbage collection / taken by the process`,
		table(
			['', ...sizes.map(({rooms}) => `${count(rooms)} rooms`)],
			sizes[0].rows.map(({name, label: text}) => [
				text,
				...sizes.map(({rows}) => memoryOf(rows.find(row => row.name === name))),
			]),
		),
	],
	'start-up': ({bare, above, help, modules, packages, unneeded}) => [
		`Start-up: \`import 'signalwire-paginate'\` takes ${range(above, duration)} above the ${duration(bare.median)} of Node ` +
			`alone; it loads ${modules} modules of ${packages.length} packages, ` +
			`${unneeded.length === 0 ? 'none' : unneeded.length} of them for running exports, the simulator or the command.` +
			`${help === undefined ? '' : ` \`signalwire-paginate --help\` takes ${range(help, duration)} above it.`}`,
	],
	install: ({tarballBytes, whole, required}) => [
		`Installed: ${mebibytes(required.bytes)} in ${required.packages} packages, ${mebibytes(whole.bytes)} in ` +
			`${whole.packages} with the optional ones; the tarball has ${mebibytes(tarballBytes)}.`,
	],
};

const listed = software =>
	Object.entries(software)
		.map(([name, version]) => `${name} ${version}`)
		.join(', ');

const setting = ({machine, versions, parts}) => {
	const dates = Object.values(parts).map(({date}) => date.slice(0, 10));
	const day = [...new Set(dates)].sort().join(', ');
	const {processor, cores, memoryGiB, system} = machine;
	const newer = Object.values(parts).find(part => part.newer !== undefined)?.newer;
	const also = newer === undefined ? '' : ` The other Node: ${listed(newer)}.`;
	return `${day}; ${processor}, ${cores} cores, ${memoryGiB} GiB, ${system}; ${listed(versions)}.${also}`;
};

/** @param {readonly string[]} names the parts to tell of, in this order */
export const markdownOf = (results, names = Object.keys(sections)) => {
	const parts = names.flatMap(name => (results.parts[name] === undefined ? [] : sections[name](results.parts[name])));
	return `${[...parts, setting(results)].join('\n\n')}\n`;
};
