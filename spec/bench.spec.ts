import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';

const root = join(import.meta.dirname, '..');
const read = (name: string) => readFileSync(join(root, name), 'utf8');
const load = (name: string) => import(join(root, 'bench', 'report', name));

describe('the benchmark’s results', () => {
	it('are all drawn from the one file that was measured', async () => {
		const results = JSON.parse(read('bench/results.json'));
		const [{markdownOf}, {chartOf}, {withMeasured}] = await Promise.all(
			['markdown.mjs', 'chart.mjs', 'readme.mjs'].map(load),
		);
		expect(read('bench/results.md')).toBe(markdownOf(results));
		expect(read('bench/results.svg')).toBe(chartOf(results));
		expect(withMeasured(read('README.md'), results)).toBe(read('README.md'));
	});

	it('are medians of at least seven rounds of whole runs, with the machine and the versions', () => {
		const {machine, versions, parts} = JSON.parse(read('bench/results.json'));
		expect(Object.keys(parts).sort()).toEqual(
			['concurrency', 'install', 'latency', 'loopback', 'memory', 'slow-consumer', 'start-up'].sort(),
		);
		for (const {rounds, scale} of Object.values<{rounds: number; scale: number}>(parts)) {
			expect(rounds).toBeGreaterThanOrEqual(7);
			expect(scale).toBe(1);
		}
		expect(machine.processor).not.toBe('');
		expect(versions['signalwire-paginate']).toBe(JSON.parse(read('package.json')).version);
	});
});
