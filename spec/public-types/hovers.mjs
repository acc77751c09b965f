/**
 * What an editor with some version of TypeScript says of each place that `file` marks with `?` in a comment; fails where
 * it says nothing. Run in the folder of `file`: hovers.mjs <TypeScript package> <file>
 */
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join, resolve} from 'node:path';

const [, , typescript, name] = process.argv;
const file = resolve(name);
const ts = createRequire(join(process.cwd(), 'package.json'))(typescript);
const source = readFileSync(file, 'utf8');
const service = ts.createLanguageService({
	...ts.sys,
	useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
	getScriptFileNames: () => [file],
	getScriptVersion: () => '1',
	getScriptSnapshot: name =>
		ts.sys.fileExists(name) ? ts.ScriptSnapshot.fromString(ts.sys.readFile(name)) : undefined,
	getCompilationSettings: () => ({
		module: ts.ModuleKind.NodeNext,
		target: ts.ScriptTarget.ES2022,
		lib: ['lib.es2022.d.ts'],
		types: ['node'],
		strict: true,
	}),
	getDefaultLibFileName: ts.getDefaultLibFilePath,
});

const places = Array.from(source.matchAll(/\/\*\?\*\/\w/g), ({index}) => index + 5);
const silent = places.filter(
	place => !ts.displayPartsToString(service.getQuickInfoAtPosition(file, place)?.documentation),
);
for (const place of silent) {
	console.error(`TypeScript ${ts.version} says nothing of ${source.slice(place).split(/\W/)[0]} at ${place}`);
}
console.log(`TypeScript ${ts.version} explains ${places.length - silent.length} of ${places.length} places`);
process.exitCode = silent.length;
