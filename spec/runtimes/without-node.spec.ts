import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {beforeAll, describe, expect, it} from '@jest/globals';
import {build, type Metafile} from 'esbuild';

const root = join(import.meta.dirname, '..', '..');

/** What can be used where there is nothing of Node; the simulator, Postgres and the command cannot. */
const entries = ['lib/index.ts', 'lib/fp.ts', 'lib/lists/catalogue.ts'];

let inputs: Metafile['inputs'];

const isDynamic = (kind: string): boolean => kind === 'dynamic-import';

/** All that is loaded with a file. */
const loadedWith = (path: string, found = new Set<string>()): ReadonlySet<string> => {
	if (found.has(path)) return found;
	found.add(path);
	for (const {path: imported, external, kind} of inputs[path]?.imports ?? []) {
		if (external) found.add(imported);
		else if (!isDynamic(kind)) loadedWith(imported, found);
	}
	return found;
};

/** What is Node's own, or has parts that are. */
const needsNode = (path: string): boolean =>
	/^(node:.*|bullmq|hyparquet-writer|ioredis|node-sqlite3-wasm|pg|undici)$/.test(path);

beforeAll(async () => {
	const {metafile} = await build({
		absWorkingDir: root,
		entryPoints: entries,
		bundle: true,
		splitting: true,
		format: 'esm',
		platform: 'neutral',
		packages: 'external',
		external: ['node:*'],
		write: false,
		outdir: 'dist',
		metafile: true,
	});
	({inputs} = metafile);
});

describe('where there is nothing of Node', () => {
	it.each(entries)('%s loads nothing that is', entry => {
		expect([...loadedWith(entry)].filter(needsNode)).toEqual([]);
	});

	it('bundles leave out each file that would be loaded on use and needs it', () => {
		const onUse = entries
			.flatMap(entry => [...loadedWith(entry)])
			.flatMap(path => inputs[path]?.imports ?? [])
			.filter(({kind, external}) => isDynamic(kind) && !external)
			.map(({path}) => path)
			.filter(path => [...loadedWith(path)].some(needsNode));
		const {browser} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
		const leftOut = Object.keys(browser).map(path => path.replace(/^\.\/dist\/(.*)\.js$/, 'lib/$1.ts'));
		expect([...new Set(onUse)].sort()).toEqual(leftOut.sort());
	});
});
