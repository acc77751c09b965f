import {describe, expect, it} from '@jest/globals';
import {clientOptions} from '../lib/client/client-options.ts';
import {exportOptions} from '../lib/export/export-options.ts';
import {postgresOptions} from '../lib/export/postgres/options.ts';
import {enqueueOptions, workerOptions} from '../lib/fleet/fleet-options.ts';
import {eachOptions} from '../lib/pagination/merge-options.ts';
import {walkOptions} from '../lib/pagination/walk-options.ts';
import {simulatorOptions} from '../lib/simulator/options.ts';
import {syncOptions} from '../lib/sync/sync.ts';
import {type Documented, defaultOf, documented, optionRows} from './support/option-rows.ts';
import {between, isUpdating, readPage, userPages, writePage} from './support/pages.ts';

const walks = 'pagination/walk-options.ts';
const transport = ['transport/retry-policy.ts', 'transport/slots.ts'];

const tables: ReadonlyArray<readonly [name: string, page: string, options: readonly Documented[]]> = [
	['createClient', 'options', documented(clientOptions, ['client/client-options.ts', ...transport])],
	['paginate', 'options', documented(walkOptions, [walks])],
	['exportRooms', 'options', documented(exportOptions, ['export/export-options.ts', walks])],
	['paginateEach', 'guide', documented(eachOptions(), ['pagination/merge-options.ts', walks])],
	['postgres', 'databases', documented(postgresOptions, ['export/postgres/options.ts'])],
	['startSimulator', 'simulator', documented(simulatorOptions, ['simulator/options.ts'])],
	['sync', 'sync', documented(syncOptions, ['sync/sync.ts'])],
	['enqueue', 'fleet', documented(enqueueOptions, ['fleet/fleet-options.ts'])],
	['runWorker', 'fleet', documented(workerOptions, ['fleet/fleet-options.ts'])],
];

const block = (name: string): RegExp => between(`options: ${name}`, 'end of options');

if (isUpdating) {
	for (const [name, page, options] of tables) {
		const path = `docs/${page}.md`;
		writePage(
			path,
			readPage(path).replace(block(name), () => optionRows(options)),
		);
	}
}

describe('the documentation', () => {
	it.each(tables)('has every option of %s, as `npm run readme` writes them: docs/%s.md', (name, page, options) => {
		expect(readPage(`docs/${page}.md`).match(block(name))?.[0]).toBe(optionRows(options));
	});

	it('has no place for options that is left empty', () => {
		const places = userPages.flatMap(path =>
			[...readPage(path).matchAll(/<!-- options: (\S+) -->/g)].map(([, name]) => `${path}: ${name}`),
		);
		expect(places.sort()).toEqual(tables.map(([name, page]) => `docs/${page}.md: ${name}`).sort());
	});
});

describe('the comment on an option', () => {
	const all = tables.flatMap(([name, , options]) => options.map(each => [name, each.name, each] as const));
	it.each(all)('of %s is there, and tells the default: %s', (_table, _name, each) => {
		expect(each.comment).toMatch(/^[A-Z`].*\.$/s);
		expect(each.comment).toContain(defaultOf(each).replace(/^`'?([^`]*?)'?`$/, '$1'));
	});
});
