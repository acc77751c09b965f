const decimal = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/** Longer numbers are not looked at: what has so many digits is hardly ever what a double holds. */
const longest = 40;

/** A number in one spelling, whatever its zeros and its exponent; undefined for infinities. */
const spelled = (text: string): string | undefined => {
	const parts = decimal.exec(text);
	if (parts === null) return undefined;
	const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts;
	const digits = (whole + fraction).replace(/^0+/, '');
	const significant = digits.replace(/0+$/, '');
	if (significant === '') return `${sign}0`;
	return `${sign}${significant}e${Number(exponent) - fraction.length + digits.length - significant.length}`;
};

/**
 * Whether JavaScript gives a number of a JSON text back as it was: not `1e400`, which it takes for infinite, nor `-0`, nor
 * one with more digits than a double has. `1.0` and `1e3` it does give back, as `1` and `1000`.
 */
export const isExact = (source: string): boolean => {
	const text = String(Number(source));
	return text === source || (source.length <= longest && spelled(source) === spelled(text));
};
