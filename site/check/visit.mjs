/** Reads pages in a browser, in several tabs. */

/** Wide enough for both sidebars, and a small telephone. */
const widths = [1280, 360];
const height = 900;
const tabs = 4;
const patience = 30_000;

/** Runs in the page. */
const readPage = () => ({
	title: document.title,
	headings: document.querySelectorAll('h1').length,
	ids: Array.from(document.querySelectorAll('[id]'), ({id}) => id),
	links: [...new Set(Array.from(document.querySelectorAll('a[href]'), ({href}) => href))],
});

/** Runs in the page: what reaches over its right edge, and is in no box that scrolls. */
const readOverflow = () => {
	const width = window.innerWidth;
	if (document.documentElement.scrollWidth <= width) return undefined;
	const scrolls = element =>
		element !== document.body &&
		element !== null &&
		(getComputedStyle(element).overflowX !== 'visible' || scrolls(element.parentElement));
	const culprit = [...document.body.querySelectorAll('*')].find(
		element =>
			getComputedStyle(element).position !== 'fixed' &&
			element.getBoundingClientRect().right > width + 1 &&
			!scrolls(element.parentElement),
	);
	return `${document.documentElement.scrollWidth} pixels in ${width}: ${culprit?.outerHTML.slice(0, 120) ?? 'no single element'}`;
};

/** Calls `complain` with all that a page says is wrong, from now on. */
export const listen = (page, complain) => {
	page.on('console', message => {
		if (['error', 'warning'].includes(message.type())) complain(`${message.type()}: ${message.text()}`);
	});
	page.on('pageerror', error => complain(`exception: ${error.message}`));
	page.on('requestfailed', request => complain(`not loaded: ${request.url()}`));
	page.on('response', response => {
		if (response.status() >= 400) complain(`${response.status()}: ${response.url()}`);
	});
};

const visit = async (page, address) => {
	await page.goto(address, {timeout: patience});
	// The script makes it last.
	await page.locator('.tsd-navigation .tsd-accordion, .tsd-navigation a').first().waitFor({state: 'attached'});
	const facts = await page.evaluate(readPage);
	const overflows = [];
	// The width of the page before comes first: changing it takes a while.
	const present = page.viewportSize().width;
	for (const width of [present, ...widths.filter(other => other !== present)]) {
		await page.setViewportSize({width, height});
		const overflow = await page.evaluate(readOverflow);
		if (overflow !== undefined) overflows.push(overflow);
	}
	return {...facts, overflows};
};

/** What is on each page, by its path below the address, and what is wrong with it. */
export const visitAll = async (context, address, files) => {
	const found = new Map();
	const waiting = [...files];
	const work = async () => {
		const page = await context.newPage();
		await page.setViewportSize({width: widths[0], height});
		let problems = [];
		listen(page, problem => problems.push(problem));
		for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
			problems = [];
			const {overflows, ...facts} = await visit(page, `${address}${file}`);
			if (facts.headings !== 1) problems.push(`${facts.headings} first headings`);
			found.set(file, {...facts, problems: [...problems, ...overflows]});
		}
		await page.close();
	};
	await Promise.all(Array.from({length: tabs}, work));
	return found;
};
