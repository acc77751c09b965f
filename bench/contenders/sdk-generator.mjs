/** What SDKs ship: a page object that knows how to get the next one, its items through two async generators. */
class Page {
	constructor(client, {data, links}) {
		this.client = client;
		this.data = data;
		this.links = links;
	}

	async getNextPage() {
		return this.links.next ? this.client.getPage(this.links.next) : undefined;
	}

	async *iterPages() {
		for (let page = this; page; page = await page.getNextPage()) yield page;
	}

	async *[Symbol.asyncIterator]() {
		for await (const page of this.iterPages()) {
			for (const item of page.data) yield item;
		}
	}
}

class Client {
	constructor(headers) {
		this.headers = headers;
	}

	async getPage(url) {
		const response = await fetch(url, {headers: this.headers});
		if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
		return new Page(this, await response.json());
	}
}

export const open = async () =>
	async function* ({firstUrl, headers}) {
		yield* await new Client(headers).getPage(firstUrl);
	};
