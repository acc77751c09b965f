import {execFileSync} from 'node:child_process';
import {mkdtempSync, realpathSync, statSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';

/**
 * npm without what `npm run` puts into the environment: its prefix and working folder would win.
 *
 * @param {string} cwd
 * @param {readonly string[]} args
 */
const npm = (cwd, args) => {
	const kept = Object.entries(process.env).filter(
		([name]) => !/^npm_(config_(local_)?prefix|package_|lifecycle_)/.test(name),
	);
	return execFileSync('npm', [...args], {
		cwd,
		env: Object.fromEntries(kept),
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'inherit'],
		shell: process.platform === 'win32',
	});
};

/**
 * Packs the library and installs the tarball in an empty project, so that what is measured is what users get.
 *
 * @param {string} source the folder of the built package
 */
export const installPackage = source => {
	const folder = mkdtempSync(join(realpathSync(tmpdir()), 'signalwire-paginate-bench-'));
	const [packed] = JSON.parse(npm(folder, ['pack', source, '--json', '--ignore-scripts', '--silent']));
	writeFileSync(join(folder, 'package.json'), '{"private": true, "type": "module"}\n');
	npm(folder, ['install', `./${packed.filename}`, '--prefer-offline', '--no-audit', '--no-fund', '--silent']);
	const resolve = createRequire(join(folder, 'package.json')).resolve;
	return {
		folder,
		tarballBytes: statSync(join(folder, packed.filename)).size,
		version: packed.version,
		/** The address from which a process of its own can import a module of the installed package. */
		urlOf: (/** @type {string} */ name) => pathToFileURL(resolve(name)).href,
		/** The script of the command. */
		command: join(folder, 'node_modules', packed.name, 'dist/cli/main.js'),
		/** Installs the same tarball without its optional dependencies. */
		omitOptional: () =>
			npm(folder, ['install', '--omit=optional', '--prefer-offline', '--no-audit', '--no-fund', '--silent']),
	};
};
