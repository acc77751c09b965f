/** Whether links lead somewhere: those within the site to a file and a place in it; others must be of the web. */

const beginning = 'index.html';

const lacks = (link, {address, files, pages}) => {
	if (!URL.canParse(link)) return 'no address';
	const {href, protocol, hash} = new URL(link);
	if (!href.startsWith(new URL('/', address).href)) return protocol === 'https:' ? undefined : 'not of the web';
	if (!href.startsWith(address)) return 'leaves the site by its root';
	const path = decodeURIComponent(href.slice(address.length).split(/[?#]/)[0]);
	const file = path === '' || path.endsWith('/') ? `${path}${beginning}` : path;
	if (!files.has(file)) return 'no such file';
	const anchor = decodeURIComponent(hash.slice(1));
	return anchor === '' || pages.get(file)?.ids.includes(anchor) ? undefined : 'no such place in it';
};

/** What is wrong with which link, and where it stands: each link once. */
export const findBrokenLinks = site => {
	const places = new Map();
	for (const [file, {links}] of site.pages) {
		for (const link of links) {
			if (!places.has(link)) places.set(link, []);
			places.get(link).push(file);
		}
	}
	return [...places].flatMap(([link, files]) => {
		const wrong = lacks(link, site);
		return wrong === undefined ? [] : [`${files[0]}: ${wrong}: ${link} (links: ${files.length})`];
	});
};
