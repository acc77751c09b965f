import * as E from 'fp-ts/lib/Either.js';
import {type InvalidInput, invalidInput} from './api-error.ts';
import {showValue} from './decode-reasons.ts';
import {keyOf, type ListEndpoint, type PageSize, pageStyleOf} from './list-endpoint.ts';
import {isPlainObject} from './plain-object.ts';

/** A path as a URL has it, so that what is put behind an origin is a path there, and not more of a host. */
const isPath = (path: unknown): path is string => {
	if (typeof path !== 'string' || !path.startsWith('/') || path.startsWith('//')) return false;
	return new URL(path, 'http://endpoint.invalid').href === `http://endpoint.invalid${path}` && !/[?#]/.test(path);
};

const isCodec = (codec: unknown): boolean =>
	typeof codec === 'object' &&
	codec !== null &&
	typeof Reflect.get(codec, 'decode') === 'function' &&
	typeof Reflect.get(codec, 'encode') === 'function';

const isName = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** Names, each once: to be told apart by the same field twice is to be told apart by it once. */
const isNames = (value: unknown): value is readonly string[] =>
	Array.isArray(value) && value.every(isName) && new Set(value).size === value.length;

const isNamesByName = (value: unknown): value is Readonly<Record<string, string>> =>
	isPlainObject(value) && Object.entries(value).every(entry => entry.every(isName));

const isPageSize = (value: unknown): value is PageSize =>
	isPlainObject(value) && isName(value.parameter) && Number.isSafeInteger(value.largest) && Number(value.largest) > 0;

/** A caller's endpoint, checked and copied: what becomes of the object later changes nothing. */
export const checkEndpoint = <Query, Item>(
	endpoint: ListEndpoint<Query, Item>,
): E.Either<InvalidInput, ListEndpoint<Query, Item>> => {
	const refuse = (message: string) => E.left(invalidInput(`${message}. Nothing was requested.`));
	if (typeof endpoint !== 'object' || endpoint === null) {
		return refuse(`The endpoint must be an object with name, path, query and item, got ${showValue(endpoint)}`);
	}
	const {name, path, query, item, broughtBy = {}, beginsAt = [], pageSize} = endpoint;
	const key = keyOf(endpoint);
	const page = pageStyleOf(endpoint);
	if (typeof name !== 'string' || name === '') {
		return refuse(`The endpoint's name must be a plural noun, such as "rooms", got ${showValue(name)}`);
	}
	if (!isPath(path)) {
		return refuse(`The endpoint's path must be one as in a URL, such as "/api/video/rooms", got ${showValue(path)}`);
	}
	if (!isCodec(query)) return refuse(`The endpoint's query must be an io-ts codec, got ${showValue(query)}`);
	if (!isCodec(item)) return refuse(`The endpoint's item must be an io-ts codec, got ${showValue(item)}`);
	if (typeof page !== 'function') {
		return refuse(`The endpoint's page must be a page style, such as uriPaged("calls"), got ${showValue(page)}`);
	}
	if (!isNames(key)) return refuse(`The endpoint's key must be a list of different fields, got ${showValue(key)}`);
	if (!isNamesByName(broughtBy)) {
		return refuse(`The endpoint's broughtBy must name a parameter for each field, got ${showValue(broughtBy)}`);
	}
	if (!isNames(beginsAt)) {
		return refuse(`The endpoint's beginsAt must be a list of different parameters, got ${showValue(beginsAt)}`);
	}
	if (pageSize !== undefined && !isPageSize(pageSize)) {
		return refuse(`The endpoint's pageSize must have a parameter and the largest size, got ${showValue(pageSize)}`);
	}
	return E.right({
		name,
		path,
		query,
		item,
		page,
		key: [...key],
		broughtBy: {...broughtBy},
		beginsAt: [...beginsAt],
		...(pageSize && {pageSize: {...pageSize}}),
	});
};
