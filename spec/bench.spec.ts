import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';

const root = join(import.meta.dirname, '..');
const read = (name: string) => readFileSync(join(root, name), 'utf8');
const load = (name: string) => import(join(root, 'bench', 'report', name));

/** `1.2` of `1.2.3`: a patch is measured only where it is about speed. */
const minorOf = (version: string) => version.split('.').slice(0, 2).join('.');

describe('the benchmark’s results', () => {
	it('are all drawn from the one file that was measured', async () => {
		const results = JSON.parse(read('bench/results.json'));
		const [{markdownOf}, {chartOf}, {withMeasured}] = await Promise.all(
			['markdown.mjs', 'chart.mjs', 'speed-page.mjs'].map(load),
		);
		expect(read('bench/results.md')).toBe(markdownOf(results));
		expect(read('bench/results.svg')).toBe(chartOf(results));
		expect(withMeasured(read('docs/speed.md'), results)).toBe(read('docs/speed.md'));
	});

	it('are medians of at least seven rounds of whole runs, with the machine and the versions', () => {
		const {machine, versions, parts} = JSON.parse(read('bench/results.json'));
		expect(Object.keys(parts)).toEqual(expect.arrayContaining(['concurrency', 'loopback', 'memory', 'start-up']));
		for (const {rounds, scale} of Object.values<{rounds: number; scale: number}>(parts)) {
			expect(rounds).toBeGreaterThanOrEqual(7);
			expect(scale).toBe(1);
		}
		expect(machine.processor).not.toBe('');
		expect(minorOf(versions['signalwire-paginate'])).toBe(minorOf(JSON.parse(read('package.json')).version));
	});

	describe('of several runs', () => {
		const now = Date.parse('2026-11-26T12:00:00Z');
		const setting = {machine: {cores: 2}, versions: {node: '20.20.2', 'signalwire-paginate': '1.2.3'}};
		const measuredAt = (date: string) => ({date, rounds: 7, scale: 1});
		const earlier = {
			...setting,
			parts: {exports: measuredAt('2026-11-26T09:00:00Z'), memory: measuredAt('2026-11-25T11:59:00Z')},
		};
		const added = async (here: object) => {
			const {addToResults} = await load('results.mjs');
			return addToResults(earlier, here, {loopback: measuredAt('2026-11-26T12:00:00Z')}, now).parts;
		};

		it('stand together when they are of one machine, the same versions and one day', async () => {
			expect(Object.keys(await added(setting))).toEqual(['exports', 'loopback']);
		});

		it.each([
			{...setting, machine: {cores: 4}},
			{...setting, versions: {...setting.versions, node: '24.21.0'}},
		])('do not otherwise: %j', async here => {
			expect(Object.keys(await added(here))).toEqual(['loopback']);
		});

		it('are gone on with until they are whole', async () => {
			const {keepMeasured, readMeasured} = await load('results.mjs');
			const folder = mkdtempSync(join(tmpdir(), 'signalwire-paginate-'));
			try {
				expect(readMeasured(folder)).toBeUndefined();
				keepMeasured(folder, earlier);
				expect(readMeasured(folder)).toEqual(earlier);
			} finally {
				rmSync(folder, {recursive: true});
			}
		});
	});
});
