import {count, duration, mebibytes, range, times} from './numbers.mjs';

const table = (head, rows) =>
	[head, head.map((_, column) => (column === 0 ? '---' : '---:')), ...rows]
		.map(row => `| ${row.join(' | ')} |`)
		.join('\n');

const label = row => (row.ours ? `**${row.label}**` : row.label);

const speed = ({pages, pageSize, rows}, title) => [
	`${title}: ${count(pages)} pages of ${count(pageSize)} rooms`,
	table(
		['', 'median (min–max)', 'speed, bare loop = 1'],
		rows.map(row => [label(row), range(row.milliseconds, duration), range(row.ratio, value => value.toFixed(2))]),
	),
];

const sections = {
	loopback: part => speed(part, 'On loopback'),
	latency: ({settings}) => settings.flatMap(part => speed(part, `At ${part.latency} ms a request`)),
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
			sizes[0].rows.map(({name, label: text}) => {
				const cells = sizes.map(({rows}) => {
					const {live, resident} = rows.find(row => row.name === name);
					return `${mebibytes(live.median)} / ${mebibytes(resident.median)}`;
				});
				return [text, ...cells];
			}),
		),
	],
	'start-up': ({bare, above, modules, packages, unneeded}) => [
		`Start-up: \`import 'signalwire-paginate'\` takes ${range(above, duration)} above the ${duration(bare.median)} of Node ` +
			`alone; it loads ${modules} modules of ${packages.length} packages, ` +
			`${unneeded.length === 0 ? 'none' : unneeded.length} of them of exports, simulator or command.`,
	],
	install: ({tarballBytes, whole, required}) => [
		`Installed: ${mebibytes(required.bytes)} in ${required.packages} packages, ${mebibytes(whole.bytes)} in ` +
			`${whole.packages} with the optional ones; the tarball has ${mebibytes(tarballBytes)}.`,
	],
};

const setting = ({machine, versions, parts}) => {
	const dates = Object.values(parts).map(({date}) => date.slice(0, 10));
	const day = [...new Set(dates)].sort().join(', ');
	const {processor, cores, memoryGiB, system} = machine;
	const software = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
	return `${day}; ${processor}, ${cores} cores, ${memoryGiB} GiB, ${system}; ${software.join(', ')}.`;
};

/** @param {readonly string[]} names the parts to tell of, in this order */
export const markdownOf = (results, names = Object.keys(sections)) => {
	const parts = names.flatMap(name => (results.parts[name] === undefined ? [] : sections[name](results.parts[name])));
	return `${[...parts, setting(results)].join('\n\n')}\n`;
};
