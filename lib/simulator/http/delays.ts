import type {ServerResponse} from 'node:http';
// Imported, not global: tests that fake the global timers must not stop the server.
import {clearTimeout, setTimeout} from 'node:timers';

/** Timers of responses; none outlives its response. */
export interface Delays {
	/** Runs after that many milliseconds, at once for 0, and never if the client has gone. */
	readonly after: (milliseconds: number, response: ServerResponse, run: () => void) => void;
}

export const delays: Delays = {
	after: (milliseconds, response, run) => {
		if (response.destroyed) return;
		if (milliseconds <= 0) {
			run();
			return;
		}
		const cancel = (): void => clearTimeout(timer);
		const timer = setTimeout(() => {
			response.removeListener('close', cancel);
			run();
		}, milliseconds);
		response.once('close', cancel);
	},
};
