/** What is asked for: rooms with their sessions, unless a part says otherwise. */
const roomsQuery = {include_active_session: true};

/**
 * Where a walk starts, for those who take an address and headers and for those who take options.
 *
 * @param {{url: string, projectId: string, apiToken: string}} server
 * @param {{pageSize: number, options?: object, query?: object}} walk
 */
export const targetOf = ({url, projectId, apiToken}, {pageSize, options = {}, query = roomsQuery}) => {
	const asked = {...query, page_size: pageSize};
	return {
		baseUrl: url,
		projectId,
		apiToken,
		pageSize,
		query: asked,
		options,
		firstUrl: `${url}/api/video/rooms?${new URLSearchParams(asked)}`,
		...credentials({projectId, apiToken}),
	};
};

const credentials = ({projectId, apiToken}) => ({
	headers: {
		authorization: `Basic ${Buffer.from(`${projectId}:${apiToken}`).toString('base64')}`,
		accept: 'application/json',
	},
});

/** The same for calls, whose list is of another kind: paths and pages as LaML has them. */
export const callsTargetOf = ({url, projectId, apiToken}, {pageSize}) => ({
	baseUrl: url,
	projectId,
	apiToken,
	pageSize,
	query: {PageSize: pageSize},
	options: {},
	page: 'calls',
	firstUrl: `${url}/api/laml/2010-04-01/Accounts/${projectId}/Calls?PageSize=${pageSize}`,
	...credentials({projectId, apiToken}),
});
