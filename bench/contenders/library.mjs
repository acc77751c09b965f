/**
 * This library as users install it, with its default options but for those that a part names.
 *
 * @param {{libraryUrl: string, listUrl?: string, list?: string, ioTsUrl: string, unit: 'items' | 'pages', validated: boolean}} settings
 */
export const open = async ({libraryUrl, listUrl = libraryUrl, list = 'rooms', ioTsUrl, unit, validated}) => {
	const {createClient, paginate, paginatePages} = await import(libraryUrl);
	const {[list]: known} = await import(listUrl);
	const t = await import(ioTsUrl);
	// There is no option for leaving out the checks: a list whose items may be anything does it.
	const asked = validated ? known : {...known, item: t.unknown};
	const walk = ({baseUrl, projectId, apiToken, query, options}, generator) =>
		generator(createClient({baseUrl, projectId, apiToken}), asked, query, options);
	if (unit === 'items') return target => walk(target, paginate);
	return async function* (target) {
		for await (const page of walk(target, paginatePages)) yield page.items;
	};
};
