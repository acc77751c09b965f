import {type InvalidInput, invalidInput} from './api-error.ts';

/** As whom a list is asked: as the project, by its ID and token (Basic), or as a subscriber, by the subscriber's own token (Bearer). */
export const authentications = ['project', 'subscriber'] as const;

export type Authentication = (typeof authentications)[number];

/** There is nobody to ask a subscriber's list as. */
export const noSubscriber = (what: string): InvalidInput =>
	invalidInput(
		`${what} is asked for as a subscriber, not as the project, and this client has no subscriberToken: pass one, or set ` +
			'SIGNALWIRE_SUBSCRIBER_TOKEN (--subscriber-token-file). Nothing was requested.',
	);
