import {existsSync, readdirSync} from 'node:fs';
import {join, posix} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import {anchorsIn, headingsIn, relativeLinks} from './support/markdown-links.ts';
import {readPage, userPages} from './support/pages.ts';

const root = join(import.meta.dirname, '..');
const pages = [
	...userPages,
	...['ARCHITECTURE.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md', 'bench/results.md'],
	...readdirSync(join(root, 'docs/decisions')).map(name => `docs/decisions/${name}`),
];

/** Where a link of a page leads: a file, and a heading in it. */
const resolved = (page: string, link: string) => {
	const [path = '', anchor] = link.split('#');
	return {file: path === '' ? page : posix.join(posix.dirname(page), path), anchor};
};

const leadsSomewhere = (page: string, link: string): boolean => {
	const {file, anchor} = resolved(page, link);
	if (file.startsWith('..') || !existsSync(join(root, file))) return false;
	return anchor === undefined || anchorsIn(readPage(file)).has(anchor);
};

describe('the links of', () => {
	it.each(pages)('%s lead to files and headings that are there', page => {
		expect(relativeLinks(readPage(page)).filter(link => !leadsSomewhere(page, link))).toEqual([]);
	});
});

describe('the documentation', () => {
	it('is all found from its index', () => {
		const found = new Set(relativeLinks(readPage('docs/README.md')).map(link => resolved('docs/README.md', link).file));
		const sought = userPages.filter(page => page.startsWith('docs/') && page !== 'docs/README.md');
		expect(sought.filter(page => !found.has(page))).toEqual([]);
	});

	it.each(userPages)('has one title a page, and skips no level: %s', page => {
		const depths = headingsIn(readPage(page)).map(({depth}) => depth);
		expect(depths.filter(depth => depth === 1)).toHaveLength(1);
		expect(depths[0]).toBe(1);
		expect(depths.slice(1).filter((depth, index) => depth > (depths[index] ?? 0) + 1)).toEqual([]);
	});
});

describe('the README', () => {
	it('is one page', () => {
		expect(readPage('README.md').split('\n').length).toBeLessThanOrEqual(180);
	});
});
