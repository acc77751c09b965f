/**
 * An object whose fields are what its author wrote. Not an array, nor a Map, an AbortSignal or URLSearchParams: their
 * entries are no fields, so all that they ask would go unheard.
 */
export const isPlainObject = (value: unknown): value is Record<string, unknown> =>
	Object.prototype.toString.call(value) === '[object Object]';

/** Of what JSON makes, an object that is no array. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
