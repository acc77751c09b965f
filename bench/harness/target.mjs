/**
 * Where a walk starts, for those who take an address and headers and for those who take options.
 *
 * @param {{url: string, projectId: string, apiToken: string}} server
 * @param {{pageSize: number, options?: object}} walk
 */
export const targetOf = ({url, projectId, apiToken}, {pageSize, options = {}}) => ({
	baseUrl: url,
	projectId,
	apiToken,
	query: {include_active_session: true, page_size: pageSize},
	options,
	firstUrl: `${url}/api/video/rooms?include_active_session=true&page_size=${pageSize}`,
	headers: {
		authorization: `Basic ${Buffer.from(`${projectId}:${apiToken}`).toString('base64')}`,
		accept: 'application/json',
	},
});
