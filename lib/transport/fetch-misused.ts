import type {InvalidInput, UnsafeRedirectError} from '../core/api-error.ts';
import {type RequestDescriptor, requestTarget} from '../core/request-descriptor.ts';

/** The fetch that was called does what none may do. It would do it again. */
export class FetchMisused extends Error {
	readonly redirectStatus: number | undefined;
	constructor(what: string, redirectStatus?: number) {
		super(what);
		this.redirectStatus = redirectStatus;
	}
}

export const misuseError = (
	{message, redirectStatus: status}: FetchMisused,
	request: RequestDescriptor,
): InvalidInput | UnsafeRedirectError => {
	const told = `The fetch that GET ${requestTarget(request)} was sent with ${message}.`;
	if (status === undefined) {
		return {kind: 'invalid-input', message: `${told} Check the fetch option, or what stands in for the global fetch.`};
	}
	return {
		kind: 'unsafe-redirect',
		message: `${told} Its answer was not used. A fetch must leave redirects alone (redirect: 'manual') and show them.`,
		request,
		status,
	};
};
