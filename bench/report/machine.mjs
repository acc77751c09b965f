import {arch, cpus, platform, totalmem} from 'node:os';
import {contenders} from '../contenders/index.mjs';
import {newest, packageIn} from '../contenders/newest.mjs';

export const machine = () => ({
	processor: cpus()[0]?.model.trim() ?? 'unknown',
	cores: cpus().length,
	memoryGiB: Math.round(totalmem() / 2 ** 30),
	system: `${platform()} ${arch()}`,
});

/**
 * The versions of what a Node brings, and of the peers that it bears.
 *
 * @param {{version: string, v8: string, undici: string}} node
 */
export const nodeVersions = ({version, v8, undici}) => {
	const folders = contenders.flatMap(({newest: name}) => (name === undefined ? [] : [[name, newest(name, version)]]));
	const ofPeers = folders.map(([name, folder]) => [name, packageIn(folder).version]);
	return {node: version, v8, "undici in node's fetch": undici, ...Object.fromEntries(ofPeers)};
};

/**
 * @param {string} libraryVersion
 * @param {{version: string, v8: string, undici: string}} node
 */
export const versions = (libraryVersion, node) => {
	const names = contenders.flatMap(({packages = []}) => packages);
	const others = [...new Set(names)].map(name => [name, packageIn(name).version]);
	return {'signalwire-paginate': libraryVersion, ...nodeVersions(node), ...Object.fromEntries(others)};
};
