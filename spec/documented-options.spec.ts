import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import {clientOptions} from '../lib/client/client-options.ts';
import {exportOptions} from '../lib/export/export-options.ts';
import {postgresOptions} from '../lib/export/postgres/options.ts';
import {eachOptions} from '../lib/pagination/merge-options.ts';
import {walkOptions} from '../lib/pagination/walk-options.ts';
import {simulatorOptions} from '../lib/simulator/options.ts';
import {type Documented, defaultOf, documented, optionRows} from './support/option-rows.ts';

const walks = 'pagination/walk-options.ts';
const transport = ['transport/retry-policy.ts', 'transport/slots.ts'];

const tables: ReadonlyArray<readonly [name: string, options: readonly Documented[]]> = [
	['createClient', documented(clientOptions, ['client/client-options.ts', ...transport])],
	['paginate', documented(walkOptions, [walks])],
	['paginateEach', documented(eachOptions(), ['pagination/merge-options.ts', walks])],
	['exportRooms', documented(exportOptions, ['export/export-options.ts', walks])],
	['postgres', documented(postgresOptions, ['export/postgres/options.ts'])],
	['startSimulator', documented(simulatorOptions, ['simulator/options.ts'])],
];

const readme = join(import.meta.dirname, '..', 'README.md');
const block = (name: string): RegExp =>
	new RegExp(`(?<=<!-- options: ${name} -->\n\n).*?(?=\n<!-- end of options -->)`, 's');

if (process.env.UPDATE_README) {
	let text = readFileSync(readme, 'utf8');
	for (const [name, options] of tables) text = text.replace(block(name), () => optionRows(options));
	writeFileSync(readme, text);
}

describe('the README', () => {
	it.each(tables)('has every option of %s, as `npm run readme` writes them', (name, options) => {
		expect(readFileSync(readme, 'utf8').match(block(name))?.[0]).toBe(optionRows(options));
	});
});

describe('the comment on an option', () => {
	const all = tables.flatMap(([name, options]) => options.map(each => [name, each.name, each] as const));
	it.each(all)('of %s is there, and tells the default: %s', (_table, _name, each) => {
		expect(each.comment).toMatch(/^[A-Z`].*\.$/s);
		expect(each.comment).toContain(defaultOf(each).replace(/^`'?([^`]*?)'?`$/, '$1'));
	});
});
