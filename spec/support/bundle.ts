import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {build} from 'esbuild';

const root = join(import.meta.dirname, '..', '..');

/** Inside node_modules, so that the packages of a bundle resolve; never committed. */
const folder = join(root, 'node_modules', '.cache', 'signalwire-paginate');

const entries = {
	'signalwire-paginate': join(root, 'lib/index.ts'),
	'signalwire-paginate/fp': join(root, 'lib/fp.ts'),
	'signalwire-paginate/simulator': join(root, 'lib/simulator/index.ts'),
};

/** Bundles a program of this project, written in TypeScript, into one file that plain Node runs. */
export const bundle = async (name: string, contents: string): Promise<string> => {
	mkdirSync(folder, {recursive: true});
	const outfile = join(folder, `${name}.mjs`);
	await build({
		stdin: {contents, resolveDir: root, loader: 'ts', sourcefile: `${name}.ts`},
		outfile,
		bundle: true,
		platform: 'node',
		format: 'esm',
		target: 'node20',
		sourcemap: 'inline',
		packages: 'external',
		alias: entries,
		logLevel: 'silent',
	});
	return outfile;
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
