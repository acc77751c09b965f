import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';

const read = (name: string) => JSON.parse(readFileSync(join(import.meta.dirname, '..', name), 'utf8'));

interface Locked {
	readonly license?: string;
	readonly dev?: boolean;
	readonly hasInstallScript?: boolean;
	readonly resolved?: string;
	readonly integrity?: string;
}

const locked = Object.entries<Locked>(read('package-lock.json').packages).filter(([path]) => path !== '');
const installed = locked.filter(([, {dev}]) => !dev);

/** Licences that let anybody use the package in anything. */
const permissive = new Set(['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD', 'BlueOak-1.0.0']);

describe('what comes with this package', () => {
	it('is no more than is said in SECURITY.md', () => {
		const security = readFileSync(join(import.meta.dirname, '..', 'SECURITY.md'), 'utf8');
		const said = /(\d+) packages/.exec(security)?.[1];
		expect(Number(said)).toBe(installed.length);
	});

	it('has permissive licences only', () => {
		expect(installed.filter(([, {license = ''}]) => !permissive.has(license))).toEqual([]);
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

	it('pins what this package asks for itself', () => {
		const {dependencies, devDependencies, optionalDependencies} = read('package.json');
		const ranges = Object.values<string>({...dependencies, ...devDependencies, ...optionalDependencies});
		expect(ranges.filter(range => !/^\d+\.\d+\.\d+/.test(range))).toEqual([]);
	});
});
