/** Ordinary pages are shorter, and are not counted: what they can make of memory is little. */
export const shortestCounted = 2 ** 22;

const [comma, bracket, brace] = [0x2c, 0x5b, 0x7b];

/**
 * Whether a JSON text of more than 4 MiB may hold more than so many values. An empty object takes three bytes of text and
 * thirty times as many of memory, so that a limit of bytes alone bounds no memory. Commas inside texts are counted too:
 * a limit that leaves room for them need not look at what is a text.
 */
export const holdsTooManyValues = (text: string, limit: number): boolean => {
	if (text.length <= shortestCounted) return false;
	let values = 0;
	for (let index = 0; index < text.length; index++) {
		const code = text.charCodeAt(index);
		if ((code === comma || code === bracket || code === brace) && ++values > limit) return true;
	}
	return false;
};
