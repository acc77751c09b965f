import {isPaginationError, paginateRooms} from 'signalwire-paginate';

/** What is tested: the names of all rooms, or undefined where the credentials are refused. */
export const namesOfRooms = async client => {
	const names = [];
	try {
		for await (const {name} of paginateRooms(client, {page_size: 50})) names.push(name);
	} catch (error) {
		if (isPaginationError(error) && error.kind === 'authentication') return undefined;
		throw error;
	}
	return names;
};
