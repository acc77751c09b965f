/**
 * What every contender's items are given to: it touches each of them once, cheaply, and notices one that is missing,
 * repeated or out of order.
 */
export const createTally = () => {
	let [count, digest] = [0, 0];
	return {
		take: ({id, sid = id}) => {
			count++;
			digest = (Math.imul(digest, 31) + (sid.charCodeAt(0) << 16) + (sid.charCodeAt(9) << 8) + sid.charCodeAt(33)) | 0;
		},
		result: () => ({rooms: count, digest}),
	};
};

/** @typedef {{take: (item: object) => void, afterPage?: () => unknown, pageSize: number, most?: number}} Consumer */

/**
 * @param {AsyncIterable<readonly object[]>} pages
 * @param {Consumer} consumer who leaves after `most` items
 */
export const consumePages = async (pages, {take, afterPage, most = Infinity}) => {
	let taken = 0;
	for await (const items of pages) {
		for (const item of items) take(item);
		if (afterPage !== undefined) await afterPage();
		taken += items.length;
		if (taken >= most) break;
	}
};

/**
 * @param {AsyncIterable<object>} items
 * @param {Consumer} consumer whose `afterPage` is called after as many items as a page holds
 */
export const consumeItems = async (items, {take, afterPage, pageSize, most = Infinity}) => {
	let taken = 0;
	for await (const item of items) {
		take(item);
		taken++;
		if (afterPage !== undefined && taken % pageSize === 0) await afterPage();
		if (taken >= most) break;
	}
};
