import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';

const read = (name: string) => JSON.parse(readFileSync(join(import.meta.dirname, '..', name), 'utf8'));

interface Locked {
	readonly license?: string;
	readonly dev?: boolean;
	readonly optional?: boolean;
	readonly devOptional?: boolean;
	readonly dependencies?: Readonly<Record<string, string>>;
	readonly hasInstallScript?: boolean;
	readonly resolved?: string;
	readonly integrity?: string;
}

const locked = Object.entries<Locked>(read('package-lock.json').packages).filter(([path]) => path !== '');
/** Without those that npm leaves out of an install on request. */
const isNeeded = ([, {dev, optional, devOptional}]: readonly [string, Locked]): boolean =>
	!(dev || optional || devOptional);
const installed = locked.filter(([, {dev}]) => !dev);

/** These and all that they need, wherever the lock file has it. */
const withDependencies = (names: readonly string[], found = new Map<string, Locked>()): [string, Locked][] => {
	const wanted = locked.filter(
		([path]) => names.some(name => path.endsWith(`node_modules/${name}`)) && !found.has(path),
	);
	for (const [path, entry] of wanted) found.set(path, entry);
	for (const [, {dependencies = {}}] of wanted) withDependencies(Object.keys(dependencies), found);
	return [...found];
};

/** Licences that let anybody use the package in anything. */
const permissive = new Set(['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD', 'BlueOak-1.0.0']);

describe('what comes with this package', () => {
	it('is no more than is said in SECURITY.md', () => {
		const security = readFileSync(join(import.meta.dirname, '..', 'SECURITY.md'), 'utf8');
		const [, all, needed] = /adds (\d+) packages, (\d+) with/.exec(security) ?? [];
		expect([all, needed].map(Number)).toEqual([installed.length, installed.filter(isNeeded).length]);
	});

	it('has permissive licences only, and so has what is bundled with the command', () => {
		const bundled = withDependencies(['commander', 'ora']);
		expect(bundled.length).toBeGreaterThan(10);
		expect([...installed, ...bundled].filter(([, {license = ''}]) => !permissive.has(license))).toEqual([]);
	});

	it('runs nothing when it is installed', () => {
		expect(installed.filter(([, {hasInstallScript}]) => hasInstallScript)).toEqual([]);
		const {scripts} = read('package.json');
		for (const hook of ['preinstall', 'install', 'postinstall', 'prepare']) expect(scripts).not.toHaveProperty(hook);
	});
});

describe('the lock file', () => {
	it('names no place to download from, and a hash for everything', () => {
		expect(locked.filter(([, {resolved}]) => resolved !== undefined)).toEqual([]);
		expect(locked.filter(([, {integrity}]) => !integrity?.startsWith('sha512-'))).toEqual([]);
	});

	it('is of one mind with package.json: what users install is asked for by range, what only we use is pinned', () => {
		const {dependencies, devDependencies, optionalDependencies, peerDependencies} = read('package.json');
		const ours = Object.values<string>(devDependencies);
		expect(ours.filter(range => !/^\d+\.\d+\.\d+/.test(range))).toEqual([]);
		const theirs = Object.values<string>({...dependencies, ...optionalDependencies, ...peerDependencies});
		expect(theirs.filter(range => !/^\^\d+\.\d+\.\d+( \|\| \^\d+\.\d+\.\d+)*$/.test(range))).toEqual([]);
	});
});
