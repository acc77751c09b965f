import type {ApiError} from '../core/api-error.ts';
import type {Authentication} from '../core/authentication.ts';
import type {RequestDescriptor} from '../core/request-descriptor.ts';
import type {RetryPolicy} from './retry-policy.ts';
import type {TransportEvent} from './transport-event.ts';

/** A request that somebody waits for, and what has been tried for it. */
export interface Call {
	readonly request: RequestDescriptor;
	/** As whom it is asked. */
	readonly authentication: Authentication;
	readonly signal: AbortSignal;
	readonly policy: RetryPolicy;
	readonly emit: (event: TransportEvent) => void;
	/** Given the beginning of the body of its first attempt. */
	readonly onHead?: ((head: string) => void) | undefined;
	/** The attempt that was sent last; 0 before the first. */
	attempt: number;
	/** On a clock that nobody moves. */
	firstSentAt?: number;
}

/** What an attempt throws, so that p-retry sees an Error of this realm, never a foreign one it would refuse. */
export class AttemptFailed extends Error {
	readonly apiError: ApiError;
	constructor(apiError: ApiError) {
		super(apiError.kind);
		this.apiError = apiError;
	}
}
