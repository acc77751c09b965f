// Jest transformer: esbuild strips the types of one file; tsc checks them elsewhere.
import {createHash} from 'node:crypto';
import {transformSync, version} from 'esbuild';

const transformer = {
	canInstrument: false,
	getCacheKey: (source, path) => createHash('sha256').update([version, path, source].join('\0')).digest('hex'),
	process: (source, path) =>
		transformSync(source, {loader: 'ts', format: 'esm', target: 'node20', sourcefile: path, sourcemap: 'inline'}),
};

export default transformer;
