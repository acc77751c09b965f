import {describe, expect, it} from '@jest/globals';
import {bundle} from '../support/bundle.ts';
import {cleanEnvironment, runChild} from '../support/child.ts';
import {useSimulators} from '../support/simulated.ts';

const simulate = useSimulators();

/** Stops walks in every way while they wait for minutes; a process with a timer or a socket left would not end. */
const program = `
	import {createClient, paginateRooms} from 'signalwire-paginate';
	const {SIMULATOR_URL: baseUrl, PROJECT_ID: projectId, API_TOKEN: apiToken} = process.env;
	const retry = {minDelay: 600_000, maxDelay: 600_000, maxElapsed: 3_600_000};
	const client = createClient({baseUrl, projectId, apiToken, retry, timeout: 600_000});
	process.on('unhandledRejection', () => process.exit(7));
	process.on('warning', () => process.exit(8));
	const concurrency = Number(process.env.CONCURRENCY);

	for await (const room of paginateRooms(client, {page_size: 10}, {concurrency})) break;

	const walk = paginateRooms(client, {page_size: 10}, {concurrency});
	for (let room = 0; room < 10; room++) await walk.next();
	const waiting = walk.next();
	setTimeout(() => walk.return(), 50);
	await waiting;

	const controller = new AbortController();
	setTimeout(() => controller.abort('enough'), 50);
	try {
		for await (const room of paginateRooms(client, {page_size: 10}, {concurrency, signal: controller.signal}));
	} catch (error) {
		console.log(error);
	}
`;

describe('a process whose walks were stopped', () => {
	it.each([
		['at the headers of a silent server', {kind: 'silence'} as const, 1],
		['in a body that stalls', {kind: 'stall'} as const, 1],
		['in a back-off', {kind: 'status', status: 500} as const, 1],
		['in a pause of the whole client', {kind: 'status', status: 503, retryAfter: 600} as const, 1],
		['at guesses that are never answered', {kind: 'silence'} as const, 8],
	])('%s ends by itself, with nothing unhandled', async (_where, fault, concurrency) => {
		const isLater = (query: string) =>
			/page_number=[2-9]/.test(query) || (concurrency === 1 && query.includes('page_token'));
		const {simulator} = await simulate({rooms: 100, faults: [({query}) => (isLater(query) ? fault : undefined)]});
		const env = cleanEnvironment({
			SIMULATOR_URL: simulator.url,
			PROJECT_ID: simulator.projectId,
			API_TOKEN: simulator.apiToken,
			CONCURRENCY: String(concurrency),
		});
		const file = await bundle('leftovers', program);
		const finished = await runChild(process.execPath, [file], {env});
		expect(finished).toEqual({exitCode: 0, stdout: 'enough\n', stderr: ''});
	});
});
