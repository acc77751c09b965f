/** Where a page has its items and the address of the next one. */
const readers = {
	linked: ({data, links}) => [data, links.next],
	calls: ({calls, next_page_uri}) => [calls, next_page_uri],
};

/** The baseline: nothing but what the platform has, and nothing checked. */
export const open = async () =>
	async function* ({firstUrl, headers, page = 'linked'}) {
		const read = readers[page];
		for (let url = firstUrl; url; ) {
			const response = await fetch(url, {headers});
			const [items, next] = read(JSON.parse(await response.text()));
			yield items;
			url = next;
		}
	};
