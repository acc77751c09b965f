/**
 * Who is measured. `unit` is what a contender gives its consumer; `packages` are those whose versions are reported, and
 * without any it is Node's own or a pattern. Of those in `newest` there is an older one for a Node that bears no newer.
 *
 * @typedef {{name: string, label: string, module: string, unit: 'items' | 'pages' | 'export', packages?: readonly string[],
 *   newest?: string, validated?: boolean, ours?: boolean}} Contender
 */

/** @type {(name: string, unit: 'items' | 'pages', validated: boolean) => Contender} */
const ours = (name, unit, validated) => ({
	name,
	label: `this library, ${unit}, ${validated ? 'validated' : 'not validated'}`,
	module: 'library.mjs',
	unit,
	validated,
	ours: true,
});

/** The first is the baseline. @type {readonly Contender[]} */
export const contenders = [
	{name: 'fetch', label: 'bare loop: fetch, JSON.parse', module: 'fetch.mjs', unit: 'pages'},
	{name: 'undici', label: 'loop over undici request', module: 'undici.mjs', unit: 'pages', newest: 'undici'},
	ours('pages', 'pages', true),
	ours('items', 'items', true),
	ours('pages-unchecked', 'pages', false),
	ours('items-unchecked', 'items', false),
	{name: 'sdk-generator', label: 'async generators as in SDKs', module: 'sdk-generator.mjs', unit: 'items'},
	{name: 'shared-next', label: 'iterator as in Stripe’s SDK', module: 'shared-next.mjs', unit: 'items'},
	{
		name: 'smithy',
		label: 'createPaginator of AWS’s SDKs',
		module: 'smithy.mjs',
		unit: 'pages',
		packages: ['@smithy/core'],
	},
	{name: 'got', label: 'got.paginate', module: 'got.mjs', unit: 'items', newest: 'got'},
	{
		name: 'octokit',
		label: 'Octokit paginate.iterator',
		module: 'octokit.mjs',
		unit: 'pages',
		packages: ['@octokit/core', '@octokit/request', '@octokit/plugin-paginate-rest'],
	},
];

/** @param {string} name */
export const contenderNamed = name => {
	const found = contenders.find(contender => contender.name === name);
	if (found === undefined) throw new Error(`No contender is called ${name}.`);
	return found;
};

export const peers = contenders.filter(contender => !contender.ours);

/** Those that are fastest where all wait for the network; that the others wait as long is seen in the part `latency`. */
export const fastPeers = ['fetch', 'undici'].map(contenderNamed);

/** What an export can write. @type {readonly Contender[]} */
export const exporters = ['ndjson', 'json', 'csv', 'parquet', 'sqlite', 'ndjson.gz', 'csv.gz'].map(extension => ({
	name: extension,
	label: `export to ${extension}`,
	module: 'export.mjs',
	unit: 'export',
	extension,
	ours: true,
}));

/** What is written without this library, where a few lines do. @type {readonly Contender[]} */
export const byHand = ['ndjson', 'csv'].map(extension => ({
	name: `by-hand-${extension}`,
	label: `a bare loop that writes ${extension}`,
	module: 'by-hand.mjs',
	unit: 'export',
	extension,
}));

/** @param {string} extension */
export const exporterOf = extension => exporters.find(({name}) => name === extension);
