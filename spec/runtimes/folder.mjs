import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createClient} from 'signalwire-paginate';
import {startSimulator} from 'signalwire-paginate/simulator';

/** How many rooms there are. */
export const rooms = 3210;

/** A client of a simulator, and a folder; both are gone after the work. */
export const withFolder = async (work, options = {}) => {
	const folder = await mkdtemp(join(tmpdir(), 'runtimes-'));
	const simulator = await startSimulator({rooms, ...options});
	const {url: baseUrl, projectId, apiToken} = simulator;
	try {
		return await work(createClient({baseUrl, projectId, apiToken}), folder, simulator);
	} finally {
		await simulator.close();
		await rm(folder, {recursive: true});
	}
};
