import type {PageSize, TimeFilter} from './list.ts';
import {isPlainObject} from './plain-object.ts';

/** A path as a URL has it, so that what is put behind an origin is a path there, and not more of a host. */
export const isPath = (path: unknown): path is string => {
	if (typeof path !== 'string' || !path.startsWith('/') || path.startsWith('//')) return false;
	// A parameter stands for a segment of its own.
	const filled = path.replace(/(?<=\/)\{\w+\}(?=\/|$)/g, 'x');
	return new URL(filled, 'http://list.invalid').href === `http://list.invalid${filled}` && !/[?#]/.test(path);
};

export const isCodec = (codec: unknown): boolean =>
	typeof codec === 'object' &&
	codec !== null &&
	typeof Reflect.get(codec, 'decode') === 'function' &&
	typeof Reflect.get(codec, 'encode') === 'function';

export const isName = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** Names, each once: to be told apart by the same field twice is to be told apart by it once. */
export const isNames = (value: unknown): value is readonly string[] =>
	Array.isArray(value) && value.every(isName) && new Set(value).size === value.length;

export const isNamesByName = (value: unknown): value is Readonly<Record<string, string>> =>
	isPlainObject(value) && Object.entries(value).every(entry => entry.every(isName));

export const isPageSize = (value: unknown): value is PageSize =>
	isPlainObject(value) && isName(value.parameter) && Number.isSafeInteger(value.largest) && Number(value.largest) > 0;

export const isTimeFilter = (value: unknown): value is TimeFilter =>
	isPlainObject(value) &&
	[value.field, value.after, value.before].every(isName) &&
	isOneOf([undefined, true, false], value.mayBeNull);

export const isOneOf = (words: readonly unknown[], value: unknown): boolean => words.includes(value);

export const isPaths = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(isPath);
