import {newest} from './newest.mjs';

/** got's own paginator; it follows Link headers by default, and is told where to find links and items in a body. */
export const open = async () => {
	const {default: got} = await import(newest('got'));
	return ({firstUrl, headers}) =>
		got.paginate(firstUrl, {
			headers,
			responseType: 'json',
			pagination: {
				transform: ({body}) => body.data,
				paginate: ({response}) => (response.body.links.next ? {url: new URL(response.body.links.next)} : false),
			},
		});
};
