import {createClient, isPaginationError, list, paginateRooms, type Room} from 'signalwire-paginate';
import {startSimulator} from 'signalwire-paginate/simulator';
import {roomSessions} from 'signalwire-paginate/video';

const main = async (): Promise<void> => {
	const simulator = await startSimulator({rooms: 120});
	const {url: baseUrl, projectId, apiToken} = simulator;
	const names: string[] = [];
	for await (const room of paginateRooms(createClient({baseUrl, projectId, apiToken}), {page_size: 50})) {
		names.push((room satisfies Room).name);
	}
	await simulator.close();
	if (
		names.length !== 120 ||
		typeof list !== 'function' ||
		isPaginationError(0) ||
		roomSessions.name !== 'room_sessions'
	) {
		throw new Error(`read ${names.length} rooms of 120`);
	}
};
main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
