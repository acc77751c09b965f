/** A Worker that walks: bundled for browsers, without any of Node's modules. Runs what the request asks for. */
import {createClient, exportRooms, isPaginationError, paginate, paginateRooms} from 'signalwire-paginate';
import {roomSessions} from 'signalwire-paginate/video';

const walks = {
	walk: async client => {
		const ids = new Set();
		for await (const {id} of paginateRooms(client, {page_size: 100}, {concurrency: 4})) ids.add(id);
		return ids.size;
	},
	stop: async client => {
		const walk = paginateRooms(client, {page_size: 100});
		let rooms = 0;
		for await (const _ of walk) if (++rooms === 150) break;
		for await (const _ of paginateRooms(client, {}, {resumeFrom: walk.cursor})) rooms++;
		return rooms;
	},
	otherList: async client => {
		let sessions = 0;
		for await (const _ of paginate(client, roomSessions, {}, {maxItems: 30})) sessions++;
		return sessions;
	},
	abort: client => paginateRooms(client, {}, {signal: AbortSignal.abort(new Error('enough'))}).next(),
	export: client => exportRooms(client, {}, {destination: 'rooms.csv'}),
};

export default {
	async fetch(request) {
		const {walk, ...options} = Object.fromEntries(new URL(request.url).searchParams);
		try {
			return Response.json({gave: await walks[walk](createClient(options))});
		} catch (error) {
			return Response.json({threw: isPaginationError(error) ? error.kind : error.message, message: error.message});
		}
	},
};
