import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {isDeepStrictEqual} from 'node:util';
import {chartOf} from './chart.mjs';
import {goalsOf} from './goals.mjs';
import {markdownOf} from './markdown.mjs';
import {withMeasured} from './speed-page.mjs';

/** What was measured until now, whole or not. It stays out of the repository. */
const measured = 'measured.json';

/** @param {string} folder */
export const readMeasured = folder => {
	for (const name of [measured, 'results.json']) {
		try {
			return JSON.parse(readFileSync(join(folder, name), 'utf8'));
		} catch (error) {
			if (error.code !== 'ENOENT') throw error;
		}
	}
	return undefined;
};

/** @param {string} folder */
export const keepMeasured = (folder, results) =>
	writeFileSync(join(folder, measured), `${JSON.stringify(results, undefined, '\t')}\n`);

const dayInMilliseconds = 86_400_000;

/**
 * Parts that were measured on another machine, with other versions or more than a day earlier are dropped: they are not to
 * be compared.
 */
export const addToResults = (earlier, {machine, versions}, parts, now = Date.now()) => {
	const isComparable =
		earlier !== undefined &&
		isDeepStrictEqual(earlier.machine, machine) &&
		isDeepStrictEqual(earlier.versions, versions);
	const recent = Object.entries(isComparable ? earlier.parts : {}).filter(
		([, {date}]) => now - Date.parse(date) < dayInMilliseconds,
	);
	return {machine, versions, parts: {...Object.fromEntries(recent), ...parts}};
};

/** @param {string} folder */
export const writeResults = (folder, results) => {
	const all = {...results, goals: goalsOf(results.parts)};
	writeFileSync(join(folder, 'results.json'), `${JSON.stringify(all, undefined, '\t')}\n`);
	writeFileSync(join(folder, 'results.md'), markdownOf(results));
	writeFileSync(join(folder, 'results.svg'), chartOf(results));
};

/** @param {string} page its path */
export const writeSpeedPage = (page, results) => writeFileSync(page, withMeasured(readFileSync(page, 'utf8'), results));
