import type {FaultRequest} from '../faults/fault.ts';
import type {Credentials} from './credentials.ts';

/** One request as the log keeps it. Credentials are judged, never kept. */
export interface RequestRecord extends FaultRequest {
	/** Whether the request was let in as far as credentials go; always true without authentication. */
	readonly authorized: boolean;
	readonly credentials: Credentials;
	/** Undefined if no answer was sent. */
	readonly status: number | undefined;
	/** The fault that struck: a status or a name. */
	readonly fault: string | undefined;
	/** How many rooms the answer holds; none if it is one of another list. */
	readonly rooms: number;
	/** The message of an error that a programmed fault threw; the client got 500. */
	readonly failure: string | undefined;
}

/** The latest records, in order; older ones are forgotten. */
export interface RequestLog {
	readonly add: (record: RequestRecord) => void;
	readonly latest: () => readonly RequestRecord[];
}

export const createRequestLog = (capacity: number): RequestLog => {
	let records: RequestRecord[] = [];
	return {
		add: record => {
			records.push(record);
			// Twice the capacity before anything is dropped: dropping one each time would move all the others.
			if (records.length >= 2 * capacity) records = records.slice(-capacity);
		},
		latest: () => records.slice(-capacity),
	};
};
