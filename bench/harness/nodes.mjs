import {execFileSync} from 'node:child_process';

const ask =
	'const {version, versions: {v8, undici}} = process; ' +
	"console.log(JSON.stringify({version, v8, undici, hasSqlite: require('node:module').isBuiltin('node:sqlite')}))";

/**
 * What a Node says of itself.
 *
 * @param {string} path
 */
export const nodeAt = path => {
	const {version, ...facts} = JSON.parse(
		execFileSync(path, ['-e', ask], {encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore']}),
	);
	return {path, version: version.slice(1), ...facts};
};

const majorOf = ({version}) => Number.parseInt(version, 10);

/**
 * A second Node, newer than this one: the one that was given, or what is called `node24` here.
 *
 * @param {{version: string}} node
 * @param {string | undefined} given
 */
export const newerNode = (node, given) => {
	try {
		const found = nodeAt(given ?? 'node24');
		return majorOf(found) > majorOf(node) ? found : undefined;
	} catch (error) {
		if (given !== undefined) throw error;
		return undefined;
	}
};
