/**
 * Octokit's iterator. It finds the next page in a Link header only, which SignalWire does not send, and takes `data`
 * for the list: so a hook, Octokit's own way to adapt an answer, writes the header from the body's link and puts the
 * list in the body's place. That costs one string a page.
 */
export const open = async () => {
	const {Octokit} = await import('@octokit/core');
	const {paginateRest} = await import('@octokit/plugin-paginate-rest');
	const Paginating = Octokit.plugin(paginateRest);
	return async function* ({firstUrl, headers}) {
		const octokit = new Paginating();
		octokit.hook.after('request', response => {
			const {data, links} = response.data;
			if (links.next) response.headers.link = `<${links.next}>; rel="next"`;
			response.data = data;
		});
		for await (const {data} of octokit.paginate.iterator(`GET ${firstUrl}`, {headers})) yield data;
	};
};
