import {describe, expect, it} from '@jest/globals';
import {version} from '../lib/client/version.ts';
import {typesOf} from './support/bundle.ts';
import {installs, readPage, snippetsOf} from './support/pages.ts';

describe('the documentation', () => {
	// All of the library is compiled with them; `DOCUMENTED=all` does so. Most of them are run in any case.
	const itCompiles = process.env.DOCUMENTED === 'all' ? it : it.skip;

	itCompiles('has programs that compile as they stand', async () => {
		const programs = [...snippetsOf('ts'), ...snippetsOf('typescript')];
		const found = await typesOf(programs.map(({code}) => code));
		expect(found).toEqual({exitCode: 0, stdout: '', stderr: ''});
	});

	it('shows the two commands for a fresh clone, in the README alone', () => {
		expect(snippetsOf('sh').filter(installs)).toMatchObject([
			{page: 'README.md', code: 'npm ci && npm run --silent demo\n'},
			{page: 'README.md', code: 'npm ci && npm test\n'},
		]);
	});

	it('lists every dependency and no other', () => {
		const table = /## Dependencies[\s\S]*/.exec(readPage('docs/security.md'))?.[0] ?? '';
		const listed = [...table.matchAll(/^\| ([a-z][a-z0-9-]*) +\|/gm)]
			.map(([, name]) => name)
			.filter(name => name !== 'package');
		const {dependencies: needed, optionalDependencies: optional} = JSON.parse(readPage('package.json'));
		const dependencies = Object.keys({...needed, ...optional});
		expect(listed.sort()).toEqual(dependencies.sort());
	});
});

describe('the version', () => {
	it('is that of package.json, and the changelog tells of it', () => {
		expect(version).toBe(JSON.parse(readPage('package.json')).version);
		expect(readPage('CHANGELOG.md')).toContain(`## ${version}`);
	});
});
