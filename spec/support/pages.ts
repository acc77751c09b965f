import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {markdownSnippets, type Snippet} from './snippets.ts';

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

/** What is shown in fences of this language, and where. */
export const snippetsOf = (
	language: string,
): ReadonlyArray<Snippet & {readonly page: string; readonly title: string}> =>
	userPages.flatMap(page =>
		markdownSnippets(readPage(page))
			.filter(snippet => snippet.language === language)
			.map(snippet => {
				const title = `${page}, ${snippet.heading}: ${snippet.code.trim().split('\n').at(-1)}`;
				return {...snippet, page, title};
			}),
	);

/** The two commands that install and test this project: a test that ran them would run itself again. */
export const installs = ({code}: Snippet): boolean => code.includes('npm ci');

export const writePage = (path: string, text: string): void => writeFileSync(join(root, path), text);

/** What is between the two comments that mark a generated part: `<!-- options: paginate -->` and `<!-- end of options -->`. */
export const between = (begin: string, end: string): RegExp =>
	new RegExp(`(?<=<!-- ${begin} -->\n\n).*?(?=\n<!-- ${end} -->)`, 's');

/** `npm run readme` writes the generated parts; tests hold them against the code. */
export const isUpdating: boolean = Boolean(process.env.UPDATE_README);
