import {lstatSync, readdirSync} from 'node:fs';
import {join} from 'node:path';

const filesOf = folder =>
	readdirSync(folder, {recursive: true, withFileTypes: true})
		.filter(entry => entry.isFile())
		.map(entry => join(entry.parentPath ?? entry.path, entry.name));

const packagesOf = folder =>
	readdirSync(folder, {withFileTypes: true}).flatMap(({name}) => {
		if (name.startsWith('.')) return [];
		if (!name.startsWith('@')) return [name];
		return readdirSync(join(folder, name)).map(inner => `${name}/${inner}`);
	});

const sizeOf = folder => {
	const files = filesOf(folder);
	return {files: files.length, bytes: files.reduce((sum, file) => sum + lstatSync(file).size, 0)};
};

/** What `npm install` of the packed tarball puts on a disk: with what is optional, and without. */
const installed = ({folder}) => {
	const modules = join(folder, 'node_modules');
	const packages = packagesOf(modules);
	const largest = packages
		.map(name => ({name, bytes: sizeOf(join(modules, name)).bytes}))
		.sort((a, b) => b.bytes - a.bytes)
		.slice(0, 5);
	return {packages: packages.length, ...sizeOf(modules), largest};
};

export const install = async ({packed, log}) => {
	const whole = installed(packed);
	log('install: without optional dependencies');
	packed.omitOptional();
	return {tarballBytes: packed.tarballBytes, whole, required: installed(packed)};
};
