/** One parameter of a query: decoded, and as it was written. */
export interface QueryPair {
	readonly name: string;
	readonly value: string;
	readonly raw: string;
}

const decode = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '));

/** The parameters in order, or undefined if the percent-encoding is broken. */
export const queryPairs = (rawQuery: string): readonly QueryPair[] | undefined => {
	try {
		return rawQuery
			.split('&')
			.filter(raw => raw !== '')
			.map(raw => {
				const equals = raw.indexOf('=');
				const [name, value] = equals < 0 ? [raw, ''] : [raw.slice(0, equals), raw.slice(equals + 1)];
				return {name: decode(name), value: decode(value), raw};
			});
	} catch {
		return undefined;
	}
};
