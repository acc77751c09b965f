/**
 * This library as users install it, with its default options but for those that a part names.
 *
 * @param {{libraryUrl: string, ioTsUrl: string, unit: 'items' | 'pages', validated: boolean}} settings
 */
export const open = async ({libraryUrl, ioTsUrl, unit, validated}) => {
	const {createClient, paginate, paginatePages, rooms} = await import(libraryUrl);
	const t = await import(ioTsUrl);
	// There is no option for leaving out the checks: an endpoint whose items may be anything does it.
	const endpoint = validated ? rooms : {...rooms, item: t.unknown};
	const walk = ({baseUrl, projectId, apiToken, query, options}, generator) =>
		generator(createClient({baseUrl, projectId, apiToken}), endpoint, query, options);
	if (unit === 'items') return target => walk(target, paginate);
	return async function* (target) {
		for await (const page of walk(target, paginatePages)) yield page.items;
	};
};
