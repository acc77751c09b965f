import {once} from 'node:events';
import express from 'express';
import {isPaginationError, paginateRoomPages} from 'signalwire-paginate';

const lines = items => items.map(item => `${JSON.stringify(item)}\n`).join('');

/** `GET /rooms` streams every room as a line of JSON. */
export const createApp = client => {
	const app = express();

	app.get('/rooms', async (_request, response) => {
		// A browser that goes away ends the walk, and with it a request that is under way.
		const gone = new AbortController();
		response.on('close', () => gone.abort());
		const {signal} = gone;
		response.type('application/x-ndjson');
		try {
			// Nothing is fetched ahead: as long as the browser does not read, SignalWire is not asked.
			for await (const page of paginateRoomPages(client, {page_size: 1000}, {signal, readAhead: 0})) {
				if (!response.write(lines(page.items))) await once(response, 'drain', {signal});
			}
			response.end();
		} catch (error) {
			if (signal.aborted) return;
			console.error(error.message);
			if (!isPaginationError(error) || response.headersSent) {
				// Cut off: a browser must not take a part for the whole.
				response.destroy();
			} else {
				response.status(502).json({error: error.kind});
			}
		}
	});

	return app;
};
