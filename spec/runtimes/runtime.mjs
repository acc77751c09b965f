import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';

const folder = dirname(createRequire(import.meta.url).resolve('signalwire-paginate/package.json'));

export const runtime = 'bun' in process.versions ? 'bun' : 'deno' in process.versions ? 'deno' : 'node';

/** How the command is run by this runtime. */
export const command = [
	process.execPath,
	...(runtime === 'deno' ? ['run', '--allow-all'] : []),
	join(folder, 'dist', 'cli', 'main.js'),
];
