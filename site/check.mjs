/**
 * Reads the whole site in a real browser, which CHROMIUM names: every page opens at two widths without an error and
 * without anything that reaches over its edge, every link leads somewhere, search and menu work.
 */
import {existsSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {env, exit} from 'node:process';
import {pathToFileURL} from 'node:url';
import {chromium} from 'playwright-core';
import {findBrokenLinks} from './check/links.mjs';
import {serve} from './check/serve.mjs';
import {tryOut} from './check/use.mjs';
import {visitAll} from './check/visit.mjs';
import {entries, pages as prose} from './sources.mjs';

const folder = join(import.meta.dirname, 'out');

const filesOf = () =>
	new Set(
		readdirSync(folder, {recursive: true, withFileTypes: true})
			.filter(entry => entry.isFile())
			.map(({parentPath, name}) => join(parentPath, name).slice(folder.length + 1)),
	);

const check = async (browser, address) => {
	const context = await browser.newContext({reducedMotion: 'reduce'});
	const files = filesOf();
	const pages = await visitAll(
		context,
		address,
		[...files].filter(file => file.endsWith('.html')),
	);
	const missing = [...entries.map(({name}) => name), ...prose.map(({slug}) => slug)].filter(
		name => !existsSync(join(folder, `${name}.html`)),
	);
	const problems = [
		...missing.map(name => `${name}: has no page`),
		...[...pages].flatMap(([file, page]) => page.problems.map(problem => `${file}: ${problem}`)),
		...findBrokenLinks({address, files, pages}),
		...(await tryOut(context, address)),
		...(await tryOut(context, pathToFileURL(`${folder}/`).href)).map(problem => `from the file system: ${problem}`),
	];
	return {problems, pages};
};

const site = await serve(folder, '/below/a/path/');
const browser = await chromium.launch({executablePath: env.CHROMIUM, args: ['--no-sandbox']});
try {
	const {problems, pages} = await check(browser, site.address);
	const links = [...pages.values()].reduce((sum, page) => sum + page.links.length, 0);
	console.log([...problems, `${pages.size} pages, ${links} links, ${problems.length} problems`].join('\n'));
	if (problems.length > 0) exit(1);
} finally {
	await browser.close();
	site.close();
}
