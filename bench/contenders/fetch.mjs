/** The baseline: nothing but what the platform has, and nothing checked. */
export const open = async () =>
	async function* ({firstUrl, headers}) {
		for (let url = firstUrl; url; ) {
			const response = await fetch(url, {headers});
			const {data, links} = JSON.parse(await response.text());
			yield data;
			url = links.next;
		}
	};
