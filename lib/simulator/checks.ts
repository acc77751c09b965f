/** Checks of one value each; they return what they were given, or throw an Error of one sentence. */

export const show = (value: unknown): string => {
	if (typeof value === 'string') {
		return JSON.stringify(value);
	}
	return typeof value === 'object' && value !== null ? 'an object' : String(value);
};

const refuse = (name: string, rule: string, value: unknown): never => {
	throw new Error(`${name} must be ${rule}, not ${show(value)}.`);
};

export const checkWhole = (name: string, value: number, minimum: number, maximum: number): number =>
	Number.isInteger(value) && value >= minimum && value <= maximum
		? value
		: refuse(name, `a whole number from ${minimum} to ${maximum}`, value);

export const checkNumber = (name: string, value: number, minimum: number, maximum: number): number =>
	typeof value === 'number' && value >= minimum && value <= maximum
		? value
		: refuse(name, `a number from ${minimum} to ${maximum}`, value);

export const checkChoice = <Choice extends string>(name: string, value: Choice, choices: readonly Choice[]): Choice =>
	choices.includes(value) ? value : refuse(name, `one of ${choices.join(', ')}`, value);

export const checkFlag = (name: string, value: boolean): boolean =>
	typeof value === 'boolean' ? value : refuse(name, 'true or false', value);

export const checkText = (name: string, value: string, pattern: RegExp, rule: string): string =>
	typeof value === 'string' && pattern.test(value) ? value : refuse(name, rule, value);

export const checkList = <Item>(name: string, value: readonly Item[]): readonly Item[] =>
	Array.isArray(value) ? value : refuse(name, 'a list', value);

/** Scheme and host, as `https://example.com:8443`. */
export const checkOrigin = (name: string, value: string): string => {
	const url = URL.canParse(value) ? new URL(value) : undefined;
	const isOrigin = url !== undefined && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`;
	return isOrigin ? url.origin : refuse(name, 'an origin such as https://example.com', value);
};
