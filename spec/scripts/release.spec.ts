import {execFile} from 'node:child_process';
import {cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {afterEach, beforeEach, describe, expect, it} from '@jest/globals';

const root = join(import.meta.dirname, '..', '..');
const execute = promisify(execFile);

/** What says which version this is, and what a release needs of the repository. */
const files = ['package.json', 'package-lock.json', '.npmrc', 'lib/client/version.ts', 'scripts/release'];

let folder: string;
const run = async (program: string, ...args: readonly string[]): Promise<string> => {
	// A release is made by a process of its own, not by this `npm test`.
	const npm = Object.keys(process.env).filter(name => name.toLowerCase().startsWith('npm_'));
	const env = {...process.env, ...Object.fromEntries(npm.map(name => [name, undefined])), npm_config_cache: folder};
	return (await execute(program, args, {cwd: folder, env})).stdout;
};
const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
const today = () => new Date().toISOString().slice(0, 10);

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'release-'));
	mkdirSync(join(folder, 'lib', 'client'), {recursive: true});
	for (const file of files) cpSync(join(root, file), join(folder, file), {recursive: true});
});
afterEach(() => rmSync(folder, {recursive: true}));

const changelog = (text: string) => writeFileSync(join(folder, 'CHANGELOG.md'), text);

describe('npm run release', () => {
	it('makes version, changelog, commit and tag, and nothing else', async () => {
		changelog('# Changelog\n\n## Unreleased\n\n- It flies.\n\n## 0.1.0\n\nReleased on 2026-01-31.\n');
		await run('git', 'init', '-q');
		await run('git', 'config', 'user.name', 'test');
		await run('git', 'config', 'user.email', 'test@example.com');
		await run('git', 'add', ...files, 'CHANGELOG.md');
		await run('git', 'commit', '-qm', 'before');
		await run('npm', 'run', '--silent', 'release', '--', '0.2.0');

		expect(JSON.parse(read('package.json')).version).toBe('0.2.0');
		expect(JSON.parse(read('package-lock.json')).packages[''].version).toBe('0.2.0');
		expect(read('lib/client/version.ts')).toContain("version = '0.2.0'");
		expect(read('CHANGELOG.md')).toBe(
			`# Changelog\n\n## 0.2.0\n\nReleased on ${today()}.\n\n- It flies.\n\n## 0.1.0\n\nReleased on 2026-01-31.\n`,
		);
		expect(await run('git', 'describe', '--exact-match')).toBe('v0.2.0\n');
		expect(await run('git', 'log', '-1', '--format=%s')).toBe('0.2.0\n');
		expect(await run('git', 'diff', '--name-only', 'HEAD~1')).toBe(
			'CHANGELOG.md\nlib/client/version.ts\npackage-lock.json\npackage.json\n',
		);
	});
});

describe('the changelog of a release', () => {
	const release = () => run('node', 'scripts/release/version.mjs');
	const {version} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

	it('may have the heading of its version already, as the first one has', async () => {
		changelog(`## ${version}\n\nNot released yet. All is new.\n\n### New\n`);
		await release();
		expect(read('CHANGELOG.md')).toBe(`## ${version}\n\nReleased on ${today()}.\n\nAll is new.\n\n### New\n`);
	});

	it.each([
		['tells of another version', '## 0.0.9\n\n- It walks.\n', /begins with 0\.0\.9/],
		['tells of nothing', '## Unreleased\n\n### New\n\n## 0.0.9\n\n- It walks.\n', /tells nothing/],
		['is released', `## ${version}\n\nReleased on 2026-01-31.\n\n- It walks.\n`, /released already/],
		['has no heading', 'It walks.\n', /no heading/],
	])('is refused where it %s', async (_, text, message) => {
		changelog(text);
		await expect(release()).rejects.toThrow(message);
		expect(read('CHANGELOG.md')).toBe(text);
	});
});
