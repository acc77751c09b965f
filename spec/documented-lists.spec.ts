import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {beforeAll, describe, expect, it} from '@jest/globals';
import {bundleCommand} from './support/bundle.ts';
import {runChild} from './support/child.ts';
import {familyTable, listsPage, readFamilies} from './support/list-documentation.ts';

const root = join(import.meta.dirname, '..');
const [readme, page] = [join(root, 'README.md'), join(root, 'docs/lists.md')];

const table = /(?<=<!-- lists -->\n\n).*?(?=\n<!-- end of lists -->)/s;
/** That it is what the command says is tested with all that the README shows. */
const help = /(?<=^signalwire-paginate rooms --help\n```\n\n```text\n).*?(?=^```)/ms;

let families: Awaited<ReturnType<typeof readFamilies>>;

const update = async () => {
	const {stdout} = await runChild(process.execPath, [await bundleCommand(), 'rooms', '--help']);
	const text = readFileSync(readme, 'utf8');
	writeFileSync(
		readme,
		text.replace(table, () => familyTable(families)).replace(help, () => stdout),
	);
	writeFileSync(page, listsPage(families));
};

beforeAll(async () => {
	families = await readFamilies();
	if (process.env.UPDATE_README) await update();
});

describe('the README', () => {
	it('names every list, as `npm run readme` writes them', () => {
		expect(readFileSync(readme, 'utf8').match(table)?.[0]).toBe(familyTable(families));
	});
});

describe('docs/lists.md', () => {
	it('tells of every list, as `npm run readme` writes it', () => {
		expect(readFileSync(page, 'utf8')).toBe(listsPage(families));
	});

	it('stays a page that can be shown', () => {
		expect(readFileSync(page).length).toBeLessThan(400_000);
	});
});
