import {readFileSync} from 'node:fs';
import {arch, cpus, platform, totalmem} from 'node:os';
import {contenders} from '../contenders/index.mjs';

export const machine = () => ({
	processor: cpus()[0]?.model.trim() ?? 'unknown',
	cores: cpus().length,
	memoryGiB: Math.round(totalmem() / 2 ** 30),
	system: `${platform()} ${arch()}`,
});

const versionOf = name =>
	JSON.parse(readFileSync(new URL(`../node_modules/${name}/package.json`, import.meta.url), 'utf8')).version;

/** @param {string} libraryVersion */
export const versions = libraryVersion => {
	const {node, v8, undici} = process.versions;
	const names = contenders.flatMap(({ours, packages = []}) => (ours ? [] : packages));
	const others = [...new Set(names)].map(name => [name, versionOf(name)]);
	return {
		'signalwire-paginate': libraryVersion,
		node,
		v8,
		"undici in node's fetch": undici,
		...Object.fromEntries(others),
	};
};
