/** Whether a request carried credentials, and the right ones; never which. */
export type Credentials = 'absent' | 'wrong' | 'right';

/** Judges an Authorization header by RFC 7617: the scheme in any case, then base64 of `user:password`. */
export const createCredentialsCheck = (projectId: string, apiToken: string) => {
	const expected = `${projectId}:${apiToken}`;
	return (authorization: string | undefined): Credentials => {
		if (authorization === undefined) return 'absent';
		const [, encoded = ''] = /^basic +([A-Za-z0-9+/]+=*) *$/i.exec(authorization) ?? [];
		return Buffer.from(encoded, 'base64').toString('utf8') === expected ? 'right' : 'wrong';
	};
};
