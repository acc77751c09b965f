import {randomUUID} from 'node:crypto';
import {mkdirSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {build} from 'esbuild';
import {type Finished, runChild} from './child.ts';

const root = join(import.meta.dirname, '..', '..');

/** Inside node_modules, so that the packages of a bundle resolve; never committed. */
const folder = join(root, 'node_modules', '.cache', 'signalwire-paginate');

const entries = {
	'signalwire-paginate': join(root, 'lib/index.ts'),
	'signalwire-paginate/fp': join(root, 'lib/fp.ts'),
	'signalwire-paginate/video': join(root, 'lib/lists/video/index.ts'),
	'signalwire-paginate/voice': join(root, 'lib/lists/voice/index.ts'),
	'signalwire-paginate/messaging': join(root, 'lib/lists/messaging/index.ts'),
	'signalwire-paginate/fax': join(root, 'lib/lists/fax/index.ts'),
	'signalwire-paginate/logs': join(root, 'lib/lists/logs/index.ts'),
	'signalwire-paginate/fabric': join(root, 'lib/lists/fabric/index.ts'),
	'signalwire-paginate/relay': join(root, 'lib/lists/relay/index.ts'),
	'signalwire-paginate/datasphere': join(root, 'lib/lists/datasphere/index.ts'),
	'signalwire-paginate/projects': join(root, 'lib/lists/projects/index.ts'),
	'signalwire-paginate/laml': join(root, 'lib/lists/laml/index.ts'),
	'signalwire-paginate/postgres': join(root, 'lib/export/postgres/index.ts'),
	'signalwire-paginate/sync': join(root, 'lib/sync/index.ts'),
	'signalwire-paginate/fleet': join(root, 'lib/fleet/index.ts'),
	'signalwire-paginate/simulator': join(root, 'lib/simulator/index.ts'),
	// As the build does: of these, esbuild leaves out what is not used.
	'fp-ts/lib': join(root, 'node_modules/fp-ts/es6'),
};

/** What is loaded on use stays so. */
const external = ['bullmq', 'hyparquet-writer', 'ioredis', 'node-sqlite3-wasm', 'pg', 'undici'];

/** Packages that are not modules of the language ask for Node's own with this. */
const banner =
	"import {createRequire as requireOfBundle} from 'node:module'; const require = requireOfBundle(import.meta.url);";

/**
 * Bundles a program of this project, written in TypeScript, into one file that plain Node runs. With all packages in it:
 * looking for them is a quarter of what a child costs.
 */
export const bundle = async (name: string, contents: string): Promise<string> => {
	mkdirSync(folder, {recursive: true});
	const outfile = join(folder, `${name}.mjs`);
	const unfinished = join(folder, `${name}-${randomUUID()}.mjs`);
	await build({
		stdin: {contents, resolveDir: root, loader: 'ts', sourcefile: `${name}.ts`},
		outfile: unfinished,
		bundle: true,
		platform: 'node',
		format: 'esm',
		target: 'node20',
		banner: {js: banner},
		external,
		alias: entries,
		logLevel: 'silent',
	});
	// Several tests may make the same one at once, while a child of another one reads it.
	renameSync(unfinished, outfile);
	return outfile;
};

/** What follows on standard output and standard error when one of several programs has run. */
export const endOfProgram = '\n(end of the program)\n';

/** Several programs in one file, which runs them one after the other; what one throws is written to standard error. */
export const bundlePrograms = (name: string, prelude: string, codes: readonly string[]): Promise<string> => {
	const sources = join(folder, name);
	mkdirSync(sources, {recursive: true});
	const paths = codes.map((_code, index) => join(sources, `${index}.ts`));
	for (const [index, path] of paths.entries()) writeFileSync(path, codes[index] ?? '');
	const end = `for (const stream of [process.stdout, process.stderr]) stream.write(${JSON.stringify(endOfProgram)});`;
	const steps = paths.map(path => `await import(${JSON.stringify(path)}).catch(console.error); ${end}`);
	return bundle(name, [prelude, ...steps].join('\n'));
};

/** Sends what is meant for SignalWire to the simulator at `SIMULATOR_URL` instead. */
export const fetchFromSimulator = `
const realFetch = globalThis.fetch;
globalThis.fetch = (input, init) => {
	const request = input instanceof Request ? input : new Request(input, init);
	const {origin, pathname, search} = new URL(request.url);
	if (origin !== 'https://example.signalwire.com') return realFetch(request, init);
	return realFetch(new Request(process.env.SIMULATOR_URL + pathname + search, request), init);
};
`;

/** The command itself, with `https://example.signalwire.com` answered by the simulator. */
export const bundleCommand = (): Promise<string> =>
	bundle('command', `${fetchFromSimulator}\nawait import('./lib/cli/main.ts');`);

const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');

/** Has the compiler check programs as they stand, each a module, against the types of this project. */
export const typesOf = async (codes: readonly string[]): Promise<Finished> => {
	const sources = join(folder, 'types');
	rmSync(sources, {recursive: true, force: true});
	mkdirSync(sources, {recursive: true});
	for (const [index, code] of codes.entries()) writeFileSync(join(sources, `${index}.ts`), code);
	const paths = Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, [path]]));
	const compilerOptions = {paths, noUnusedLocals: false, noUnusedParameters: false};
	const project = {
		extends: join(root, 'tsconfig.json'),
		compilerOptions,
		include: ['*.ts', join(root, 'lib/**/*.d.ts')],
	};
	writeFileSync(join(sources, 'tsconfig.json'), JSON.stringify(project));
	// Other tests have the other cores; several threads would check much of it several times.
	return runChild(process.execPath, [compiler, '-p', sources, '--singleThreaded']);
};
