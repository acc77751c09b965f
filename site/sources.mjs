/** What the site is made of: the entries of the package, and every page of prose. */
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';

export const root = join(import.meta.dirname, '..');
const read = file => readFileSync(join(root, file), 'utf8');
const {exports, ...about} = JSON.parse(read('package.json'));
export const {name: packageName, version, license} = about;

/** The entries that have types: how they are imported, and the file in `lib/` that they are built from. */
export const entries = Object.entries(exports)
	.filter(([, {types}]) => types !== undefined)
	.map(([path, {types}]) => ({
		name: path.replace('.', packageName),
		file: types.replace(/^\.\/dist\/(.*)\.d\.ts$/, 'lib/$1.ts'),
	}));

/** A folder's README is the page of the folder. */
const folderPage = 'README.md';

const describePage = file => ({
	file,
	title: /^# (.+)$/m.exec(read(file))?.[1].replaceAll('`', '') ?? file.replace(/\.md$/, ''),
	hasHeading: /^# /m.test(read(file)),
	slug: file.replace(`/${folderPage}`, '').replace(/\.md$/, '').toLowerCase(),
});

const markdownIn = (folder, options) => readdirSync(join(root, folder), options).filter(file => file.endsWith('.md'));

const filesOf = () => [
	...markdownIn('docs', {recursive: true}).map(file => join('docs', file)),
	...markdownIn('.').filter(file => file !== folderPage),
	'bench/results.md',
];

/** Where the contents of `docs/` name a file; others come last. */
const placesIn = folder => {
	const contents = join(folder, folderPage);
	const text = existsSync(join(root, contents)) ? read(contents) : '';
	const named = [contents, ...Array.from(text.matchAll(/\]\(([^)#]+)/g), ([, link]) => join(folder, link))];
	return ({file}) => (named.includes(file) ? named.indexOf(file) : named.length);
};

const placeOf = placesIn('docs');
export const pages = filesOf()
	.sort()
	.map(describePage)
	.sort((one, other) => placeOf(one) - placeOf(other));

/** The page of the folder within `docs/` that a page is in. */
export const pageAbove = ({file}) =>
	pages.find(
		other => other.file === join(dirname(file), folderPage) && other.file !== file && dirname(file) !== 'docs',
	);
