import {beforeAll, describe, expect, it} from '@jest/globals';
import {listsPage, readFamilies} from './support/list-documentation.ts';
import {isUpdating, readPage, writePage} from './support/pages.ts';

const page = 'docs/lists.md';

let families: Awaited<ReturnType<typeof readFamilies>>;

beforeAll(async () => {
	families = await readFamilies();
	if (isUpdating) writePage(page, listsPage(families));
});

describe('docs/lists.md', () => {
	it('tells of every list, as `npm run readme` writes it', () => {
		expect(readPage(page)).toBe(listsPage(families));
	});

	it('stays a page that can be shown', () => {
		expect(Buffer.byteLength(readPage(page))).toBeLessThan(400_000);
	});
});

describe('the README', () => {
	it('says how many lists there are beside that of rooms', () => {
		const lists = [...families.values()].flat();
		expect(readPage('README.md')).toContain(`[${lists.length - 1} other lists](${page})`);
	});
});
