import {readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {isMissing} from '../../export/formats/optional-package.ts';
import {codeOf, wordsOf} from '../../transport/thrown.ts';
import type {OptionalPackage} from './facts.ts';

type Known = Pick<OptionalPackage, 'name' | 'neededFor'> & {readonly load: () => Promise<unknown>};

/** Each is named where it is imported, or a bundle would not know of it. */
const known: readonly Known[] = [
	{name: 'pg', neededFor: 'exports to Postgres', load: () => import('pg')},
	{
		name: 'node-sqlite3-wasm',
		neededFor: 'SQLite files where Node has no SQLite of its own',
		load: () => import('node-sqlite3-wasm'),
	},
	{name: 'hyparquet-writer', neededFor: 'Parquet files', load: () => import('hyparquet-writer')},
	{name: 'undici', neededFor: 'proxies, and a --timeout above 30000', load: () => import('undici')},
];

/** Not by resolving `NAME/package.json`, which some packages keep to themselves. */
const versionOf = async (name: string): Promise<string> => {
	for (const folder of createRequire(import.meta.url).resolve.paths(name) ?? []) {
		try {
			const {version} = JSON.parse(await readFile(join(folder, name, 'package.json'), 'utf8'));
			return String(version);
		} catch {
			// Then further up.
		}
	}
	return 'of an unknown version';
};

/** Which of them are there, and can be loaded. */
export const findPackages = (): Promise<readonly OptionalPackage[]> =>
	Promise.all(
		known.map(async ({name, neededFor, load}) => {
			try {
				await load();
				return {name, neededFor, version: await versionOf(name), flaw: undefined};
			} catch (error) {
				const flaw = isMissing(error, name) ? undefined : (codeOf(error) ?? wordsOf(error));
				return {name, neededFor, version: undefined, flaw};
			}
		}),
	);
