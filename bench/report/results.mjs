import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {isDeepStrictEqual} from 'node:util';
import {chartOf} from './chart.mjs';
import {goalsOf} from './goals.mjs';
import {markdownOf} from './markdown.mjs';
import {withMeasured} from './readme.mjs';

/** @param {string} folder */
export const readResults = folder => {
	try {
		return JSON.parse(readFileSync(join(folder, 'results.json'), 'utf8'));
	} catch (error) {
		if (error.code === 'ENOENT') return undefined;
		throw error;
	}
};

/** Parts that were measured on another machine or with other versions are dropped: they are not to be compared. */
export const addToResults = (earlier, {machine, versions}, parts) => {
	const isComparable =
		earlier !== undefined &&
		isDeepStrictEqual(earlier.machine, machine) &&
		isDeepStrictEqual(earlier.versions, versions);
	return {machine, versions, parts: {...(isComparable && earlier.parts), ...parts}};
};

/** @param {string} folder */
export const writeResults = (folder, results) => {
	const all = {...results, goals: goalsOf(results.parts)};
	writeFileSync(join(folder, 'results.json'), `${JSON.stringify(all, undefined, '\t')}\n`);
	writeFileSync(join(folder, 'results.md'), markdownOf(results));
	writeFileSync(join(folder, 'results.svg'), chartOf(results));
};

/** @param {string} readme its path */
export const writeReadme = (readme, results) =>
	writeFileSync(readme, withMeasured(readFileSync(readme, 'utf8'), results));
