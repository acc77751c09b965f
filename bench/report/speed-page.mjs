import {markdownOf} from './markdown.mjs';

const [begin, end] = ['<!-- measured by npm run bench -->\n', '<!-- end -->\n'];

/** What docs/speed.md shows of the results: nothing of it is typed in by hand. */
export const measuredOf = results =>
	markdownOf(results, ['loopback', 'loopback-newer', 'exports', 'exports-newer', 'concurrency', 'start-up']);

/** @param {string} page */
export const withMeasured = (page, results) => {
	const [before, rest] = page.split(begin);
	const [, after] = (rest ?? '').split(end);
	if (after === undefined) throw new Error('docs/speed.md has no place for what was measured.');
	return `${before}${begin}\n${measuredOf(results)}\n${end}${after}`;
};
