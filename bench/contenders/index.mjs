/**
 * Who is measured. `unit` is what a contender gives its consumer; `packages` are those whose versions are reported, and
 * without any it is Node's own.
 *
 * @typedef {{name: string, label: string, module: string, unit: 'items' | 'pages', packages?: readonly string[],
 *   validated?: boolean, ours?: boolean}} Contender
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
	{name: 'undici', label: 'loop over undici request', module: 'undici.mjs', unit: 'pages', packages: ['undici']},
	ours('pages', 'pages', true),
	ours('items', 'items', true),
	ours('pages-unchecked', 'pages', false),
	ours('items-unchecked', 'items', false),
	{name: 'sdk-generator', label: 'async generators as in SDKs', module: 'sdk-generator.mjs', unit: 'items'},
	{name: 'got', label: 'got.paginate', module: 'got.mjs', unit: 'items', packages: ['got']},
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
