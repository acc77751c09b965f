/**
 * What every contender's rooms are given to: it touches each room once, cheaply, and notices a room that is missing,
 * repeated or out of order.
 */
export const createTally = () => {
	let [count, digest] = [0, 0];
	return {
		take: ({id}) => {
			count++;
			digest = (Math.imul(digest, 31) + (id.charCodeAt(0) << 16) + (id.charCodeAt(9) << 8) + id.charCodeAt(35)) | 0;
		},
		result: () => ({rooms: count, digest}),
	};
};

/**
 * @param {AsyncIterable<readonly object[]>} pages
 * @param {(room: object) => void} take
 * @param {undefined | (() => unknown)} afterPage
 */
export const consumePages = async (pages, take, afterPage) => {
	for await (const rooms of pages) {
		for (const room of rooms) take(room);
		if (afterPage !== undefined) await afterPage();
	}
};

/**
 * @param {AsyncIterable<object>} items
 * @param {(room: object) => void} take
 * @param {undefined | (() => unknown)} afterPage called after as many items as a page holds
 * @param {number} pageSize
 */
export const consumeItems = async (items, take, afterPage, pageSize) => {
	let taken = 0;
	for await (const room of items) {
		take(room);
		if (afterPage !== undefined && ++taken % pageSize === 0) await afterPage();
	}
};
