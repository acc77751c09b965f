/**
 * The pattern of Stripe's SDK: an iterator by hand, whose calls of `next` share a promise as long as one is under way, so
 * that two at once do not skip or repeat an item. Its own package asks for the page after an id, which is no link.
 */
class Items {
	#at = 0;
	#page;
	#underWay;

	constructor(first, getPage) {
		this.#page = first;
		this.getPage = getPage;
	}

	[Symbol.asyncIterator]() {
		return this;
	}

	next() {
		this.#underWay ??= this.#advance().finally(() => {
			this.#underWay = undefined;
		});
		return this.#underWay;
	}

	async #advance() {
		const {data, links} = await this.#page;
		if (this.#at < data.length) return {done: false, value: data[this.#at++]};
		if (!links.next) return {done: true, value: undefined};
		this.#at = 0;
		this.#page = this.getPage(links.next);
		return this.#advance();
	}
}

export const open =
	async () =>
	({firstUrl, headers}) => {
		const getPage = async url => {
			const response = await fetch(url, {headers});
			if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
			return response.json();
		};
		return new Items(getPage(firstUrl), getPage);
	};
