import {readFileSync} from 'node:fs';

const numbersOf = version => version.match(/\d+/g).map(Number);

/** Whether this Node is at least the one that a package asks for, as in `>=22.19.0`. */
const runsOn = (engine, node) => {
	const [asked, has] = [numbersOf(engine), numbersOf(node)];
	const at = asked.findIndex((number, index) => number !== has[index]);
	return at === -1 || has[at] > asked[at];
};

/** @param {string} folder as it is called in `node_modules` */
export const packageIn = folder =>
	JSON.parse(readFileSync(new URL(`../node_modules/${folder}/package.json`, import.meta.url), 'utf8'));

/**
 * The folder of a package's newest version where this Node bears it, otherwise of the newest for all.
 *
 * @param {string} name
 * @param {string} node the version of Node
 */
export const newest = (name, node = process.versions.node) =>
	runsOn(packageIn(`${name}-newest`).engines.node, node) ? `${name}-newest` : name;
