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

/** `FILE: what is wrong with which link`, once for each file and link. */
export const findBrokenLinks = site =>
	[...site.pages].flatMap(([file, {links}]) =>
		[...new Set(links)].flatMap(link => {
			const wrong = lacks(link, site);
			return wrong === undefined ? [] : [`${file}: ${wrong}: ${link}`];
		}),
	);
