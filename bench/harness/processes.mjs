import {fork} from 'node:child_process';
import {fileURLToPath} from 'node:url';

const script = name => fileURLToPath(new URL(name, import.meta.url));

/** @param {import('node:child_process').ChildProcess} child */
export const nextMessage = child =>
	new Promise((resolve, reject) => {
		const ended = code => {
			child.off('message', received);
			reject(new Error(`A process of the benchmark ended with code ${code} before it answered.`));
		};
		const received = message => {
			child.off('exit', ended);
			resolve(message);
		};
		child.once('message', received);
		child.once('exit', ended);
	});

/**
 * Runs `use` with a simulator in a process of its own; with an `alteration`, of its items.
 *
 * @param {string} simulatorUrl
 * @param {object} options
 */
export const withServer = async (simulatorUrl, options, use) => {
	// Once its pages are made it keeps them, so that it is never what is waited for.
	const settings = JSON.stringify({cacheBytes: 2 ** 29, ...options});
	const server = options.alteration === undefined ? 'server.mjs' : 'altered-server.mjs';
	const child = fork(script(server), [simulatorUrl, settings]);
	try {
		return await use(await nextMessage(child));
	} finally {
		child.kill();
	}
};

/**
 * A process for each contender, all of them alive at once, so that they can take turns.
 *
 * @param {{packed: object, node: {path: string}}} how `node` is the Node that runs them
 */
export const withWorkers = async (contenders, {packed, node}, use) => {
	const children = contenders.map(contender =>
		fork(script('worker.mjs'), [JSON.stringify({...packed, contender})], {
			execPath: node.path,
			execArgv: ['--expose-gc'],
		}),
	);
	try {
		await Promise.all(children.map(nextMessage));
		const runners = contenders.map((contender, index) => ({
			contender,
			run: async job => {
				children[index].send(job);
				const {result, error} = await nextMessage(children[index]);
				if (error !== undefined) throw new Error(`${contender.name}: ${error}`);
				return result;
			},
		}));
		return await use(runners);
	} finally {
		for (const child of children) child.kill();
	}
};
