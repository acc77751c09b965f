import {createClient, isPaginationError, paginateRooms} from 'signalwire-paginate';

/** Seconds that the platform gives each call. */
export const maxDuration = 10;

/** Milliseconds for listing: the page at hand, and the answer, need some too. */
const budget = Number(process.env.BUDGET ?? 7000);

const client = createClient({baseUrl: process.env.SIGNALWIRE_BASE_URL});

/** Lists rooms for as long as it may; `next` is what to pass as `?cursor=` to go on, null at the end. */
export const GET = async request => {
	const resumeFrom = new URL(request.url).searchParams.get('cursor') ?? undefined;
	const walk = paginateRooms(client, {}, {resumeFrom, maxDuration: budget, signal: request.signal});
	const names = [];
	try {
		for await (const {name} of walk) names.push(name);
		return Response.json({names, next: walk.cursor ?? null});
	} catch (error) {
		if (!isPaginationError(error)) throw error;
		// What is no cursor of this list is refused before anything is requested.
		if (error.kind === 'invalid-input') return Response.json({error: error.message}, {status: 400});
		// Of what was listed nothing is lost: the caller goes on behind it.
		if (names.length > 0) return Response.json({names, next: walk.cursor ?? null});
		return Response.json({error: error.kind}, {status: 502});
	}
};
