/**
 * One request as plain data: what to ask, not how or where.
 *
 * `path` is the list's path without the base address's prefix; `query` is the encoded query without its `?`,
 * kept as text because a link's parameters belong to the server: they are moved, never rewritten.
 */
export interface RequestDescriptor {
	readonly method: 'GET';
	readonly path: string;
	readonly query: string;
}

/** Query parameters in the order in which they are sent. */
export type QueryParameters = ReadonlyArray<readonly [name: string, value: string]>;

/** Longer links and cursors are refused: no server accepts them, and they would only carry an attack. */
export const longestLink = 8192;

export const describeRequest = (path: string, parameters: QueryParameters): RequestDescriptor => ({
	method: 'GET',
	path,
	query: new URLSearchParams(parameters.map(([name, value]): [string, string] => [name, value])).toString(),
});

export const requestTarget = ({path, query}: RequestDescriptor): string => (query === '' ? path : `${path}?${query}`);

/** What the size of its page is called, in advice. */
export const pageSizeOf = ({path, query}: RequestDescriptor): string =>
	path.startsWith('/api/laml/') || /(?:^|&)PageSize=/.test(query) ? 'PageSize' : 'page_size';

/** Bytes that are not UTF-8 stay as they are: decoding would make different ones the same. */
const canonicalText = (encoded: string): string => {
	try {
		return encodeURIComponent(decodeURIComponent(encoded.replaceAll('+', ' ')));
	} catch {
		return encoded;
	}
};

/**
 * The same for two requests that differ only in the order or the encoding of their parameters.
 * Compares requests; it is never sent.
 */
export const canonicalRequest = ({path, query}: RequestDescriptor): string => {
	const parameters = query
		.split('&')
		.filter(parameter => parameter !== '')
		.map(parameter => {
			const [name = '', ...value] = parameter.split('=');
			return {name: canonicalText(name), value: canonicalText(value.join('='))};
		})
		.sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
	return `${path}?${parameters.map(({name, value}) => `${name}=${value}`).join('&')}`;
};

/** True for text that a URL parser would silently change: control characters, white space, backslashes. */
export const hasUnsafeCharacters = (link: string): boolean => /[\p{Cc}\s\\]/u.test(link);
