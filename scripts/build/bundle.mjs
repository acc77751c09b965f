/**
 * Makes the JavaScript in `dist/` of all entries that `package.json` names. In it is what users would otherwise have to
 * install though only the command needs it, and io-ts and fp-ts, of which so only the used part is loaded. Packages that
 * walks need at run time, and those that are loaded on use, stay outside.
 */
import {readFileSync, writeFileSync} from 'node:fs';
import {build} from 'esbuild';
import {licencesOf} from './licences.mjs';
import {nodeModules} from './node-modules.mjs';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const sourceOf = path => path.replace('./', '').replace(/^dist\/(.*)\.js$/, 'lib/$1.ts');

const named = [
	...Object.values(manifest.exports).flatMap(({default: path}) => path ?? []),
	...Object.values(manifest.bin),
	// Bundlers for browsers find these by their names.
	...Object.entries(manifest.browser)
		.flat()
		.filter(path => path !== false),
];
const bundled = ['fp-ts', 'io-ts'];
const installed = Object.keys({
	...manifest.dependencies,
	...manifest.optionalDependencies,
	...manifest.peerDependencies,
}).filter(name => !bundled.includes(name));

const {metafile} = await build({
	entryPoints: [...new Set(named.map(sourceOf))],
	outdir: 'dist',
	outbase: 'lib',
	chunkNames: 'chunks/[name]-[hash]',
	bundle: true,
	splitting: true,
	format: 'esm',
	platform: 'node',
	target: 'node20',
	external: installed,
	// Their modules of the language: of the others esbuild cannot leave anything out.
	alias: {
		'io-ts': './node_modules/io-ts/es6/index.js',
		'fp-ts/lib': './node_modules/fp-ts/es6',
		'fp-ts/es6': './node_modules/fp-ts/es6',
	},
	plugins: [nodeModules],
	sourcemap: true,
	sourcesContent: false,
	logLevel: 'warning',
	metafile: true,
});

writeFileSync('dist/LICENSES.txt', licencesOf(metafile));
