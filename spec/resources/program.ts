/**
 * Run by itself, with `--expose-gc`: ends walks again and again, in one way after the other, and tells what is left of
 * them, a line for each way.
 */
import {getEventListeners} from 'node:events';
import type {ClientOptions} from '../../lib/index.ts';
import {type Ending, endings, openGiven} from './endings.ts';

const {CONNECTIONS = '{}', WALKS = '', MOST_BYTES = ''} = process.env;
const walks = Number(WALKS);

let noticed: string[] = [];
process.on('unhandledRejection', reason => noticed.push(`unhandled: ${String(reason)}`));
process.on('warning', ({message}) => noticed.push(`warning: ${message}`));

/** The less of two looks, since some garbage takes a turn to become garbage. */
const heap = async (): Promise<number> => {
	let least = Number.POSITIVE_INFINITY;
	for (let look = 0; look < 2; look++) {
		await new Promise(resolve => setTimeout(resolve, 5));
		(globalThis as {gc?: () => void}).gc?.();
		least = Math.min(least, process.memoryUsage().heapUsed);
	}
	return least;
};

const resources = () => {
	const counts: Record<string, number> = {};
	for (const name of process.getActiveResourcesInfo()) counts[name] = (counts[name] ?? 0) + 1;
	return counts;
};
const listeners = () => process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0);

const measure = async (ending: Ending, connection: ClientOptions) => {
	const given = openGiven(connection, ending);
	noticed = [];
	let reached = 0;
	const walkOften = async (count: number) => {
		for (let walk = 0; walk < count; walk++) if (await ending.walk(given)) reached++;
	};
	await walkOften(Math.ceil(walks / 3));
	const before = {heap: await heap(), resources: resources(), listeners: listeners()};
	// A leak grows in each round; what the engine keeps for itself while it warms up does not.
	let bytesPerWalk = Number.POSITIVE_INFINITY;
	let rounds = 0;
	for (let from = before.heap; rounds === 0 || (rounds < 10 && bytesPerWalk > Number(MOST_BYTES)); rounds++) {
		await walkOften(walks);
		const now = await heap();
		bytesPerWalk = Math.min(bytesPerWalk, (now - from) / walks);
		from = now;
	}
	return {
		reached,
		walks: Math.ceil(walks / 3) + rounds * walks,
		bytesPerWalk: Math.round(bytesPerWalk),
		timers: (resources().Timeout ?? 0) - (before.resources.Timeout ?? 0),
		sockets: (resources().TCPSocketWrap ?? 0) - (before.resources.TCPSocketWrap ?? 0),
		processListeners: listeners() - before.listeners,
		signalListeners: getEventListeners(given.shared, 'abort').length,
		noticed,
	};
};

for (const [name, connection] of Object.entries(JSON.parse(CONNECTIONS) as Record<string, ClientOptions>)) {
	const ending = endings[name];
	if (ending === undefined) throw new Error(`There is no ending "${name}".`);
	console.log(JSON.stringify(await measure(ending, connection)));
}
process.exit();
