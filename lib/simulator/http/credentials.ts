import type {Authentication} from '../../core/authentication.ts';
import type {Settings} from '../options.ts';

/** Whether a request carried credentials, and the right ones; never which. */
export type Credentials = 'absent' | 'wrong' | 'right';

/**
 * Judges an Authorization header by whom a list is asked as. A project's by RFC 7617: the scheme in any case, then base64
 * of `user:password`; a subscriber's by RFC 6750: the scheme, then the token.
 */
export const createCredentialsCheck = ({
	projectId,
	apiToken,
	subscriberToken,
}: Pick<Settings, 'projectId' | 'apiToken' | 'subscriberToken'>) => {
	const expected: Readonly<Record<Authentication, string>> = {
		project: `${projectId}:${apiToken}`,
		subscriber: subscriberToken,
	};
	const read: Readonly<Record<Authentication, (header: string) => string | undefined>> = {
		project: header => {
			const [, encoded = ''] = /^basic +([A-Za-z0-9+/]+=*) *$/i.exec(header) ?? [];
			return Buffer.from(encoded, 'base64').toString('utf8');
		},
		subscriber: header => /^bearer +(.*?) *$/i.exec(header)?.[1],
	};
	return (authorization: string | undefined, as: Authentication = 'project'): Credentials => {
		if (authorization === undefined) return 'absent';
		return read[as](authorization) === expected[as] ? 'right' : 'wrong';
	};
};
