import {newest} from './newest.mjs';

/** The same loop over undici's `request`, which does without the web's streams and headers. */
export const open = async () => {
	const {request} = await import(newest('undici'));
	return async function* ({firstUrl, headers}) {
		for (let url = firstUrl; url; ) {
			const {body} = await request(url, {headers});
			const {data, links} = JSON.parse(await body.text());
			yield data;
			url = links.next;
		}
	};
};
