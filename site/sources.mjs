/** What the site is made of: the entries of the package, and every page of prose, in the order of the README's links. */
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';

export const root = join(import.meta.dirname, '..');
const read = file => readFileSync(join(root, file), 'utf8');
const {name: packageName, exports} = JSON.parse(read('package.json'));

/** The entries that have types: how they are imported, and the file in `lib/` that they are built from. */
export const entries = Object.entries(exports)
	.filter(([, {types}]) => types !== undefined)
	.map(([path, {types}]) => ({
		name: path.replace('.', packageName),
		file: types.replace(/^\.\/dist\/(.*)\.d\.ts$/, 'lib/$1.ts'),
	}));

const proseIn = (folder, options) =>
	readdirSync(join(root, folder), options).filter(file => file.endsWith('.md') || file === 'LICENSE');

const groupOf = file => {
	if (file.startsWith('docs/decisions/')) return 'Decisions';
	return file.startsWith('docs/') ? 'Guide' : 'Project';
};

const describePage = file => ({
	file,
	title: /^(?:# )?(.+)$/m.exec(read(file))[1].replaceAll('`', ''),
	// A folder's README is the page of the folder.
	slug: file.replace(/(\/README)?\.md$/, '').toLowerCase(),
	group: groupOf(file),
});

/** Pages that the README does not link to come last, by their names. */
const placeOf = (readme, {file}) => {
	const place = readme.search(new RegExp(`\\]\\(${file}[)#]`));
	return place < 0 ? Number.POSITIVE_INFINITY : place;
};

const readPages = () => {
	const readme = read('README.md');
	const inDocs = proseIn('docs', {recursive: true}).map(file => `docs/${file}`);
	const files = [...inDocs, ...proseIn('.'), 'bench/results.md'];
	return files
		.filter(file => file !== 'README.md')
		.sort()
		.map(describePage)
		.map(page => ({...page, place: placeOf(readme, page)}))
		.sort((one, other) => Math.sign(one.place - other.place) || 0);
};

export const pages = readPages();
