import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

const root = join(import.meta.dirname, '../..');

/** The README and what it leads to, without the decisions: all that is for users. */
export const userPages: readonly string[] = [
	'README.md',
	...readdirSync(join(root, 'docs'))
		.filter(name => name.endsWith('.md'))
		.sort()
		.map(name => `docs/${name}`),
];

/** @param path from the root of the repository */
export const readPage = (path: string): string => readFileSync(join(root, path), 'utf8');

export const writePage = (path: string, text: string): void => writeFileSync(join(root, path), text);

/** What is between the two comments that mark a generated part: `<!-- options: paginate -->` and `<!-- end of options -->`. */
export const between = (begin: string, end: string): RegExp =>
	new RegExp(`(?<=<!-- ${begin} -->\n\n).*?(?=\n<!-- ${end} -->)`, 's');

/** `npm run readme` writes the generated parts; tests hold them against the code. */
export const isUpdating: boolean = Boolean(process.env.UPDATE_README);
