import {validateHeaderName, validateHeaderValue} from 'node:http';

/** Checks of one value each; they return what they were given, or throw an Error of one sentence. */

const longest = 60;

/** Quoted, short, and with nothing in it that a terminal would obey. */
const quote = (text: string): string =>
	JSON.stringify(text.slice(0, longest)).replace(
		/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
		character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
	) + (text.length > longest ? '…' : '');

export const show = (value: unknown): string => {
	if (typeof value === 'string') return quote(value);
	if (Array.isArray(value)) return 'a list';
	if (typeof value === 'function') return 'a function';
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

/** Never shown: it may be somebody's real one. */
export const checkCredential = (name: string, value: string, pattern: RegExp, rule: string): string => {
	if (typeof value !== 'string' || !pattern.test(value)) throw new Error(`${name} must be ${rule}.`);
	return value;
};

export const checkList = <Item>(name: string, value: readonly Item[]): readonly Item[] =>
	Array.isArray(value) ? value : refuse(name, 'a list', value);

/** An object with fields of these names only: a misspelt one would otherwise go unheard. */
export const checkFields = <Fields extends object>(name: string, value: Fields, known: readonly string[]): Fields => {
	if (Object.prototype.toString.call(value) !== '[object Object]') return refuse(name, 'an object', value);
	const unknown = Object.keys(value).find(field => !known.includes(field));
	if (unknown !== undefined) throw new Error(`${show(unknown)} is no field of ${name}; there are ${known.join(', ')}.`);
	return value;
};

const isHeader = (value: unknown): boolean => {
	try {
		validateHeaderValue('x', value as string);
		return true;
	} catch {
		return false;
	}
};

/** A number or a text that a header can hold: what it cannot hold would end the server instead of an answer. */
export const checkHeader = <Value extends number | string>(name: string, value: Value): Value =>
	typeof value === 'number' || (typeof value === 'string' && isHeader(value))
		? value
		: refuse(name, 'a number, or a text that a header can hold', value);

export const checkHeaders = (name: string, headers: Readonly<Record<string, string>>): void => {
	for (const [header, value] of Object.entries(headers)) {
		try {
			validateHeaderName(header);
		} catch {
			throw new Error(`${show(header)} is no name of a header, in ${name}.`);
		}
		checkHeader(`${header} of ${name}`, value);
	}
};

/** Scheme and host, as `https://example.com:8443`. */
export const checkOrigin = (name: string, value: string): string => {
	const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined;
	const isOrigin = url !== undefined && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`;
	return isOrigin ? url.origin : refuse(name, 'an origin such as https://example.com', value);
};
