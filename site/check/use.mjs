/** Uses the site as a reader does: searches, and opens the menu of a narrow window. */

const search = async (page, words) => {
	await page.locator('#tsd-search-trigger').click();
	await page.locator('#tsd-search-input').fill(words);
	const first = page.locator('#tsd-search-results a').first();
	await first.waitFor();
	return first.getAttribute('href');
};

/** What does not work of it. */
export const tryOut = async (context, address) => {
	const problems = [];
	const page = await context.newPage();
	await page.setViewportSize({width: 1280, height: 900});
	for (const [words, expected] of [
		['paginateRooms', 'signalwire-paginate/paginateRooms.html'],
		['roomSessionMembers', 'signalwire-paginate/video/roomSessionMembers.html'],
	]) {
		await page.goto(`${address}index.html`);
		const found = await search(page, words);
		if (!found?.endsWith(expected)) problems.push(`search for ${words} gives ${found}`);
		await page.locator('#tsd-search-results a').first().click();
		await page.waitForURL(`**/${expected}`);
	}
	await page.setViewportSize({width: 360, height: 740});
	await page.goto(`${address}signalwire-paginate/paginateRooms.html`);
	await page.locator('[data-toggle="menu"]').click();
	await page.locator('.tsd-navigation a', {hasText: 'paginateRooms'}).first().waitFor();
	await page.close();
	return problems;
};
