import {describe, expect, it} from '@jest/globals';
import {bundle} from './support/bundle.ts';
import {runChild} from './support/child.ts';

const program = `
	import {builtInModule} from './lib/environment.ts';
	console.log(builtInModule('node:sqlite') !== undefined);
	process.emitWarning('heard afterwards');
`;

describe('a module of Node’s own', () => {
	it('is loaded without a warning, where it is there, and other warnings are heard', async () => {
		const {stdout, stderr} = await runChild(process.execPath, [await bundle('built-in-module', program)]);
		const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
		expect(stdout).toBe(`${major > 22 || (major === 22 && minor >= 13)}\n`);
		expect(stderr).toMatch(/^\(node:\d+\) Warning: heard afterwards\n/);
		expect(stderr).not.toContain('SQLite');
	});
});
